package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// KernelProgramCapability reports the capability `BPF`.
//
// It loads BPF programs into the kernel that the host and all containers share. Some kinds of them read its memory, and
// the code that checks them has been a way to root on the host again and again.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var KernelProgramCapability = define(lint.Rule{
	ID: "kernel-program-capability", Title: "Capability that loads programs into the kernel", Severity: lint.High,
	Since:   "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0011", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkKernelProgramCapability),
})

func checkKernelProgramCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.BPF) {
		p.Report(e.Text.Span, "%s loads programs into the kernel of the host; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
