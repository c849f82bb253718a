package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BuilderHomeCopied reports `COPY --from=` a stage that takes the places where programs keep their credentials in a home
// folder: `.ssh`, `.npmrc`, `.netrc`, `.docker`, `.aws`, `.git-credentials` and their like, or all of `/root` or `/home`.
//
// What `npm login`, `git`, a key for private modules or a package manager left there while building then ships, and
// whoever pulls the image reads it.
//
// Looked at are the stages that ship, with variables resolved. Folders below a home that hold programs or caches, such as
// `/root/.local` of `pip install --user`, are not reported.
//
// # What to do
//
// Copy the files that the program needs, by name. Give credentials to the build by `RUN --mount=type=secret`, which
// leaves nothing behind.
var BuilderHomeCopied = define(lint.Rule{
	ID: "builder-home-copied", Title: "Credentials of the builder copied", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachTransfer(checkBuilderHomeCopied),
})

func checkBuilderHomeCopied(p *lint.Pass, t project.Transfer) {
	c, ok := t.At.(*dockerfile.Copy)
	if !ok || c.Source == nil || c.OnBuild() || p.Unit.FromScratch(c.Source) {
		return
	}
	for i := range t.Paths {
		if path := &t.Paths[i]; path.Known && project.HoldsCredentials(path.Value) && p.Unit.Ships(c.Stage()) {
			p.Report(t.Sources[i].Span, "%s of the builder may hold its credentials; copy what is needed by name", path.Value).
				About(t.Subject)
		}
	}
}
