package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BuilderHomeCopied reports `COPY --from=` a stage that takes all of `/root` or `/home` into what ships.
//
// A home collects what the tools of the build leave: caches, histories, and the credentials that somebody adds next year.
// Where the build is known to put credentials there, `builder-credentials-copied` reports it.
//
// Folders below a home, such as `/root/.local` of `pip install --user`, are not reported, nor are the homes of other users,
// which are often the folder of the program.
//
// # What to do
//
// Copy the files that the program needs, by name.
var BuilderHomeCopied = define(lint.Rule{
	ID: "builder-home-copied", Title: "Home of the builder copied", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkBuilderHomeCopied),
})

func checkBuilderHomeCopied(p *lint.Pass, u *project.Unit) {
	for _, home := range u.HomesCopied() {
		if !home.Credentials {
			p.Report(home.At, "%s of the builder is copied, whatever its tools left there; copy what is needed", home.Path).
				About(home.Subject)
		}
	}
}
