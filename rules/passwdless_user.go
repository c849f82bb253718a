package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PasswdlessUser reports `USER app` and `--chown=app` in an image that begins with `FROM scratch` and has no
// `/etc/passwd`.
//
// Nothing there says which number the name has. `COPY --chown` by name fails while building, `USER` by name when the
// container starts. Who then deletes the line in a hurry ships root.
//
// # What to do
//
// Write the number, `USER 10001`, or copy `/etc/passwd` from the builder first.
var PasswdlessUser = define(lint.Rule{
	ID: "passwdless-user", Title: "User by name where no names are", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/named-identity-in-passwdless-stage"},
	Refs:      []lint.Ref{lint.Doc("USER", "https://docs.docker.com/reference/dockerfile/#user")},
	Check:     lint.EachUnit(checkPasswdlessUser),
})

func checkPasswdlessUser(p *lint.Pass, u *project.Unit) {
	for _, n := range u.Nameless() {
		p.Report(n.At, "there is no /etc/passwd in this image to say who %s is; write the user's number", n.Name).
			About(n.Subject)
	}
}
