package secret

import "strings"

// Guess reports whether a name alone makes linters think of a credential: the words that BuildKit's SecretsUsedInArgOrEnv
// looks for between underscores, the parts of names that hadolint's DL3064 looks for, and what Name is sure of. Names that
// speak of a file, a version or something public are left out, as BuildKit does, and those of OpenPGP keys, which are
// fingerprints.
func Guess(name string) bool {
	if len(name) > 256 {
		return false
	}
	guessed := false
	for word := range strings.SplitSeq(name, "_") {
		switch strings.ToLower(word) {
		case "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token":
			guessed = true
		case "public", "file", "version", "gpg", "pgp":
			return false
		}
	}
	if guessed || Name(name) == Strong {
		return true
	}
	lower := strings.ToLower(name)
	for _, part := range [...]string{"api_key", "client_key", "password", "private", "secret", "token"} {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}
