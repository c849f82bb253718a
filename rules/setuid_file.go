package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SetuidFile reports modes with the set-user-ID bit: `chmod u+s`, `chmod 4755`, `install -m 4755`, `COPY
// --chmod=4755`.
//
// Such a program runs as its owner, mostly root, whoever starts it. A hole in it turns an ordinary user of the
// container into root. With `no-new-privileges` the bit has no effect.
//
// # What to do
//
// Leave the bit out. A program that must open a low port or ping needs a capability at most, and since Docker 20.10
// neither.
var SetuidFile = define(lint.Rule{
	ID: "setuid-file", Title: "File that runs as its owner", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.8"), lint.CWE("250")},
	Check:   lint.EachUnit(checkSetuidFile),
})

func checkSetuidFile(p *lint.Pass, u *project.Unit) {
	for _, m := range u.Modes() {
		if m.SetUID {
			p.Report(m.Span, "mode %s makes %s run as its owner; drop the set-user-ID bit", m.Value, m.Path).
				About(m.Subject).Keyed(m.Path)
		}
	}
}
