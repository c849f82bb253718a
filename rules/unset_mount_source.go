package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnsetMountSource reports volumes whose path on the host is decided by a variable that neither the file nor `.env` sets.
//
// Which path of the host the container gets is then not known, and no rule can say whether it is a harmless one. Where the
// path is the variable alone, Compose refuses to start the project while it is unset.
//
// # What to do
//
// Give the variable a default, `${DATA:-./data}`, or demand it: `${DATA:?}`.
var UnsetMountSource = define(lint.Rule{
	ID: "unset-mount-source", Title: "Mounted path unknown", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.6"), lint.OWASP("8")},
	Check:   lint.EachDeployed(checkUnsetMountSource),
})

func checkUnsetMountSource(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Kind == container.Bind && m.Source.Set() && !m.Source.Known {
			p.Report(m.SourceSpan, "which path of the host %s gets is not known; give the variable a default", c.Name).
				About(c.Subject).Keyed(m.Target).Notes(m.Notes)
		}
	}
}
