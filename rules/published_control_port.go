package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedControlPort reports published ports on which whoever connects or listens in gives commands: 9229,
// the debugger of Node.js; 23, 512 and 513, telnet and the r-commands in clear text; and the port of any debugger that `command`,
// `entrypoint` or `environment` open to all addresses, such as the `jdwp` agent with `address=*:5005`. Of 2375, Docker's API, the
// rule `published-docker-api` speaks.
//
// Who reaches the host runs any code in the container, with all it has: its secrets, its volumes and its networks. Docker's
// rules in the packet filter come before those of ufw and firewalld.
//
// A port alone does not tell a debugger: 5005, 5678 and 8000 are reported where the program is told to listen there. Ports on
// a loopback address are not reported.
//
// # What to do
//
// Keep debuggers in an override file for development, and publish them on the loopback address:
//
//	ports: ["127.0.0.1:9229:9229"]
var PublishedControlPort = define(lint.Rule{
	ID: "published-control-port", Title: "Open control interface published", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases: []string{
		"CL-0005", "no-unbound-port-interfaces", "KICS:Container Traffic Not Bound To Host Interface",
	},
	Refs:  []lint.Ref{lint.CIS("5.9"), lint.CIS("5.14"), lint.OWASP("5a"), lint.CWE("306"), lint.CWE("489")},
	Check: lint.EachDeployed(checkPublishedControlPort),
})

func checkPublishedControlPort(p *lint.Pass, c *container.Container) {
	for i := range c.Ports {
		port := &c.Ports[i]
		if what := c.ControlAt(*port); what != "" && !port.DockerAPI() {
			f := p.Report(port.Span, "%s lets other machines use %s; delete the port", c.Name, what)
			f.About(c.Subject).Notes(port.Notes)
			if at := c.DebuggerAt(*port); !at.IsZero() {
				f.Note(at, "the debugger listens here")
			}
			offerLoopback(f, port)
		}
	}
}
