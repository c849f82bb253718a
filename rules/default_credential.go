package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
)

// DefaultCredential reports passwords in `environment` that everybody tries first: `POSTGRES_PASSWORD: postgres`,
// `MINIO_ROOT_PASSWORD: minioadmin`, `admin`, `changeme`, `password`. Of `${NAME:-default}` the default counts: it is what runs
// where nobody sets the variable.
//
// Whoever reaches the port is in with the first guess: from another container of the network, from the host, or from anywhere if
// it is published. Administrators of most databases run commands.
//
// Other literal passwords are reported by `secret-in-environment`, which leaves these to this rule.
//
// # What to do
//
// Set a password that was drawn by lot, from a file where the image knows `_FILE`. With `${NAME:?set it}` nothing starts without
// one.
//
// # When it is fine
//
// Databases of tests, with no data and no published port.
var DefaultCredential = define(lint.Rule{
	ID: "default-credential", Title: "Password that everybody knows", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"CL-0020", "KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("1392"), lint.CWE("521")},
	Check:     lint.EachVariable(checkDefaultCredential),
})

func checkDefaultCredential(p *lint.Pass, v project.Variable) {
	if v.Place != project.Environment {
		return
	}
	if start, end, ok := secret.Guessable(v.Name.Value, v.Value.Value); ok {
		p.Report(v.Value.At(start, end), "%s is a password that everybody tries first; set one drawn by lot", v.Name.Value).
			About(v.Subject).Keyed(v.Name.Value)
	}
}
