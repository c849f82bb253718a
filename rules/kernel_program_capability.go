package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// KernelProgramCapability reports the capability `BPF`.
//
// It loads BPF programs, which read kernel memory and are a recurring source of escapes.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var KernelProgramCapability = define(lint.Rule{
	ID: "kernel-program-capability", Title: "Capability that loads programs into the kernel", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0011"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkKernelProgramCapability),
})

func checkKernelProgramCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.BPF) {
		p.Report(e.Text.Span, "%s loads programs into the kernel; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
