package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecondRootUser reports users other than `root` that are given user id 0.
//
// The kernel knows ids, not names: such a user is root. A `USER` with its name looks like an ordinary one to reviewers, to
// admission policies that look for the word root, and to `runAsNonRoot` where only the name is known.
//
// # What to do
//
// Give the user an id of its own, best above 10000.
var SecondRootUser = define(lint.Rule{
	ID: "second-root-user", Title: "Second user with the id of root", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("2"), lint.CWE("250")},
	Check:   lint.EachCommand(checkSecondRootUser, "useradd", "adduser", "usermod"),
})

func checkSecondRootUser(p *lint.Pass, c project.Command) {
	if id, ok := c.RootID(); ok && p.Unit.Ships(c.Run.Stage()) {
		p.Report(id.Span, "%s is root under another name; give it an id of its own", id.User).About(c.Subject).Keyed(id.User)
	}
}
