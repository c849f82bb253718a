package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// maxPublishedRange is the number of ports that an entry publishes without being reported.
const maxPublishedRange = 100

// WidePortRange reports entries of `ports` that publish more than 100 ports.
//
// Whatever the container opens within the range is reached from outside, also what was never meant for it: a debugger,
// a metrics page, the port that an attacker listens on. Docker starts a proxy and writes rules of the packet filter for
// each port, so that a few thousands take minutes to start and gigabytes of memory.
//
// A range for one port of the container, `8000-9000:80`, publishes one port, and is not reported.
//
// # What to do
//
// Publish the ports that are used. Servers of telephone and video calls let their range of ports be set; a hundred carry fifty
// calls.
//
// # When it is fine
//
// For passive FTP and for calls, if the program takes no smaller range.
var WidePortRange = define(lint.Rule{
	ID: "wide-port-range", Title: "Hundreds of ports published", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("5.9"), lint.OWASP("5a"), lint.CWE("668")},
	Check:   lint.EachDeployed(checkWidePortRange),
})

func checkWidePortRange(p *lint.Pass, c *container.Container) {
	for _, port := range c.Ports {
		if n := port.Inner.Len(); port.Public && n > maxPublishedRange {
			p.Report(port.Span, "%s publishes %d ports; name those that are used", c.Name, n).About(c.Subject).Notes(port.Notes)
		}
	}
}
