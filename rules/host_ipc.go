package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HostIPC reports containers in the IPC namespace of the host.
//
// The process reads and writes the shared memory of the programs on the host.
//
// # What to do
//
// Delete the key. Containers that share memory with each other can use `ipc: shareable` and `ipc: service:name`.
var HostIPC = define(lint.Rule{
	ID: "host-ipc", Title: "Shared memory of the host", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0010", "KICS:Shared Host IPC Namespace"},
	Refs:    []lint.Ref{lint.CIS("5.17"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostIPC),
})

func checkHostIPC(p *lint.Pass, c *container.Container) {
	if container.SharesHost(c.IPC) {
		f := p.Report(c.IPC.Origin.Span,
			"%s shares the memory segments of the host; delete ipc, or use ipc: shareable", c.Name)
		f.About(c.Subject).Notes(c.IPC.Origin.Notes)
		if edit, ok := source.DeleteLines(c.IPC.Origin.Key, c.IPC.Origin.Span); ok {
			f.OfferRisky("give the container shared memory of its own", edit)
		}
	}
}
