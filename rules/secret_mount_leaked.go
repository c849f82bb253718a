package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretMountLeaked reports secrets of `RUN --mount=type=secret` that are written into a file of the image: copied, sent
// through a redirect or `tee`, put into a file by `echo` or `sed -i`, or handed to a program that keeps them, such as `npm
// config set`, `git clone https://$TOKEN@...`, `docker login` or `gcloud auth activate-service-account`.
//
// The mount is gone after the instruction, the copy is not: everybody who pulls the image has the secret.
//
// Read where it is needed, a secret is fine, and so is a copy that the same `RUN` removes. A file that a later `RUN` removes
// is still in the layer. What is written into another mount, or in a stage that does not ship, is left out, and so are
// certificates, which are public.
//
// # What to do
//
// Mount the secret where the program looks for it:
//
//	RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
//
// or give it to one command as a variable:
//
//	RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
var SecretMountLeaked = define(lint.Rule{
	ID: "secret-mount-leaked", Title: "Mounted secret left in the image", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"DS-0031"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkSecretMountLeaked),
})

func checkSecretMountLeaked(p *lint.Pass, u *project.Unit) {
	for _, leak := range u.Leaks() {
		if leak.Mount != nil {
			p.Report(leak.Span, "the secret %s stays in %s; mount it there, or remove it in this RUN",
				leak.Secret, leak.Into).About(leak.Subject).Keyed(leak.Secret, leak.Into).Note(leak.Mount.Flag.Span, "mounted here")
		}
	}
}
