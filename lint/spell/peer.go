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
