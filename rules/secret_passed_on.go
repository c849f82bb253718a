package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretPassedOn reports `ENV` and `LABEL` instructions that take the value of a build argument which holds a credential,
// in a stage that ships or that such a one is built on.
//
// The value is written into the configuration of the image. Everybody who pulls it reads it with `docker inspect`, and
// so does every process of the container and whoever sees its environment.
//
// Linters that only look at names report the `ARG` and the `ENV` alike, although one of them is gone after the build, and
// miss the `ENV` where its own name is harmless. The values are followed here, through `FROM` as well.
//
// # What to do
//
// If only the build needs it, mount it where it is needed:
//
//	RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
//
// If the container needs it, give it to the container, best as a file.
var SecretPassedOn = define(lint.Rule{
	ID: "secret-passed-on", Title: "Build argument with a credential put into the image", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark | lint.Hadolint,
	Precision: lint.PrecisionHigh,
	Aliases: []string{
		"DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "secret-in-build-arg", "tally/ruby/secrets-in-arg-or-env",
		"tally/ruby/prefer-secret-mounts-for-build-credentials",
	},
	Refs:  []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check: lint.EachUnit(checkSecretPassedOn),
})

func checkSecretPassedOn(p *lint.Pass, u *project.Unit) {
	for _, passed := range u.PassedOn() {
		what := "variable"
		if passed.Label {
			what = "label"
		}
		p.Report(passed.At, "%s %s gives %s to everybody who pulls the image; use a secret mount",
			what, passed.Name.Value, passed.Argument).
			About(passed.Subject).Keyed(passed.Name.Value, passed.Argument).Note(passed.Declared, "declared here")
	}
}
