package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SharedSocketProxy reports proxies in front of Docker's socket on a network with a published service that has nothing to ask
// them: another service on it is told the name of the proxy, and this one is not.
//
// The proxy asks nobody who they are. Even where it only reads, it tells the environment of each container, with the
// credentials in it.
//
// # What to do
//
// Give the proxy and the service that asks it an internal network of their own.
//
// # When it is fine
//
// The service does ask the proxy, as a file says that is not read here. Ignore the finding with that reason.
var SharedSocketProxy = define(lint.Rule{
	ID: "shared-socket-proxy", Title: "Socket proxy on a network with published services", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("5.32"), lint.CIS("5.30"), lint.OWASP("5")},
	Check:     lint.EachUnit(checkSharedSocketProxy),
})

// maxAsked bounds the neighbours of a proxy that are looked at, and maxProxies the proxies: a project has one.
const (
	maxAsked   = 500
	maxProxies = 20
)

func checkSharedSocketProxy(p *lint.Pass, u *project.Unit) {
	graph, _ := u.Reach()
	var ports map[*container.Container]container.Port
	proxies := 0
	for _, c := range u.Containers {
		if _, ok := c.SocketProxy(); !ok {
			continue
		}
		if proxies++; proxies > maxProxies {
			return
		}
		if ports == nil {
			ports = map[*container.Container]container.Port{}
			for _, e := range graph.Outside() {
				ports[e.Container] = e.Port
			}
		}
		var asks, idle *container.Container
		left := maxAsked
		for o, m := range graph.Neighbours(c) {
			if _, found := graph.Finds(o, c); found {
				asks = o
			} else if _, out := ports[o]; out && idle == nil && !m.Network.External {
				idle = o
			}
			if left--; left == 0 {
				break
			}
			if asks != nil && idle != nil {
				p.Report(c.Anchor, "%s is reached by %s, which is published; give it a network alone with %s",
					c.Name, idle.Name, asks.Name).About(c.Subject).Keyed("network").
					Note(ports[idle].Span, idle.Name+" is published here")
				break
			}
		}
	}
}
