package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
)

// SecretBuildArgument reports `ARG` instructions whose name says that a credential is to be passed in.
//
// The value of a build argument stays in the history of the image, if its last stage takes it, and in the provenance
// that is published with it. Everybody who pulls the image can read it there.
//
// # What to do
//
//	RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
var SecretBuildArgument = define(lint.Rule{
	ID: "secret-build-argument", Title: "Build argument that takes a credential", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"SecretsUsedInArgOrEnv", "secret-in-build-arg", "DL3064", "DS-0031", "tally/ruby/secrets-in-arg-or-env"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachVariable(checkSecretBuildArgument),
})

func checkSecretBuildArgument(p *lint.Pass, v project.Variable) {
	passedIn := !v.HasValue || v.Value.Value == ""
	if v.Place == project.Arg && passedIn && secret.Name(v.Name.Value) == secret.Strong {
		p.Report(v.Name.Span, "%s stays in the history or provenance of the image; use RUN --mount=type=secret", v.Name.Value).
			About(v.Subject)
	}
}
