package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HostPID reports containers in the PID namespace of the host.
//
// The process sees every process of the host with its arguments and, for its own user, its environment, memory and
// open files. Root in the container stops any of them.
//
// # What to do
//
// Delete the key. Monitoring agents can often read a mounted `/proc` instead.
var HostPID = define(lint.Rule{
	ID: "host-pid", Title: "Processes of the host shared", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0010", "KICS:Host Namespace is Shared"},
	Refs:    []lint.Ref{lint.CIS("5.16"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostPID),
})

func checkHostPID(p *lint.Pass, c *container.Container) {
	if container.SharesHost(c.PID) {
		f := p.Report(c.PID.Origin.Span, "%s sees and signals the processes of the host; delete pid", c.Name)
		f.About(c.Subject).Notes(c.PID.Origin.Notes)
		if edit, ok := source.DeleteLines(c.PID.Origin.Key, c.PID.Origin.Span); ok {
			f.OfferRisky("give the container processes of its own", edit)
		}
	}
}
