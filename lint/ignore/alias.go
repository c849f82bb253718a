package ignore

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/glob"
)

// isBuildKit reports whether an id has the form of BuildKit's rule names: SecretsUsedInArgOrEnv.
func isBuildKit(id string) bool {
	if id == "" || id[0] < 'A' || id[0] > 'Z' {
		return false
	}
	lower := false
	for i := range len(id) {
		if !isLetter(id[i]) {
			return false
		}
		lower = lower || id[i] >= 'a'
	}
	return lower
}

// canonicalTrivy brings the spellings that Trivy takes for one check, AVD-DS-0002, DS-0002 and DS002 in either letter
// case, to "ds-0002". It is empty for anything else, such as DL3007.
func canonicalTrivy(id string) string {
	id = strings.ToLower(id)
	id = strings.TrimPrefix(id, "avd-")
	n := 0
	for n < len(id) && isLetter(id[n]) {
		n++
	}
	digits, long := strings.CutPrefix(id[n:], "-")
	if !long {
		digits = "0" + digits
	}
	if n < 2 || len(digits) != 4 || strings.TrimLeft(digits, "0123456789") != "" {
		return ""
	}
	return id[:n] + "-" + digits
}

// matchesTrivy reports whether a lower-case pattern with asterisks fits a spelling of a Trivy id.
func matchesTrivy(pattern, alias string) bool {
	id := canonicalTrivy(alias)
	if id == "" {
		return false
	}
	letters, digits, _ := strings.Cut(id, "-")
	return glob.Match(pattern, id) || glob.Match(pattern, "avd-"+id) ||
		digits[0] == '0' && glob.Match(pattern, letters+digits[1:])
}
