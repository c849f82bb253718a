package spell

import "strings"

// Peer returns the id of a check as its own tool writes it. tally puts the name of the tool in front of the ids that it took
// over: hadolint/DL3006 is hadolint's DL3006, and buildkit/StageNameCasing BuildKit's StageNameCasing. Any other name is
// returned as it is.
func Peer(name string) string {
	for _, tool := range [...]string{"hadolint/", "buildkit/"} {
		if id, ok := strings.CutPrefix(name, tool); ok && id != "" {
			return id
		}
	}
	return name
}

// Means reports whether somebody who wrote a name meant the check that an alias stands for. Letter case plays no part, and
// queries of KICS go by their titles, with and without the "KICS:" that tells them from other ids.
func Means(name, alias string) bool {
	if strings.EqualFold(Peer(name), alias) {
		return true
	}
	title, ok := strings.CutPrefix(alias, "KICS:")
	return ok && strings.EqualFold(name, title)
}

// Code returns the code of a single finding that a name stands for, where the codes of a tool begin with a prefix: with "SC" it
// is SC2086 for SC2086 and for tally's shellcheck/SC2086. Letter case plays no part.
func Code(name, prefix string) (code string, ok bool) {
	const tally = "shellcheck/"
	if len(name) > len(tally) && strings.EqualFold(name[:len(tally)], tally) {
		name = name[len(tally):]
	}
	if prefix == "" || len(name) <= len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) {
		return "", false
	}
	digits := name[len(prefix):]
	if len(digits) > 6 || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	return prefix + digits, true
}
