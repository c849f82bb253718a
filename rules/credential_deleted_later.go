package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// CredentialDeletedLater reports a file with credentials that `COPY` or `ADD` brings in and a later `RUN` deletes, in a stage
// that ships.
//
// Each instruction makes a layer. The later one hides the file in the container, but the layer with the file stays a part of
// the image: `docker save` and any tool that looks at layers gets it out.
//
// Of names such as `.env` and `.npmrc`, which say little, the deletion says that there is something to hide. Keys of package
// repositories are not reported, nor stages of which only results are copied on. What a `RUN` writes and deletes itself is
// in no layer.
//
// # What to do
//
// Change the credential. Give it to the one `RUN` that needs it: `--mount=type=secret,target=/root/.npmrc`, or
// `--mount=type=ssh` for keys.
var CredentialDeletedLater = define(lint.Rule{
	ID: "credential-deleted-later", Title: "Credential file deleted one layer too late", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("522")},
	Check:     lint.EachUnit(checkCredentialDeletedLater),
})

func checkCredentialDeletedLater(p *lint.Pass, u *project.Unit) {
	for _, f := range u.CredentialFiles() {
		if f.Removed != nil && (f.Sure || !f.Public) {
			p.Report(f.At, "deleting the file later leaves %s in this layer; use RUN --mount=type=secret", f.What).
				About(f.Subject).Note(f.Removed.Span(), "deleted here")
		}
	}
}
