package rules

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SharedRootVolume reports named volumes that two services may write and that both run as root.
//
// Files of one belong to the other as well: who takes over one service replaces the data, the configuration or the programs of
// the other, and so takes it over, too. Different users would keep them apart; so would a mount that only reads.
//
// # What to do
//
// Mount the volume with `:ro` where it is only read, or run the services as different users.
var SharedRootVolume = define(lint.Rule{
	ID: "shared-root-volume", Title: "Volume written by two services as root", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.6"), lint.OWASP("8"), lint.CWE("732")},
	Check:     lint.EachUnit(checkSharedRootVolume),
})

func checkSharedRootVolume(p *lint.Pass, u *project.Unit) {
	type writer struct {
		c        *container.Container
		m        container.Mount
		reported bool
	}
	first := map[string]*writer{}
	for _, c := range u.Containers {
		if !c.User.Known || !c.User.Value.StaysRoot() {
			continue
		}
		for _, m := range c.Mounts {
			if m.Volume == "" || m.ReadOnly || m.ModeUnknown {
				continue
			}
			w := first[m.Volume]
			if w == nil {
				first[m.Volume] = &writer{c: c, m: m}
				continue
			}
			if w.c != c && !w.reported && w.c.RunsWith(c) {
				w.reported = true
				f := p.Report(m.SourceSpan, "%s and %s both write the volume %s as root; add :ro where it is only read",
					w.c.Name, c.Name, m.Volume).About(c.Subject).Keyed(m.Volume)
				if !slices.ContainsFunc(m.Notes, func(n source.Note) bool { return n.Span == w.m.SourceSpan }) { // volumes_from
					f.Note(w.m.SourceSpan, w.c.Name+" mounts it here")
				}
				f.Notes(m.Notes)
			}
		}
	}
}
