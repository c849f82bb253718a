package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SharedWritableVolume reports a volume, or a folder of the host, that two or more services of a project may write.
//
// Who takes over one of them changes what the others read: their scripts, their settings, their data. Mostly one service
// writes and the others read.
//
// Other tools report every volume that is declared, even one that a single service has.
//
// # What to do
//
// Add `:ro` where a service only reads.
var SharedWritableVolume = define(lint.Rule{
	ID: "shared-writable-volume", Title: "Volume written by several services", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"KICS:Shared Volumes Between Containers"},
	Refs:    []lint.Ref{lint.OWASP("8"), lint.CWE("732")},
	Check:   lint.EachUnit(checkSharedWritableVolume),
})

func checkSharedWritableVolume(p *lint.Pass, u *project.Unit) {
	for _, s := range u.SharedVolumes() {
		p.Report(s.Span, "%s and %s both write %s; add :ro where it is only read", s.First, s.Second, s.Name).
			About("services."+s.Second).Keyed(s.Name, s.First).Note(s.FirstSpan, s.First+" writes it here")
	}
}
