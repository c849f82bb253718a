package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostAvailabilityCapability reports the capabilities `SYS_NICE`, `IPC_LOCK`, `LEASE` and `SYS_RESOURCE`.
//
// They let a process take processor time, memory or file leases from everyone else on the host, past the limits of
// the container.
//
// # When it is fine
//
// Databases that lock memory and programs with real-time threads may need one. `IPC_LOCK` beside a memory limit is not
// reported: the limit bounds what can be locked.
var HostAvailabilityCapability = define(lint.Rule{
	ID: "host-availability-capability", Title: "Capability that can starve the host", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0029", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostAvailabilityCapability),
})

func checkHostAvailabilityCapability(p *lint.Pass, c *container.Container) {
	caps := []container.Capability{container.SysNice, container.Lease, container.SysResource}
	if !c.Memory.Known || !c.Memory.Value.Bounded {
		caps = append(caps, container.IPCLock) // else the limit bounds what can be locked
	}
	for _, e := range c.Adds(caps...) {
		p.Report(e.Text.Span, "%s lets the container starve the host; remove it or set limits beside it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
