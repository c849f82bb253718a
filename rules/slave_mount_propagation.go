package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// SlaveMountPropagation reports mounts with the propagation `slave` or `rslave`.
//
// What the host mounts below that folder later, such as a disk that is plugged in or the folder of another container, appears
// in the container by itself. Nothing goes the other way; that is `shared-mount-propagation`.
//
// # What to do
//
// Delete the option where the container need not see later mounts.
//
// # When it is fine
//
// Agents that watch the file systems of the host, such as node exporters.
var SlaveMountPropagation = define(lint.Rule{
	ID: "slave-mount-propagation", Title: "Later mounts of the host appear in the container", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"KICS:Volume Mounted In Multiple Containers"},
	Refs: []lint.Ref{
		lint.OWASP("8"),
		lint.Doc("Bind propagation", "https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation"),
	},
	Check: lint.EachDeployed(checkSlaveMountPropagation),
})

func checkSlaveMountPropagation(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Propagation == "slave" || m.Propagation == "rslave" {
			p.Report(m.PropagationSpan, "what the host mounts there later appears in %s; delete %s if it is not needed", c.Name,
				m.Propagation).About(c.Subject).Keyed(m.Target).Notes(m.Notes)
		}
	}
}
