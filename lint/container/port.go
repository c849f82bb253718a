package container

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Port is a published port. Empty parts were not written.
type Port struct {
	HostIP, Published, Target, Protocol string
	Known                               bool
	Span                                source.Span
	Notes                               []source.Note
	// Outer are the ports of the host and Inner those of the container, zero where they are not known or the engine chooses.
	Outer, Inner Ports
	// Bound says that the port is known to be published on the host at all, and Public that it is on an address that other
	// machines reach.
	Bound, Public bool

	text, address source.Span
	byDaemon      bool // neither the port nor a network names an address, so that the daemon does
}

// Ports is a range of ports, both ends inside.
type Ports struct{ First, Last uint16 }

// Len returns the number of ports; that of an unknown range is 0.
func (r Ports) Len() int {
	if r.First == 0 {
		return 0
	}
	return int(r.Last) - int(r.First) + 1
}

// overlaps reports whether two known ranges have a port in common.
func (r Ports) overlaps(o Ports) bool { return r.First <= o.Last && o.First <= r.Last }

// Single reports whether the range is known and holds just this port.
func (r Ports) Single(port uint16) bool { return r.First == port && r.Last == port }

// Has reports whether the range holds a port.
func (r Ports) Has(port uint16) bool { return r.First != 0 && r.First <= port && port <= r.Last }

// String shows the range as Compose takes it, a single port by its number.
func (r Ports) String() string {
	switch {
	case r.First == 0:
		return ""
	case r.First == r.Last:
		return strconv.Itoa(int(r.First))
	}
	return strconv.Itoa(int(r.First)) + "-" + strconv.Itoa(int(r.Last))
}

// Exposed reports whether the port is reachable from outside the host.
func (p Port) Exposed() bool { return !daemon.OnLoopback(p.HostIP) }

// TCP reports whether the port is one of TCP, as ports are unless they say otherwise.
func (p Port) TCP() bool { return p.Protocol == "" || strings.EqualFold(p.Protocol, "tcp") }

// DockerAPI reports whether the port leads other machines to the API of a Docker daemon that asks nobody who they are.
func (p Port) DockerAPI() bool { return p.Known && p.Exposed() && p.TCP() && p.Reaches(2375) }

// Reaches reports whether the port of the container with that number is published.
func (p Port) Reaches(number uint16) bool { return p.Inner.Has(number) }

// Held returns the ports of the host that the port is known to take. It is none where the engine chooses one, of all or of a
// range: that is one that is free.
func (p Port) Held() Ports {
	if !p.Known || !p.Bound || p.Outer.Len() != p.Inner.Len() {
		return Ports{}
	}
	return p.Outer
}

// OnLoopback returns the edit that publishes the port on the loopback address of the host alone. It fails where the text is
// not literal or stands elsewhere.
func (p Port) OnLoopback() (source.Edit, bool) {
	const address = "127.0.0.1"
	f := p.Span.File
	switch {
	case f == nil || p.Span.Len() == 0 || bytes.ContainsAny(p.Span.Bytes(), "$*&!<"):
	case !p.address.IsZero():
		at := p.address
		if !p.Span.Contains(at) {
			break
		}
		if at.Start > 0 && f.Content[at.Start-1] == '[' && at.End < len(f.Content) && f.Content[at.End] == ']' {
			at = f.Span(at.Start-1, at.End+1)
		}
		return source.Edit{Span: at, New: address}, true
	case p.text.Len() > 0:
		if !p.Span.Contains(p.text) {
			break
		}
		at, separator := p.text.Start, ":"
		if first := f.Content[at]; first == '"' || first == '\'' {
			at++
		}
		if !bytes.Contains(p.text.Bytes(), []byte(":")) {
			separator = "::"
		}
		return source.Edit{Span: f.Span(at, at), New: address + separator}, true
	case p.Span.Bytes()[0] != '{' && p.Span.Bytes()[0] != '"' && p.Span.Bytes()[0] != '\'':
		start, end := f.LineBounds(f.LineAt(p.Span.Start))
		newline := "\n"
		if bytes.HasPrefix(f.Content[end:], []byte("\r\n")) {
			newline = "\r\n"
		}
		indent := newline + strings.Repeat(" ", p.Span.Start-start)
		return source.Edit{Span: f.Span(p.Span.Start, p.Span.Start), New: "host_ip: " + address + indent}, true
	}
	return source.Edit{}, false
}

func (c *Container) setPorts(project *compose.Project, s *compose.Service) {
	if len(s.Ports) == 0 {
		return
	}
	// In the network of the host, of another container or in none nothing is published.
	own := c.Network.Known && !c.Network.Value.Host && c.Network.Value.Of == "" && s.NetworkMode.V != "none"
	anywhere := own && publishes(project, s, "")
	for _, p := range s.Ports {
		port := Port{
			HostIP: p.HostIP.V, Protocol: p.Protocol.V, Known: p.Known, Span: p.Span, Notes: p.Related,
			Outer: Ports{p.Published.First, p.Published.Last}, Inner: Ports{p.Target.First, p.Target.Last},
			text: p.Text.Span, address: p.HostIP.Text().Span,
		}
		port.Published, port.Target = port.Outer.String(), port.Inner.String()
		switch ip := p.HostIP; {
		case ip.Set && ip.Known && ip.V != "":
			port.Bound = own && publishes(project, s, ip.V)
			port.Public = port.Bound && !daemon.OnLoopback(ip.V)
		case !ip.Set || ip.Known:
			port.Bound, port.Public = anywhere, anywhere
			port.byDaemon = ip.V == "" && boundByDaemon(project, s)
		}
		if !p.Known && p.HostIP.V == "" {
			port.address = source.Span{}
		}
		c.Ports = append(c.Ports, port)
	}
}

// publishes reports whether one of the networks of a service is known to publish ports on the host, on the given address
// or, where it is empty, on one that other machines reach. Networks that are made elsewhere are taken for ones that do.
func publishes(project *compose.Project, s *compose.Service, address string) bool {
	if len(s.Networks) == 0 {
		return opens(project.Network("default"), address)
	}
	for _, a := range s.Networks {
		if opens(a.Network, address) {
			return true
		}
	}
	return false
}

// boundByDaemon reports whether all networks of a service are made by Compose, as bridges, and leave the address of ports to the
// daemon.
func boundByDaemon(project *compose.Project, s *compose.Service) bool {
	if len(s.Networks) == 0 {
		return leavesAddress(project.Network("default"))
	}
	for _, a := range s.Networks {
		if a.Network == nil || !leavesAddress(a.Network) {
			return false
		}
	}
	return true
}

func leavesAddress(n *compose.Network) bool {
	if n == nil {
		return true // the default network of the project
	}
	_, own := n.DriverOpts.Get(bindingOption)
	return !own && !n.External.Set && (n.Driver.V == "" || n.Driver.V == "default" || n.Driver.V == "bridge")
}

// bindingOption is the option of a bridge that names the address which ports are published on.
const bindingOption = "com.docker.network.bridge.host_binding_ipv4"

func opens(n *compose.Network, address string) bool {
	if n == nil {
		return true
	}
	if n.Internal.Set && (!n.Internal.Known || n.Internal.V) {
		return false
	}
	switch n.Driver.V {
	case "", "default", "bridge", "overlay":
	default:
		return false
	}
	if address == "" {
		if e, ok := n.DriverOpts.Get(bindingOption); ok {
			return e.Value.Known && !daemon.OnLoopback(e.Value.V)
		}
	}
	return true
}
