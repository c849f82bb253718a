package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedEverywhere reports ports that are published without an address of the host, or on `0.0.0.0` or `::`.
//
// Docker then listens on every interface of the host, those to the internet included, and its rules in the packet filter come
// before those of ufw and firewalld. Whoever reaches the host reaches the container.
//
// All forms count: `"3000"` and a long entry with `target` alone, which get a free port on all interfaces, ranges, and
// addresses written as `[::0]` or `::ffff:0.0.0.0`. Loopback addresses, `network_mode: host`, which publishes nothing, and
// networks that are `internal` or have a `host_binding_ipv4` of their own are fine. Ports of databases and of control
// interfaces are reported by `published-datastore` and `published-control-port`.
//
// # What to do
//
// Name the address that the port is for, or put the service behind a proxy and delete the port:
//
//	ports: ["127.0.0.1:8080:80"]
//
// # When it is fine
//
// For what all the world is to reach, such as the proxy. So the rule is not on by default.
var PublishedEverywhere = define(lint.Rule{
	ID: "published-everywhere", Title: "Port published on all interfaces", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Aliases: []string{
		"CL-0005", "no-unbound-port-interfaces", "KICS:Container Traffic Not Bound To Host Interface",
	},
	Refs:  []lint.Ref{lint.CIS("5.14"), lint.OWASP("5a"), lint.CWE("668")},
	Check: lint.EachDeployed(checkPublishedEverywhere),
})

func checkPublishedEverywhere(p *lint.Pass, c *container.Container) {
	for i := range c.Ports {
		port := &c.Ports[i]
		if !port.Everywhere() || c.DatastoreAt(*port) != "" || c.ControlAt(*port) != "" {
			continue
		}
		f := p.Report(port.Span, "%s is reached on every interface of the host; name an address", c.Name+portName(port))
		offerLoopback(f.About(c.Subject).Notes(port.Notes), port)
	}
}

// portName names the port of a container behind its name.
func portName(port *container.Port) string {
	if number := port.Inner.String(); number != "" {
		return ":" + number
	}
	return ""
}
