// Package reach answers who can reach whom among the containers of a Compose project: from outside by published ports, and
// from one container to the next by shared networks, links and joined namespaces. It holds containers and networks, and an
// edge for each membership, so that a thousand services on one network are a thousand edges.
package reach

import (
	"iter"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Graph is the network of a Compose project.
type Graph struct {
	// Networks are those that containers are in, in the order in which they are first named.
	Networks []*Network

	nodes    []*node
	byKey    map[string]*Network
	services map[string]*node
	of       map[*container.Container]*node
}

// Network is one network with the containers that are in it.
type Network struct {
	// Key is its key in the networks section: "default" for the one that Compose makes by itself.
	Key string
	// Internal says that it is known to have no way out and in.
	Internal bool
	// Open says that it is known to be no internal one.
	Open bool
	// External says that others make it: who else is in it is not known.
	External bool
	// Members are the containers in it, with the place that puts each there.
	Members []Member

	apart   bool // its members are kept from each other, or it is not known that they are not
	plain   bool // it publishes ports as Docker does by default
	bindsTo string
}

// Member is a container in a network.
type Member struct {
	Container *container.Container
	// Span is the place that puts the container there; its anchor for the default network.
	Span source.Span
}

// Membership is a network that a container is in.
type Membership struct {
	Network *Network
	Span    source.Span
}

// Entry is a port through which a container is reached from outside the host.
type Entry struct {
	Container *container.Container
	Port      container.Port
	// Shared says that other containers are in the same namespace, so that any of them may be the one that answers.
	Shared bool
}

type node struct {
	c      *container.Container
	home   *node // whose namespace it is in; itself for most
	guests int
	in     []Membership
}

// maxJoined bounds how many services share a namespace one through the other.
const maxJoined = 32

// New returns the graph of a project's containers.
func New(p *compose.Project, containers []*container.Container) *Graph {
	g := &Graph{
		byKey: map[string]*Network{}, services: make(map[string]*node, len(containers)),
		of: make(map[*container.Container]*node, len(containers)),
	}
	for _, c := range containers {
		n := &node{c: c}
		g.nodes = append(g.nodes, n)
		g.of[c] = n
		if g.services[c.Name] == nil {
			g.services[c.Name] = n
		}
	}
	for _, n := range g.nodes {
		if n.home = g.homeOf(n); n.home != nil && n.home != n {
			n.home.guests++
		}
		g.join(p, n)
	}
	return g
}

// homeOf returns the container whose namespace one is in; nil where that is not known.
func (g *Graph) homeOf(n *node) *node {
	for range maxJoined {
		of := n.c.Network
		if !of.Known {
			return nil
		}
		if of.Value.Of == "" {
			return n
		}
		name, ok := strings.CutPrefix(of.Value.Of, "service:")
		if n = g.services[name]; !ok || n == nil {
			return nil
		}
	}
	return nil
}

func (g *Graph) join(p *compose.Project, n *node) {
	if !n.c.Networks.Known {
		return
	}
	for _, a := range n.c.Networks.Value {
		key := a.Key
		if a.Engine {
			key = "\x00" + key // no key of a project
		}
		net := g.byKey[key]
		if net == nil {
			net = read(p, a)
			g.byKey[key] = net
			g.Networks = append(g.Networks, net)
		}
		at := a.Span
		if at.IsZero() {
			at = n.c.Anchor
		}
		net.Members = append(net.Members, Member{n.c, at})
		n.in = append(n.in, Membership{net, at})
	}
}

// read returns a network as far as the networks section describes it.
func read(p *compose.Project, a container.Attachment) *Network {
	net := &Network{Key: a.Key, Open: true, plain: true}
	if a.Engine || p == nil {
		return net
	}
	def := p.Network(a.Key)
	if def == nil {
		return net
	}
	// An external one may be internal, and may keep its members apart, by what made it.
	net.External = !def.External.Known || def.External.V
	net.Internal = def.Internal.Known && def.Internal.V
	net.Open = def.Internal.Known && !def.Internal.V && !net.External
	net.plain = !net.External && (!def.Driver.Set || def.Driver.Known && (def.Driver.V == "bridge" || def.Driver.V == ""))
	net.apart = !def.DriverOpts.Known
	for _, o := range def.DriverOpts.Items {
		switch o.Key.Value {
		case "com.docker.network.bridge.enable_icc":
			net.apart = !o.Value.Known || o.Value.V != "true"
		case "com.docker.network.bridge.host_binding_ipv4":
			net.bindsTo = o.Value.V
			net.plain = net.plain && o.Value.Known
		}
	}
	return net
}

// Connects reports whether the members of the network are known to reach each other.
func (n *Network) Connects() bool { return !n.apart }

// In returns the networks that a container is in, or that the container is in whose namespace it shares.
func (g *Graph) In(c *container.Container) []Membership {
	if n := g.of[c]; n != nil && n.home != nil {
		return n.home.in
	}
	return nil
}

// Outside returns the ports through which containers are known to be reached from outside the host: published, on more than
// the loopback address, and on a network that ports are published from.
func (g *Graph) Outside() []Entry {
	var list []Entry
	for _, n := range g.nodes {
		for _, p := range n.c.Ports {
			if g.published(n, p) {
				list = append(list, Entry{n.c, p, n.guests > 0})
			}
		}
	}
	return list
}

// published reports whether a port is known to be reachable. An internal network publishes none, and a port that names no
// address binds to the one of the network.
func (g *Graph) published(n *node, p container.Port) bool {
	if !p.Known || !p.Exposed() || n.home != n {
		return false
	}
	for _, m := range n.in {
		switch {
		case m.Network.Internal || !m.Network.plain && !m.Network.External:
		case p.HostIP == "" && m.Network.bindsTo != "" && !(container.Port{HostIP: m.Network.bindsTo}).Exposed():
			return false
		default:
			return true
		}
	}
	return false
}

// Neighbours calls yield with each container that one is known to reach over a network, and with the network and the place
// that puts the first there. One with which it shares several networks comes once for each.
func (g *Graph) Neighbours(c *container.Container) iter.Seq2[*container.Container, Membership] {
	return func(yield func(*container.Container, Membership) bool) {
		for _, m := range g.In(c) {
			if !m.Network.Connects() {
				continue
			}
			for _, o := range m.Network.Members {
				if o.Container != c && c.RunsWith(o.Container) && !yield(o.Container, m) {
					return
				}
			}
		}
	}
}

// Finds reports whether the files show that a is meant to talk to b, and where: a link, or a variable that names it.
func (g *Graph) Finds(a, b *container.Container) (source.Span, bool) {
	for _, l := range a.Links {
		if l.Service == b.Name {
			return l.Span, true
		}
	}
	if v, ok := a.Mentions(b.Name); ok {
		return v.Value.Span, true
	}
	return source.Span{}, false
}
