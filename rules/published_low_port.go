package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedLowPort reports ports of the host below 1024 that are published on an address that other machines reach.
//
// The benchmark asks for it: such a port was meant to say that root answers. That matters little. Docker's daemon opens
// the port on the host, whoever the container runs as, and since Docker 20.10 any user may open any port within the container
// too, without `NET_BIND_SERVICE`. Tools that look at the port of the container, or want that capability dropped, look at
// something else.
//
// # What to do
//
// For 80 and 443 of the proxy that is meant to stand there, nothing. Put all else behind it, or publish it on a higher port.
var PublishedLowPort = define(lint.Rule{
	ID: "published-low-port", Title: "Host port below 1024 published", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Aliases: []string{"KICS:Privileged Ports Mapped In Container"},
	Refs:    []lint.Ref{lint.CIS("5.8"), lint.OWASP("5a")},
	Check:   lint.EachDeployed(checkPublishedLowPort),
})

func checkPublishedLowPort(p *lint.Pass, c *container.Container) {
	for _, port := range c.Ports {
		if port.Known && port.Public && port.Outer.First > 0 && port.Outer.First < 1024 {
			p.Report(port.Span, "%s takes %s of the host, below 1024; put it behind a proxy", c.Name, portsOf(port.Outer)).
				About(c.Subject).Notes(port.Notes)
		}
	}
}
