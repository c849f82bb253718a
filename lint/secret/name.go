// Package secret judges whether a named value is a credential. It weighs the name and the value together: neither
// alone tells, and a wrong accusation costs more trust than a miss.
package secret

import "strings"

// Strength says how surely a name is that of a credential.
type Strength int

// The strengths of names.
const (
	NotSecret Strength = iota
	Weak               // ambiguous without a telling value: KEY, AUTH
	Strong             // PASSWORD, API_KEY, TOKEN
)

// Name judges the name of a variable, a key or a build argument.
func Name(name string) Strength {
	words := split(name)
	if len(words) == 0 || name == "GOOGLE_APPLICATION_CREDENTIALS" { // which is a path
		return NotSecret
	}
	if isTopic(words[len(words)-1]) || isQualifier(words[0]) {
		return NotSecret
	}
	best := NotSecret
	for i, w := range words {
		switch w {
		case "PUBLIC", "PUB", "GPG", "PGP", "ALLOW", "EMPTY", "RANDOM":
			return NotSecret
		}
		got := strength(words, i)
		if got == Strong && !strings.HasPrefix(w, "PASS") && !isSecretTail(words[i+1:]) {
			got = Weak // TOKEN_VALID_FOR, AUTH_TOKEN_SOURCE: something about it
		}
		best = max(best, got)
	}
	return best
}

// isSecretTail reports whether what follows a word for a credential only says which of several it is.
func isSecretTail(words []string) bool {
	for i := range words {
		if strength(words, i) != NotSecret || strings.Trim(words[i], "0123456789") == "" {
			continue
		}
		switch words[i] {
		case "BASE", "ACCESS", "VALUE", "TEXT", "STRING", "PLAIN", "PROD", "PRODUCTION", "DEV", "DEVELOPMENT",
			"TEST", "STAGING", "LIVE", "OLD", "NEW", "PRIMARY", "SECONDARY", "DEFAULT", "RO", "RW", "READ", "WRITE",
			"ADMIN", "ROOT":
		default:
			return false
		}
	}
	return true
}

// strength judges one word of a name, with its neighbours.
func strength(words []string, i int) Strength {
	w := words[i]
	switch w {
	case "PASSWORD", "PASSWORDS", "PASSWD", "PASSPHRASE", "PASSCODE", "PWORD", "SECRET", "SECRETS", "TOKEN",
		"TOKENS", "APIKEY", "CREDENTIAL", "CREDENTIALS", "PAT", "SECRETKEY", "ACCESSKEY", "PRIVATEKEY", "APITOKEN",
		"AUTHTOKEN", "PSWD", "PASSWRD", "DBPASS", "USERPASS", "ROOTPASS", "ADMINPASS", "SMTPPASS":
		return Strong
	case "PASS", "PW", "PWD", "PSW":
		// PWD and OLDPWD are the shell's; DB_PWD is not. A lone PASS may be a count or a verdict.
		if len(words) > 1 && i == len(words)-1 {
			return Strong
		}
		return Weak
	case "KEY", "KEYS":
		if i+1 < len(words) && words[i+1] == "BASE" {
			return Strong // of Rails
		}
		if i > 0 {
			switch words[i-1] {
			case "API", "SECRET", "ACCESS", "PRIVATE", "PRIV", "PRV", "DEPLOY", "ENCRYPTION", "SIGNING", "MASTER", "APP", "APPLICATION",
				"JWT", "HMAC", "ADMIN", "SERVICE", "ACCOUNT", "STORAGE", "AUTH":
				return Strong
			}
		}
		return Weak
	case "AUTH", "BEARER", "CRED", "CREDS", "LICENSE", "WEBHOOK", "SALT":
		return Weak
	}
	for _, suffix := range [...]string{"PASSWORD", "PASSWD", "APIKEY"} { // PGPASSWORD, MYSQLPASSWORD
		if strings.HasSuffix(w, suffix) {
			return Strong
		}
	}
	return NotSecret
}

// isTopic reports whether a name that ends in the word speaks about a credential instead of holding it.
func isTopic(last string) bool {
	switch last {
	case "FILE", "FILES", "FILENAME", "PATH", "DIR", "DIRECTORY", "FOLDER", "NAME", "NAMES", "ALIAS", "ID", "IDS",
		"MODE", "ENABLED", "ENABLE", "DISABLED", "DISABLE", "SOCK", "SOCKET", "URL", "URI", "URLS", "HOST", "HOSTS",
		"PORT", "ENDPOINT", "TTL", "EXPIRY", "EXPIRATION", "EXPIRES", "EXPIRE", "LIFETIME", "DURATION", "TIMEOUT",
		"INTERVAL", "LENGTH", "LEN", "SIZE", "MIN", "MAX", "TYPE", "ALGORITHM", "ALG", "ALGO", "VERSION", "COUNT",
		"POLICY", "HEADER", "PREFIX", "SUFFIX", "FORMAT", "REQUIRED", "VALIDITY", "AGE", "TIME", "DAYS", "HOURS",
		"MINUTES", "SECONDS", "ROUNDS", "STRENGTH", "ISSUER", "AUDIENCE", "REALM", "SERVICE", "PROVIDER", "METHOD",
		"PLUGIN", "ARN", "REF", "FIELD", "PARAM", "PARAMETER", "COOKIE", "BACKEND", "STORE", "MANAGER", "CLASS",
		"LOCATION", "USER", "USERNAME", "ATTEMPTS", "RETRIES", "LIMIT", "RESET", "SCOPE", "SCOPES", "CLAIM",
		"SERVER", "DOMAIN", "ENGINE", "DRIVER", "HASHER", "ENCODING", "CHECK", "VALIDATION", "ROTATION", "ROTATE",
		"LIFESPAN", "ITERATIONS", "HASHERS", "HASHING", "ENCRYPTION", "SOURCE", "HELPER", "HISTORY", "CHARS",
		"CHARSET", "LOOKUP", "POOL", "VAR", "ENV", "KEYRING", "FINGERPRINT", "CHECKSUM", "SHA256", "SHA512",
		"DIGEST", "REGEX", "PATTERN":
		return true
	}
	return false
}

// isQualifier reports whether a name that begins with the word is a switch or a bound: ALLOW_EMPTY_PASSWORD.
func isQualifier(first string) bool {
	switch first {
	case "ALLOW", "RANDOM", "GENERATE", "NO", "DISABLE", "ENABLE", "REQUIRE", "USE", "SKIP", "SHOW", "HIDE", "MAX",
		"MIN", "IS", "HAS", "CHECK", "IGNORE", "FORCE":
		return true
	}
	return false
}

// split takes a name apart into upper-case words: at _, -, . and where lower case turns into upper.
func split(name string) []string {
	if len(name) > 256 {
		return nil // no name that people give
	}
	var words []string
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToUpper(name[start:end]))
		}
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '_' || c == '-' || c == '.' || c == ' ' || c == '/':
			flush(i)
			start = i + 1
		case i > start && c >= 'A' && c <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z':
			flush(i)
			start = i
		}
	}
	flush(len(name))
	return words
}
