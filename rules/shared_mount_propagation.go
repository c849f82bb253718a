package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SharedMountPropagation reports mounts with the propagation `shared` or `rshared`, in the short and the long syntax.
//
// What the container mounts below that folder appears on the host, and in every other container that has the folder. A process
// that may mount, with `SYS_ADMIN` or in a privileged container, so lays files of its own over those of the host.
//
// Other tools look at the long syntax only.
//
// # What to do
//
// Delete the option. `rslave` is enough where the container must see what the host mounts later.
//
// # When it is fine
//
// Storage drivers, which mount for others.
var SharedMountPropagation = define(lint.Rule{
	ID: "shared-mount-propagation", Title: "Mounts of the container appear on the host", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0017", "KICS:Volume Mounted In Multiple Containers"},
	Refs: []lint.Ref{
		lint.CIS("5.20"), lint.OWASP("8"), lint.CWE("668"),
		lint.Doc("Bind propagation", "https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation"),
	},
	Check: lint.EachDeployed(checkSharedMountPropagation),
})

func checkSharedMountPropagation(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Propagation != "shared" && m.Propagation != "rshared" {
			continue
		}
		f := p.Report(m.PropagationSpan, "what %s mounts in %s appears on the host; delete %s", c.Name, m.Target, m.Propagation)
		f.About(c.Subject).Keyed(m.Target).Notes(m.Notes)
		if c.IsPrivileged() {
			f.Note(c.Privileged.Origin.Span, "the container is privileged, so it may mount")
		}
		if edit, ok := source.DeleteOption(m.PropagationSpan); ok {
			f.OfferRisky("keep the mounts of the container to itself; a storage driver needs them to be seen", edit)
		}
	}
}
