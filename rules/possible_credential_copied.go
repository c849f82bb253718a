package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PossibleCredentialCopied reports `COPY` and `ADD` of a file that often holds credentials and is not there to be looked at,
// in a stage that ships: `.env`, `.npmrc`, `.docker/config.json`, a folder `.ssh` or `.aws`, `credentials.json`, a `.key`,
// or what `GOOGLE_APPLICATION_CREDENTIALS` and its like lead to in a folder that is copied.
//
// If it does, whoever can pull the image reads them. A `.npmrc` may hold nothing but the address of a registry, and a `.key` may
// be the public one of a package repository: look.
//
// # What to do
//
// Give credentials to the build with `RUN --mount=type=secret`, and to the container when it starts. Keep the file, without
// credentials in it, in the repository, or ignore the finding and say what is in it.
var PossibleCredentialCopied = define(lint.Rule{
	ID: "possible-credential-copied", Title: "File copied that may hold credentials", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionLow,
	Aliases:   []string{"DS-0031"},
	Refs:      []lint.Ref{lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkPossibleCredentialCopied),
})

func checkPossibleCredentialCopied(p *lint.Pass, u *project.Unit) {
	for _, f := range u.CredentialFiles() {
		switch {
		case f.Sure || f.Removed != nil:
		case f.Variable != "":
			p.Report(f.At, "%s leads here, so the image may hold %s; mount it", f.Variable, f.What).About(f.Subject).
				Notes(f.Via.Carries())
		default:
			p.Report(f.At, "may put %s into the image; look, and mount the file instead", f.What).About(f.Subject).
				Notes(f.Via.Carries())
		}
	}
}
