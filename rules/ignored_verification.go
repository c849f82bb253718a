package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// IgnoredVerification reports checks of signatures and checksums whose failure the build ignores: `gpg --verify ... || true`,
// `sha256sum -c ... || echo warning`, and checks in front of a semicolon or a new line in a script that runs without
// `set -e`, as that of a heredoc does: only the status of its last command counts.
//
// A file that somebody changed is used all the same. The line looks like protection, so nobody adds another one.
//
// # What to do
//
// Let the failure end the build: delete the `||` and what follows it, put `exit 1` there, or begin the script with `set -e`.
var IgnoredVerification = define(lint.Rule{
	ID: "ignored-verification", Title: "Failed verification ignored", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.12"), lint.OWASP("13"), lint.CWE("354"), lint.CWE("347")},
	Check:   lint.EachCommand(checkIgnoredVerification, shell.Verifiers()...),
})

func checkIgnoredVerification(p *lint.Pass, c project.Command) {
	if c.IgnoresVerification() {
		p.Report(c.Span(), "the build goes on where %s fails; let it end there", c.Name).About(c.Subject)
	}
}
