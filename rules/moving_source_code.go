package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MovingSourceCode reports source code that a build takes from a branch: `git clone` without a later checkout of a tag or
// commit, `ADD https://....git`, `cargo install --git`, archives and raw files of `main` or `master`, downloads of the latest
// release.
//
// Each build takes in what was pushed last, without a change in your repository that anyone could review. Whoever gets hold of
// an account that may push there is in your image with the next build. BuildKit keeps a `RUN git clone` in its cache, so
// two machines may build different code for weeks.
//
// A tag is enough for this rule, as a version is for an image. A commit hash is better: it names the content.
//
// # What to do
//
//	ADD https://github.com/acme/tool.git#v1.2.3 /src
//	RUN git clone https://github.com/acme/tool && cd tool && git checkout <commit>
var MovingSourceCode = define(lint.Rule{
	ID: "moving-source-code", Title: "Source code of a branch", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachUnit(checkMovingSourceCode),
})

func checkMovingSourceCode(p *lint.Pass, u *project.Unit) {
	for _, m := range u.Moving() {
		switch m.Ref {
		case "":
			p.Report(m.Span, "the default branch moves; take a tag or commit").About(m.Subject)
		case "latest":
			p.Report(m.Span, "the latest release moves; name a version").About(m.Subject)
		default:
			p.Report(m.Span, "the branch %s moves; take a tag or commit", m.Ref).About(m.Subject)
		}
	}
}
