package reach

import (
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Path is a way from outside to the host.
type Path struct {
	Entry Entry
	// Ports is the number of ports through which the container is reached from outside.
	Ports int
	// Public says that one of them is a port that web servers or mail servers are published on for everybody.
	Public bool
	// Holder is the container with the hold on the host: that of the entry itself, or a neighbour.
	Holder *container.Container
	Grips  []container.Grip
	// By is the network on which the entry reaches the neighbour; zero where the entry is the holder.
	By Membership
	// Asks is where the files say that the entry talks to the holder; zero where they do not.
	Asks source.Span
	// API is set where the holder is a proxy that makes and enters containers for whoever asks.
	API container.Variable
}

// Direct reports whether the container that is reached from outside holds the host itself.
func (p *Path) Direct() bool { return p.Entry.Container == p.Holder }

// maxEntries bounds the ways to one hold on the host and from one container, and maxPaths those of a project: more say nothing
// new. maxSteps bounds the pairs that are looked at.
const (
	maxEntries = 5
	maxPaths   = 100
	maxSteps   = 20_000
)

// holder is a container with a hold on the host that its neighbours may take.
type holder struct {
	c     *container.Container
	grips []container.Grip
	api   container.Variable
	paths int
}

// Paths returns the ways from published ports to the host: over the container itself, if who takes it over is root and holds
// the host, or over a neighbour on a network that answers and holds it. The shortest is given for each two containers.
//
// A neighbour counts if it is a proxy that lets containers be made; or else if it is root itself and a file says that it
// listens, and what is reached from outside is root or open to everybody.
func (g *Graph) Paths() []Path {
	var paths []Path
	entries := g.Outside()
	direct := map[*container.Container]bool{}
	first := map[*container.Container]*Path{}
	var order []*Path
	for _, e := range entries {
		if e.Shared {
			continue // who answers is not known
		}
		p := first[e.Container]
		if p == nil {
			p = &Path{Entry: e}
			first[e.Container] = p
			order = append(order, p)
		}
		p.Ports++
		p.Public = p.Public || public(e.Port)
	}
	holders := map[*Network][]*holder{}
	for _, n := range g.nodes {
		h := &holder{c: n.c, grips: n.c.Grips()}
		if len(h.grips) == 0 {
			continue
		}
		if proxy, ok := n.c.SocketProxy(); ok {
			if !proxy.Commands {
				continue
			}
			h.api = proxy.Changes
		} else if !n.c.TakenAsRoot() {
			continue
		}
		if p := first[n.c]; p != nil {
			direct[n.c] = true
			if len(paths) < maxPaths {
				found := *p
				found.Holder, found.Grips, found.API = n.c, h.grips, h.api
				paths = append(paths, found)
			}
			continue
		}
		for _, m := range g.In(n.c) {
			if m.Network.Connects() {
				holders[m.Network] = append(holders[m.Network], h)
			}
		}
	}
	steps := maxSteps
	for _, p := range order {
		if !direct[p.Entry.Container] {
			paths = g.over(*p, holders, paths, &steps)
		}
	}
	return paths
}

// over adds the ways over neighbours.
func (g *Graph) over(p Path, holders map[*Network][]*holder, paths []Path, steps *int) []Path {
	c := p.Entry.Container
	var met []*holder
	_, open := c.OpenLogin()
	weak := c.TakenAsRoot() || open
	for _, m := range g.In(c) {
		for _, h := range holders[m.Network] {
			if *steps--; len(met) == maxEntries || len(paths) == maxPaths || *steps < 0 {
				return paths
			}
			if h.paths == maxEntries || h.c == c || !c.RunsWith(h.c) || contains(met, h) {
				continue
			}
			asks, asked := g.Finds(c, h.c)
			if h.api.Name == "" && (!weak || !h.c.Listens && !asked) {
				continue
			}
			h.paths++
			met = append(met, h)
			found := p
			found.Holder, found.Grips, found.API, found.By, found.Asks = h.c, h.grips, h.api, m, asks
			paths = append(paths, found)
		}
	}
	return paths
}

func contains(list []*holder, h *holder) bool {
	for _, o := range list {
		if o == h {
			return true
		}
	}
	return false
}

// public reports whether a port is one that is published for everybody on purpose.
func public(p container.Port) bool {
	switch p.Published {
	case "25", "53", "80", "443", "465", "587", "993":
		return true
	}
	return false
}
