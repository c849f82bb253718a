package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AutoTrustedKey reports `zypper --gpg-auto-import-keys`: whatever key a repository shows is trusted, on each build anew.
//
// Signatures are checked then, but against the key that came with the packages. Whoever controls the mirror, or sits on the way
// to one over plain HTTP, brings both.
//
// # What to do
//
// Import the key of the repository first, from your own repository or over https:
//
//	RUN rpm --import https://rpm.example.com/key.asc && zypper --non-interactive install x
//
// # When it is fine
//
// The repositories of openSUSE itself have their keys in the image; there the option does nothing and can go.
var AutoTrustedKey = define(lint.Rule{
	ID: "auto-trusted-key", Title: "Keys of repositories trusted at sight", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("347"), lint.OWASP("13")},
	Check:   lint.EachCommand(checkAutoTrustedKey, "zypper"),
})

func checkAutoTrustedKey(p *lint.Pass, c project.Command) {
	if opt := c.Options().Find("--gpg-auto-import-keys"); opt != nil {
		p.Report(opt.Span(), "zypper trusts whatever key the repository shows; import the key with rpm --import").
			About(c.Subject)
	}
}
