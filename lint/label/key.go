package label

import "strings"

// KeyFault returns what is wrong with the name of a label, in words that follow "it", or "" for a good one. The rules are
// those of Docker's page about labels, with the slash and the underscore that Kubernetes and others write:
// https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations
func KeyFault(key string) string {
	switch {
	case key == "":
		return ""
	case reserved(key):
		return "is in a namespace that Docker keeps for itself"
	case !isLower(key[0]):
		return "does not begin with a lower-case letter"
	case !isLower(key[len(key)-1]) && !isDigit(key[len(key)-1]):
		return "does not end with a lower-case letter or a digit"
	case strings.Contains(key, ".."):
		return "has two dots in a row"
	case strings.Contains(key, "--"):
		return "has two hyphens in a row"
	}
	for i := range len(key) {
		if c := key[i]; !isLower(c) && !isDigit(c) && strings.IndexByte(".-_/", c) < 0 {
			return "has other characters than lower-case letters, digits, dots and hyphens"
		}
	}
	return ""
}

// reserved reports whether a key is one of Docker's own. Those of extensions of Docker Desktop are written by the authors of
// the extensions: https://docs.docker.com/extensions/extensions-sdk/extensions/labels/
func reserved(key string) bool {
	for _, own := range [...]string{"com.docker.extension.", "com.docker.desktop.extension."} {
		if strings.HasPrefix(key, own) {
			return false
		}
	}
	for _, namespace := range [...]string{"com.docker.", "io.docker.", "org.dockerproject."} {
		if strings.HasPrefix(key, namespace) {
			return true
		}
	}
	return false
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
