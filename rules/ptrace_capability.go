package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PtraceCapability reports the capability `SYS_PTRACE`.
//
// The process reads and changes the memory of every process in its PID namespace, whoever owns it. With `pid: host`
// these are the processes of the host.
//
// # When it is fine
//
// Debuggers and profilers need it while they are in use. They rarely belong in production.
var PtraceCapability = define(lint.Rule{
	ID: "ptrace-capability", Title: "Capability that controls other processes", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0027", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkPtraceCapability),
})

func checkPtraceCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.SysPtrace) {
		f := p.Report(e.Text.Span, "%s reads and changes the memory of other processes; remove it outside of debugging",
			e.Text.Value)
		if container.SharesHost(c.PID) {
			f.Message = e.Text.Value + " reads and changes the memory of all processes of the host; remove it"
			f.Note(c.PID.Origin.Span, "the processes of the host are shared here")
		}
		f.About(c.Subject).Notes(e.Notes)
	}
}
