package secret

import (
	"regexp"
	"testing"
)

func TestGuess(t *testing.T) {
	for name, want := range map[string]bool{
		"api_key": true, "DATABASE_PASSWORD": true, "GITHUB_TOKEN": true, "secret_MESSAGE": true, "AUTH": true, "pword": true,
		"DB_PASS": true, "PGPASSWORD": true, "PASSPHRASE": true, "MYSECRET": true, "PRIVATE_THING": true, "ALLOW_EMPTY_PASSWORD": true,
		"SECRET_FILE": false, "TOKEN_VERSION": false, "PUBLIC_KEY": false, "GPG_KEY": false, "AUTHOR": false, "MONKEY": false,
		"API_URL": false, "USERNAME": false, "TRAVIS_OS_NAME": false, "PATH": false, "": false, "_": false,
	} {
		if got := Guess(name); got != want {
			t.Errorf("Guess(%q) = %v, want %v", name, got, want)
		}
	}
}

// TestGuessFollowsBuildKit holds the words to the two expressions of BuildKit, with what Guess leaves out on purpose.
func TestGuessFollowsBuildKit(t *testing.T) {
	deny := regexp.MustCompile(`(?i)(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)`)
	allow := regexp.MustCompile(`(?i)(?:_|^)(?:public|file|version)(?:_|$)`)
	words := []string{"", "apikey", "AUTH", "Key", "token", "public", "FILE", "x", "credentials", "pword"}
	for _, a := range words {
		for _, b := range words {
			for _, c := range words {
				name := a + "_" + b + "_" + c
				if deny.MatchString(name) && !allow.MatchString(name) && !Guess(name) {
					t.Errorf("%q is one of BuildKit's", name)
				}
				if allow.MatchString(name) && Guess(name) {
					t.Errorf("%q is allowed by BuildKit", name)
				}
			}
		}
	}
}
