package container

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
)

// Clash is a port of the host that two containers want, or one of them twice: what starts last gets an error in its place.
type Clash struct {
	Container *Container
	Port      *Port
	// Other has the port already, by Taken.
	Other *Container
	Taken *Port
	// Ports are those that both want.
	Ports Ports
}

// maxOverlapping bounds with how many other entries around the same ports one is compared. Only profiles and addresses that keep
// containers apart let so many lie there without a clash.
const maxOverlapping = 256

// held is a port with what it takes of the host: an address of each family, "*" for all of them.
type held struct {
	c         *Container
	port      *Port
	ports     Ports
	protocol  string
	v4, v6    string
	order, by int // by is the first one that has the port already, -1 for none
}

// Clashes returns the ports that are wanted twice on one address of the host by containers that run at one time. Each entry is
// said to clash with the first one before it.
func Clashes(containers []*Container) []Clash {
	var all []held
	for _, c := range containers {
		for i := range c.Ports {
			if h, ok := hold(c, &c.Ports[i]); ok {
				h.order, h.by = len(all), -1
				all = append(all, h)
			}
		}
	}
	byPort := make([]*held, len(all))
	for i := range all {
		byPort[i] = &all[i]
	}
	slices.SortFunc(byPort, func(a, b *held) int {
		return cmp.Or(strings.Compare(a.protocol, b.protocol), cmp.Compare(a.ports.First, b.ports.First), cmp.Compare(a.order, b.order))
	})
	var open []*held // those that may overlap the next one
	for _, h := range byPort {
		open = slices.DeleteFunc(open, func(o *held) bool { return o.protocol != h.protocol || o.ports.Last < h.ports.First })
		open = open[max(0, len(open)-maxOverlapping):]
		for _, o := range open {
			if first, last := sorted(o, h); o.clashes(h) && (last.by < 0 || first.order < last.by) {
				last.by = first.order
			}
		}
		open = append(open, h)
	}
	var out []Clash
	for i := range all {
		if h := &all[i]; h.by >= 0 {
			o := &all[h.by]
			both := Ports{max(h.ports.First, o.ports.First), min(h.ports.Last, o.ports.Last)}
			out = append(out, Clash{Container: h.c, Port: h.port, Other: o.c, Taken: o.port, Ports: both})
		}
	}
	return out
}

func sorted(a, b *held) (first, last *held) {
	if a.order < b.order {
		return a, b
	}
	return b, a
}

// hold returns what a port takes of the host, if it is known to take anything.
func hold(c *Container, p *Port) (held, bool) {
	h := held{c: c, port: p, ports: p.Held(), protocol: strings.ToLower(cmp.Or(p.Protocol, "tcp"))}
	if h.ports.Len() == 0 {
		return h, false
	}
	if p.HostIP == "" {
		h.v4, h.v6 = "*", "*"
		return h, true
	}
	ip, err := netip.ParseAddr(strings.Trim(p.HostIP, "[]"))
	ip = ip.Unmap()
	name := ip.String()
	if err == nil && ip.IsUnspecified() {
		name = "*"
	}
	if ip.Is4() {
		h.v4 = name
	} else {
		h.v6 = name
	}
	return h, err == nil
}

// clashes reports whether two entries of one protocol want the same port at one time.
func (h *held) clashes(o *held) bool {
	same := func(a, b string) bool { return a != "" && b != "" && (a == b || a == "*" || b == "*") }
	return h.ports.overlaps(o.ports) && (same(h.v4, o.v4) || same(h.v6, o.v6)) && h.c.RunsWith(o.c)
}
