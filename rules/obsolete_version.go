package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ObsoleteVersion reports the key `version`.
//
// Compose ignores it, warns each time, and always reads the file by the newest schema: the number says nothing about which keys
// work. Some tools check a file only where the key is there.
//
// # What to do
//
// Delete the line.
var ObsoleteVersion = define(lint.Rule{
	ID: "obsolete-version", Title: "Version that Compose ignores", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"no-version-field"},
	Refs: []lint.Ref{
		lint.Doc("version", "https://docs.docker.com/reference/compose-file/version-and-name/#version-top-level-element-obsolete"),
	},
	Check: lint.EachUnit(checkObsoleteVersion),
})

func checkObsoleteVersion(p *lint.Pass, u *project.Unit) {
	if u.Compose == nil || !u.Compose.Version.Set || u.Compose.Version.Span().IsZero() {
		return
	}
	v := u.Compose.Version
	f := p.Report(v.Key().Span, "Compose ignores version; delete it")
	if edit, ok := source.DeleteLines(v.Key().Span, v.Span()); ok {
		f.Offer("delete version, which Compose ignores", edit)
	}
}
