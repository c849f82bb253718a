package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInDriverOption reports credentials in the options of drivers: `password=` in `driver_opts.o` of a CIFS volume,
// `splunk-token` and others in `logging.options`, keys of volume and network plugins.
//
// The value lies in the repository, and `docker volume inspect` and `docker inspect` show it.
//
// # What to do
//
// Take the value from a variable that the host sets, or mount the share on the host with a `credentials` file that only root
// reads.
var SecretInDriverOption = define(lint.Rule{
	ID: "secret-in-driver-option", Title: "Credential in the options of a driver", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachUnit(checkSecretInDriverOption),
})

func checkSecretInDriverOption(p *lint.Pass, u *project.Unit) {
	for _, c := range u.ServiceCredentials(project.InDriver) {
		p.Report(c.Span, "%s stands in the repository and in docker inspect; use a variable", c.What).About(c.Subject)
	}
}
