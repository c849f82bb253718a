package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// KernelLogCapability reports the capability `SYSLOG`.
//
// The process reads the log of the host's kernel, with addresses that other attacks need and messages of other
// containers.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var KernelLogCapability = define(lint.Rule{
	ID: "kernel-log-capability", Title: "Capability that reads the log of the kernel", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0030", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkKernelLogCapability),
})

func checkKernelLogCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.Syslog) {
		p.Report(e.Text.Span, "%s reads the kernel log of the host; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
