package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RefusedSysctl reports `sysctls` with which the container does not start.
//
// A container may set what the kernel keeps apart for it: `net.*` in a network of its own, `fs.mqueue.*`, `kernel.sem`,
// `kernel.msg*` and `kernel.shm*` with an IPC namespace of its own. All else, such as `vm.max_map_count` or `fs.file-max`, the host has
// once, and runc refuses to set it, for a privileged container too. Services with another `runtime` are not reported.
//
// Tools that warn of `net.ipv4.ip_forward` and their like are wrong: it is the container's own, and on already.
//
// # What to do
//
// Set it on the host, in `/etc/sysctl.d`, if the program needs it there.
var RefusedSysctl = define(lint.Rule{
	ID: "refused-sysctl", Title: "Kernel parameter that Docker refuses", Severity: lint.Low, Since: "0.1",
	Aliases: []string{"CL-0023"},
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.Doc("Namespaced kernel parameters", "https://docs.docker.com/reference/cli/docker/container/run/#sysctl"),
	},
	Check: lint.EachDeployed(checkRefusedSysctl),
})

func checkRefusedSysctl(p *lint.Pass, c *container.Container) {
	for _, o := range c.BadSysctls {
		p.Report(o.Text.Span, "%s does not start with %s: %s", c.Name, o.Text.Value, o.Why).
			About(c.Subject).Keyed(o.Text.Value).Notes(o.Notes)
	}
}
