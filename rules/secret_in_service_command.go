package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInServiceCommand reports literal credentials in `command`, `entrypoint`, the test of a `healthcheck` and the
// hooks of a Compose service: `redis-server --requirepass x`, `mysqladmin -px`, `PGPASSWORD=x psql`, `--token x`,
// passwords in URLs. Of `${NAME:-default}` the default counts.
//
// The value lies in the repository for everybody who reads it, and on the host in the list of processes and in `docker inspect`.
//
// References to variables, also to those of the container (`$$NAME`), files and marked stand-ins are no credentials.
//
// # What to do
//
// Take the value away and change the credential. Let the command read it from `/run/secrets`, which `secrets` fills.
var SecretInServiceCommand = define(lint.Rule{
	ID: "secret-in-service-command", Title: "Credential in the command of a service", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachUnit(checkSecretInServiceCommand),
})

func checkSecretInServiceCommand(p *lint.Pass, u *project.Unit) {
	for _, c := range u.ServiceCredentials(project.InCommand) {
		p.Report(c.Span, "%s stands in the repository and among the processes; use secrets", c.What).About(c.Subject)
	}
}
