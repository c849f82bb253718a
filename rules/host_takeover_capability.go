package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostTakeoverCapability reports the capabilities `SYS_ADMIN`, `SYS_MODULE` and `SYS_RAWIO`.
//
// `SYS_ADMIN` mounts file systems, joins namespaces and opens some thirty system calls that seccomp otherwise keeps
// shut; `SYS_MODULE` loads code into the kernel; `SYS_RAWIO` talks to hardware directly. Each is a known way from
// the container to root on the host.
//
// For a process that is not root and may gain no privileges the capability is not effective, but it still widens the
// seccomp filter.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var HostTakeoverCapability = define(lint.Rule{
	ID: "host-takeover-capability", Title: "Capability that hands over the host", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0024", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkHostTakeoverCapability),
})

func checkHostTakeoverCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.SysAdmin, container.SysModule, container.SysRawio) {
		p.Report(e.Text.Span, "%s leads from the container to root on the host; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
