package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
)

// SecretInBuildArgs reports credentials in `build.args` of a Compose file, written out or handed through from the
// environment.
//
// The value of a build argument stays in the history and the provenance of the image, where everybody who pulls it
// can read it.
//
// # What to do
//
// Declare the value under `secrets`, list it under `build.secrets`, and read it with `RUN --mount=type=secret`.
var SecretInBuildArgs = define(lint.Rule{
	ID: "secret-in-build-args", Title: "Credential passed as a build argument", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachVariable(checkSecretInBuildArgs),
})

func checkSecretInBuildArgs(p *lint.Pass, v project.Variable) {
	if v.Place != project.BuildArgument {
		return
	}
	verdict := secret.Judge(v.Name.Value, v.Value.Value)
	handed := secret.Name(v.Name.Value) == secret.Strong && v.References()
	if verdict.Kind != secret.Nothing || handed {
		p.Report(v.Span, "%s stays in the history of the image; use build.secrets", v.Name.Value).
			About(v.Subject).Keyed(v.Name.Value)
	}
}
