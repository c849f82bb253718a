package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostNetwork reports containers in the network namespace of the host, also when they join it through another
// service.
//
// The process reaches every service that listens on the loopback address of the host, opens any port past the
// published ones, and sees the traffic. `ports` has no effect then.
//
// # What to do
//
// Delete `network_mode: host` and publish the ports that are needed: `127.0.0.1:8080:8080`.
//
// # When it is fine
//
// Programs that must see broadcasts of the local network (home automation, DHCP, service discovery) and node
// exporters.
var HostNetwork = define(lint.Rule{
	ID: "host-network", Title: "Network of the host shared", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0008", "KICS:Shared Host Network Namespace"},
	Refs:    []lint.Ref{lint.CIS("5.10"), lint.OWASP("5")},
	Check:   lint.EachDeployed(checkHostNetwork),
})

func checkHostNetwork(p *lint.Pass, c *container.Container) {
	if container.SharesHost(c.Network) {
		p.Report(c.Network.Origin.Span, "%s shares the network of the host; publish the ports it needs instead", c.Name).
			About(c.Subject).Notes(c.Network.Origin.Notes)
	}
}
