package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInServiceLabel reports credentials in `labels`, `deploy.labels` and `annotations` of a Compose service: the
// logins of Traefik (`basicauth.users`) and Caddy, and keys and passwords that dashboards are given.
//
// The value lies in the repository, and on the host everything with access to the Docker API reads it, dashboards and metrics
// included, which show labels. The hash of a weak password is guessed offline.
//
// # What to do
//
// Give the proxy a file: `basicauth.usersfile` with a secret. Take the value from a variable where there is no such option.
var SecretInServiceLabel = define(lint.Rule{
	ID: "secret-in-service-label", Title: "Credential in a label of a service", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("312")},
	Check:     lint.EachUnit(checkSecretInServiceLabel),
})

func checkSecretInServiceLabel(p *lint.Pass, u *project.Unit) {
	for _, c := range u.ServiceCredentials(project.InLabel) {
		p.Report(c.Span, "%s stands in a label that the Docker API shows; use a file", c.What).About(c.Subject)
	}
}
