package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnusedUser reports Dockerfiles that create a user and then ship the container as root.
//
// The line that creates the user shows what was meant; the `USER` that makes it true is missing.
//
// Not reported are users that own files, that an entrypoint changes to, or that anything else in the build names.
//
// # What to do
//
//	USER app
var UnusedUser = define(lint.Rule{
	ID: "unused-user", Title: "User created but not used", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/user-created-but-never-used"},
	Refs:      []lint.Ref{lint.CIS("4.1"), lint.OWASP("2")},
	Check:     lint.EachUnit(checkUnusedUser),
})

func checkUnusedUser(p *lint.Pass, u *project.Unit) {
	for _, c := range u.Containers {
		if u.Dockerfile == nil || !c.User.Known || !c.User.Value.StaysRoot() {
			continue
		}
		for _, added := range u.UsersAdded() {
			if !u.Names(added.Name) {
				p.Report(added.Span, "%s is created, but the container runs as root; add USER %s", added.Name, added.Name).
					About(added.Subject).Keyed(added.Name)
			}
		}
	}
}
