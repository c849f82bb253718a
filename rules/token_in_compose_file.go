package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// TokenInComposeFile reports tokens of known issuers (`ghp_`, `glpat-`, `AKIA`, `xoxb-`, `sk_live_` and others) and private keys
// anywhere in a Compose file: in extension fields, build options, comments and what else no other rule looks into.
//
// The value lies in the repository for everybody who reads it, now and in its history. Its form says what it opens.
//
// # What to do
//
// Take it away and revoke it: it has been published.
var TokenInComposeFile = define(lint.Rule{
	ID: "token-in-compose-file", Title: "Token or private key in a Compose file", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachUnit(checkTokenInComposeFile),
})

func checkTokenInComposeFile(p *lint.Pass, u *project.Unit) {
	for _, c := range u.ServiceCredentials(project.Elsewhere) {
		p.Report(c.Span, "%s stands in the repository; revoke it", c.What).About(c.Subject)
	}
}
