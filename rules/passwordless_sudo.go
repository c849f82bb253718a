package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PasswordlessSudo reports builds that write `NOPASSWD` into the sudo configuration.
//
// A process of that user is one command away from root, so running the service as an ordinary user protects nothing.
//
// # What to do
//
// Do what needs root in the build, and remove sudo from the image.
//
// # When it is fine
//
// Images for development, such as dev containers.
var PasswordlessSudo = define(lint.Rule{
	ID: "passwordless-sudo", Title: "Sudo without a password", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("2"), lint.CWE("250")},
	Check:   lint.EachUnit(checkPasswordlessSudo),
})

func checkPasswordlessSudo(p *lint.Pass, u *project.Unit) {
	for _, line := range u.PasswordlessSudo() {
		who := line.Who
		if who == "" {
			who = "a user"
		}
		how := "becomes root"
		if !line.All {
			how = "runs commands as root"
		}
		p.Report(line.Span, "%s %s without a password; do what needs root in the build", who, how).
			About(line.Subject).Keyed("sudoers", who)
	}
}
