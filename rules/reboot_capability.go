package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RebootCapability reports the capability `SYS_BOOT`.
//
// In a PID namespace of its own the call only ends the container; with `pid: host` it reboots the host.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var RebootCapability = define(lint.Rule{
	ID: "reboot-capability", Title: "Capability that reboots", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0011", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkRebootCapability),
})

func checkRebootCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.SysBoot) {
		f := p.Report(e.Text.Span, "%s is of no use to a container, and reboots the host with pid: host; remove it",
			e.Text.Value)
		if container.SharesHost(c.PID) {
			f.Message = e.Text.Value + " reboots the host, whose processes the container shares; remove it"
			f.Note(c.PID.Origin.Span, "the processes of the host are shared here")
		}
		f.About(c.Subject).Notes(e.Notes)
	}
}
