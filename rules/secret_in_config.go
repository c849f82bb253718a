package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInConfig reports credentials in `content` of `configs`: lines that give a literal to a name such as `password`
// or `api_key`, tokens of known issuers, private keys, and passwords in URLs.
//
// The value lies in the repository, and Compose writes it into the container as a file that everybody there may read.
//
// # What to do
//
// Make it a secret with `file` or `environment`, and let the configuration name the file.
var SecretInConfig = define(lint.Rule{
	ID: "secret-in-config", Title: "Credential in the content of a config", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachUnit(checkSecretInConfig),
})

func checkSecretInConfig(p *lint.Pass, u *project.Unit) {
	for _, c := range u.ServiceCredentials(project.InConfig) {
		p.Report(c.Span, "%s stands in the repository; make it a secret", c.What).About(c.Subject)
	}
}
