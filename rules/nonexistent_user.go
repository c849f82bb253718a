package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// NonexistentUser reports `user:` with a name that the image is known not to have.
//
// Docker looks the name up in /etc/passwd of the image and refuses to start the container where it is not there. Mostly
// `user: root` is what follows.
//
// It is known of plain Debian, Ubuntu and Alpine, of official images of languages on them, and of images that begin with nothing.
// Nothing is said where anything in the Dockerfile that may make a user speaks of the name, runs a script or uses a variable.
//
// # What to do
//
// Create the user in the Dockerfile, or write a number, which need not be in any list: `user: "10001:10001"`.
var NonexistentUser = define(lint.Rule{
	ID: "nonexistent-user", Title: "User whom the image does not have", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.1"), lint.OWASP("2"), lint.Doc("user", "https://docs.docker.com/reference/compose-file/services/#user")},
	Check:     lint.EachStack(checkNonexistentUser),
})

func checkNonexistentUser(p *lint.Pass, s *project.Stack) {
	if name, ok := s.MissingUser(); ok {
		p.Report(s.Service.User.Span(), "the image of %s has no user %s; create it there, or write a number", s.Container.Name, name).
			About(s.Container.Subject).Notes(s.Service.User.Related())
	}
}
