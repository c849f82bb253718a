package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/reach"
)

// FlatNetwork reports datastores, and services that listen and hold the host as root, on a network that is not internal and on which
// another service is published beyond the loopback address.
//
// Who takes over the published service talks to the datastore directly, and the datastore itself may call out: what is read
// leaves by the shortest way. An internal network lets those talk that have to, and has no way out.
//
// A check for services without `networks` asks for something else: Compose puts those on a network of the project, never on
// the one that all containers of the host share, and a network that is merely named separates nobody.
//
// # What to do
//
// Give the datastore a network with `internal: true`, and add it to the services that use the datastore:
//
//	networks:
//	  data:
//	    internal: true
//
// # When it is fine
//
// The datastore has to reach others outside, as a cluster does.
var FlatNetwork = define(lint.Rule{
	ID: "flat-network", Title: "Datastore on a network with published services", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"KICS:Networks Not Set"},
	Refs:      []lint.Ref{lint.CIS("5.30"), lint.OWASP("5")},
	Check:     lint.EachUnit(checkFlatNetwork),
})

func checkFlatNetwork(p *lint.Pass, u *project.Unit) {
	graph, _ := u.Reach()
	ports := map[*container.Container]container.Port{}
	for _, e := range graph.Outside() {
		if _, ok := ports[e.Container]; !ok {
			ports[e.Container] = e.Port
		}
	}
	seen := map[*container.Container]bool{}
	for _, net := range graph.Networks {
		if !net.Open || !net.Connects() {
			continue
		}
		var published []*container.Container
		for _, m := range net.Members {
			if _, ok := ports[m.Container]; ok && len(published) < 8 {
				published = append(published, m.Container)
			}
		}
		if len(published) == 0 {
			continue
		}
		for _, m := range net.Members {
			if _, out := ports[m.Container]; !out && !seen[m.Container] && worthApart(m.Container) {
				seen[m.Container] = reportFlatNetwork(p, net, m, published, ports)
			}
		}
	}
}

// worthApart reports whether a service should be reached by as few as possible.
func worthApart(c *container.Container) bool {
	if _, proxy := c.SocketProxy(); proxy {
		return false // which has a rule of its own
	}
	return c.Image.Known && c.Image.Value.Datastore() || c.Listens && c.TakenAsRoot() && len(c.Grips()) > 0
}

func reportFlatNetwork(
	p *lint.Pass, net *reach.Network, m reach.Member, published []*container.Container,
	ports map[*container.Container]container.Port,
) bool {
	for _, c := range published {
		if c.RunsWith(m.Container) {
			p.Report(m.Span, "%s is on the network %s with %s, which is published; use an internal network",
				m.Container.Name, net.Key, c.Name).About(m.Container.Subject).Keyed("network", net.Key).
				Note(ports[c].Span, c.Name+" is published here")
			return true
		}
	}
	return false
}
