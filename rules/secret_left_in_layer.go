package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretLeftInLayer reports credentials of build arguments that a `RUN` writes into a file of the image: through a redirect
// or `tee`, by `sed -i`, or by handing them to a program that keeps them, such as `npm config set`, `git config`, `git clone
// https://$TOKEN@...`, which leaves them in `.git/config`, `docker login` or `aws configure set`; and those in a `COPY <<EOF`,
// whose variables the build replaces.
//
// That the argument stays in the history of the image is the business of `secret-build-argument`. Here its value is in a file
// besides, where every process of the container finds it.
//
// A file that the same `RUN` removes is fine in this respect; one that a later `RUN` removes is still in the layer.
//
// Trivy knows five commands for logging in, and takes any secret mount at the instruction for the remedy.
//
// # What to do
//
// Use a secret mount, and let the program read it where it lies:
//
//	RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
var SecretLeftInLayer = define(lint.Rule{
	ID: "secret-left-in-layer", Title: "Credential of a build argument left in the image", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"DS-0031"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkSecretLeftInLayer),
})

func checkSecretLeftInLayer(p *lint.Pass, u *project.Unit) {
	for _, leak := range u.Leaks() {
		if leak.Mount == nil {
			p.Report(leak.Span, "the value of %s stays in %s; use a secret mount", leak.Secret, leak.Into).
				About(leak.Subject).Keyed(leak.Secret, leak.Into).Note(leak.Declared, "declared here")
		}
	}
}
