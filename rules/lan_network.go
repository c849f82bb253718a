package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// LanNetwork reports networks with the driver `macvlan` or `ipvlan`.
//
// Their containers are machines of the local network, with addresses of their own. Publishing ports and the packet filter of
// the host mean nothing for them: every port that a container listens on is reached by each machine there, and a container
// that was taken over can answer in the name of others.
//
// Ipvlan in its layer 3 mode is routed by the host and is not reported, nor is a network that is `internal`.
//
// # What to do
//
// Use a bridge network and publish the ports that are meant. Where the container has to be on the local network, such as a DHCP
// server, filter inside it or on the switch.
var LanNetwork = define(lint.Rule{
	ID: "lan-network", Title: "Container directly on the local network", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("5.14"), lint.OWASP("5"), lint.Doc("macvlan", "https://docs.docker.com/engine/network/drivers/macvlan/"),
	},
	Check: lint.EachUnit(checkLanNetwork),
})

func checkLanNetwork(p *lint.Pass, u *project.Unit) {
	for _, n := range networks(u) {
		d := n.Driver
		if !d.Known || d.V != "macvlan" && d.V != "ipvlan" || n.Internal.Set && (!n.Internal.Known || n.Internal.V) {
			continue
		}
		if mode, ok := n.DriverOpts.Get("ipvlan_mode"); ok && (!mode.Value.Known || mode.Value.V != "l2") {
			continue
		}
		p.Report(d.Span(), "%s puts all ports of its containers on the local network; use a bridge", n.Key.Value).
			About("networks." + n.Key.Value).Notes(d.Related())
	}
}
