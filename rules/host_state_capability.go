package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostStateCapability reports the capabilities `SYS_TIME` and `PERFMON`.
//
// The clock is not part of any namespace: `SYS_TIME` sets it for the whole host, which breaks certificates, logs and
// schedules. `PERFMON` reads the performance counters of every
// process on the host.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var HostStateCapability = define(lint.Rule{
	ID: "host-state-capability", Title: "Capability that changes or watches the state of the host", Severity: lint.High,
	Since:   "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0028", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostStateCapability),
})

func checkHostStateCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.SysTime) {
		p.Report(e.Text.Span, "%s sets the clock of the host; remove it", e.Text.Value).About(c.Subject).Notes(e.Notes)
	}
	for _, e := range c.Adds(container.Perfmon) {
		p.Report(e.Text.Span, "%s watches the processes of the host; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
