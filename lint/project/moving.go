package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// Moving is source code of a branch that a build takes in.
type Moving struct {
	shell.Moving
	Subject string // the stage
}

// Moving returns the source code that the build takes from branches: by git, as archives, and by ADD. A clone of which the
// stage checks out a version later is not among them, and neither is what is verified.
func (u *Unit) Moving() []Moving {
	var out []Moving
	fixes := map[*dockerfile.Stage]Command{} // the last one of each stage
	for _, c := range u.Commands("git") {
		if c.Fixes() {
			fixes[c.Run.Stage()] = c
		}
	}
	for _, c := range u.Commands(shell.MovingTools()...) {
		for _, m := range c.Moving() {
			last, fixed := fixes[c.Run.Stage()]
			if m.Clone && fixed && c.before(&last) || !m.Clone && u.verified(c.Span()) {
				continue
			}
			out = append(out, Moving{m, c.Subject})
		}
	}
	for _, t := range u.Transfers() {
		add, ok := t.At.(*dockerfile.Add)
		if !ok || !add.Checksum.IsZero() {
			continue
		}
		for i, r := range t.Paths {
			at := t.Sources[i].Span
			if ref, moves := movingAdd(r.Value); r.Known && moves && !u.verified(at) {
				out = append(out, Moving{shell.Moving{Ref: ref, Span: at}, t.Subject})
			}
		}
	}
	return out
}

// movingAdd returns the branch that ADD takes a repository or a file of.
func movingAdd(address string) (ref string, moves bool) {
	git, ok := parseGitAddress(address)
	switch {
	case !ok:
		ref = shell.MovingAddress(address)
		return ref, ref != ""
	case !strings.Contains(address, "://") && !strings.HasPrefix(address, "git@"):
		return "", false // a file of the context
	case git.tag || git.commit != "":
		return "", false
	}
	return git.ref, git.branch || git.ref == "" || shell.BranchName(git.ref)
}
