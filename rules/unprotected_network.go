package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnprotectedNetwork reports networks whose driver options open the containers to other machines, with or without published
// ports: `gateway_mode_ipv4` and `gateway_mode_ipv6` set to `nat-unprotected`.
//
// Docker then does not filter what comes in: every port that any container of the network listens on is reached by whoever can
// route to it, the database that was never published included.
//
// The mode `routed` and the option `trusted_host_interfaces` are not reported: only published ports are reached with them.
//
// # What to do
//
// Delete the option. To be reached by an address of its own, use `routed` and publish the ports that are meant.
var UnprotectedNetwork = define(lint.Rule{
	ID: "unprotected-network", Title: "Network without a filter", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("5.14"), lint.OWASP("5a"), lint.CWE("668"),
		lint.Doc("gateway modes", "https://docs.docker.com/engine/network/port-publishing/#gateway-modes"),
	},
	Check: lint.EachUnit(checkUnprotectedNetwork),
})

func checkUnprotectedNetwork(p *lint.Pass, u *project.Unit) {
	for _, n := range networks(u) {
		for _, name := range [...]string{"gateway_mode_ipv4", "gateway_mode_ipv6"} {
			e, ok := n.DriverOpts.Get("com.docker.network.bridge." + name)
			if !ok || !e.Value.Known || e.Value.V != "nat-unprotected" {
				continue
			}
			p.Report(e.Value.Span(), "every port of every container in %s is reached from outside; delete the option", n.Key.Value).
				About("networks." + n.Key.Value).Notes(e.Value.Related())
		}
	}
}

// networks returns the networks that a Compose project makes.
func networks(u *project.Unit) []*compose.Network {
	if u.Compose == nil {
		return nil
	}
	return u.Compose.Networks
}

func services(u *project.Unit) []*compose.Service {
	if u.Compose == nil {
		return nil
	}
	return u.Compose.Services
}
