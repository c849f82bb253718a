package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// NetworkAdminCapability reports the capability `NET_ADMIN`.
//
// The process may change routes, addresses and packet filters of its network namespace: it intercepts the traffic of
// its neighbours, and reaches the packet filter code of the kernel, a frequent source of escapes. With
// `network_mode: host` it controls the network of the host.
//
// # When it is fine
//
// VPN and network tools such as WireGuard or Tailscale need it. Ignore the finding with that reason.
var NetworkAdminCapability = define(lint.Rule{
	ID: "network-admin-capability", Title: "Capability that controls the network", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0011", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkNetworkAdminCapability),
})

func checkNetworkAdminCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.NetAdmin) {
		f := p.Report(e.Text.Span, "%s controls routes and packet filters and opens kernel attack surface; remove it",
			e.Text.Value)
		if container.SharesHost(c.Network) {
			f.Message = e.Text.Value + " controls the network of the host, which the container shares; remove it"
			f.Note(c.Network.Origin.Span, "the network of the host is shared here")
		}
		f.About(c.Subject).Notes(e.Notes)
	}
}
