package rules

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BuilderCredentialsCopied reports `COPY --from=` a stage that takes credentials of the build into what ships.
//
// Those are the places where programs keep them in a home folder: `.ssh`, `.npmrc`, `.netrc`, `.docker/config.json`, `.aws`,
// `.git-credentials` and their like; and all of `/root` or `/home`, where the stage is seen to put such a file there. Whoever
// pulls the image reads them.
//
// A single file whose name leaves no doubt is reported by `credential-file-copied`.
//
// Looked at are the stages that ship, with variables resolved. Public keys, known hosts and caches are not reported.
//
// # What to do
//
// Copy the files that the program needs, by name. Give credentials to the build by `RUN --mount=type=secret`, which
// leaves nothing behind.
var BuilderCredentialsCopied = define(lint.Rule{
	ID: "builder-credentials-copied", Title: "Credentials of the builder copied", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkBuilderCredentialsCopied),
})

func checkBuilderCredentialsCopied(p *lint.Pass, u *project.Unit) {
	for _, home := range u.HomesCopied() {
		named := func(f project.CredentialFile) bool { return f.At == home.At && f.Sure && f.Removed == nil }
		if home.Credentials && !slices.ContainsFunc(u.CredentialFiles(), named) {
			p.Report(home.At, "%s of the builder is where credentials are kept; copy what is needed by name", home.Path).
				About(home.Subject).Note(home.Evidence, "they are put there")
		}
	}
}
