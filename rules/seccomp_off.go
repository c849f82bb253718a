package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// SeccompOff reports `seccomp=unconfined`.
//
// Docker's filter keeps dozens of system calls from containers, among them those that most escapes from a container
// have needed: new user namespaces, mounts, keyrings, BPF. Without it the whole kernel is open to the process.
//
// # What to do
//
// Delete the entry. If a program needs one more call, write a profile that allows just that:
// `seccomp=./profile.json`.
var SeccompOff = define(lint.Rule{
	ID: "seccomp-off", Title: "System call filter switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0009", "seccomp-confinement-disabled", "KICS:Default Seccomp Profile Disabled"},
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachDeployed(checkSeccompOff),
})

func checkSeccompOff(p *lint.Pass, c *container.Container) {
	if c.Seccomp.Set() && c.Seccomp.Known && c.Seccomp.Value.Unconfined {
		f := p.Report(c.Seccomp.Origin.Span, "%s runs without a system call filter; delete the entry or name a profile", c.Name)
		f.About(c.Subject).Notes(c.Seccomp.Origin.Notes)
		if edit, ok := c.DropSecurityOption(c.Seccomp.Origin.Span); ok {
			f.OfferRisky("filter system calls as Docker does; a program that needs another one fails", edit)
		}
	}
}
