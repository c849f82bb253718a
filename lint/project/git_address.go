package project

import (
	"slices"
	"strings"
)

// gitAddress says what an address takes of a git repository. BuildKit and Compose read the reference behind # or in the query.
type gitAddress struct {
	ref         string // a branch, a tag or a commit; "" for the default branch
	branch, tag bool   // that it is known for one
	commit      string // the commit that it has to be, where the query names one
}

// gitPrefixes begin the addresses that are taken for those of repositories, however they end.
var gitPrefixes = [...]string{"git@", "git://", "ssh://", "github.com/"}

// parseGitAddress reads the address of a git repository, and reports false for any other address.
func parseGitAddress(address string) (gitAddress, bool) {
	repository, fragment, _ := strings.Cut(address, "#")
	repository, query, _ := strings.Cut(repository, "?")
	if !strings.HasSuffix(repository, ".git") && !slices.ContainsFunc(gitPrefixes[:], func(prefix string) bool {
		return strings.HasPrefix(repository, prefix)
	}) {
		return gitAddress{}, false
	}
	ref, _, _ := strings.Cut(fragment, ":")
	g := gitAddress{ref: ref}
	for field := range strings.SplitSeq(query, "&") {
		switch name, value, _ := strings.Cut(field, "="); name {
		case "ref":
			g.ref = value
		case "branch":
			g.ref, g.branch = value, true
		case "tag":
			g.ref, g.tag = value, true
		case "commit", "checksum":
			g.commit = value
		}
	}
	return g, true
}

// pinned reports whether the address says which commit it takes.
func (g gitAddress) pinned() bool {
	full := len(g.ref) == 40 || len(g.ref) == 64
	return full && hexadecimal(g.ref) || len(g.commit) >= 7 && hexadecimal(g.commit)
}

func hexadecimal(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }
