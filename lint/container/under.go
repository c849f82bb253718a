package container

import (
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Under puts the defaults of a daemon in the place of Docker's own: what the description of the container says itself stays. It is
// to be called once, before anybody asks.
func (c *Container) Under(d *daemon.File) {
	if d == nil || !c.Deployed {
		return
	}
	c.Daemon = d
	if s := d.Bool("no-new-privileges"); s.Set {
		inherit(&c.NoNewPrivileges, s, s.V)
	}
	if s := d.Text("seccomp-profile"); s.Set && !c.Seccomp.Value.Unconfined { // privileged switches it off anyway
		profile := Seccomp{Unconfined: s.V == "unconfined"}
		if !profile.Unconfined && s.V != "builtin" {
			profile.Profile = s.V
		}
		inherit(&c.Seccomp, s, profile)
	}
	if s := d.Text("default-runtime"); s.Set {
		inherit(&c.Runtime, s, s.V)
	}
	if s := d.Text("default-cgroupns-mode"); s.Set && !c.IsPrivileged() {
		inherit(&c.CgroupNS, s, Namespace{Host: s.V == "host"})
	}
	if s := d.Remap(); s.Set && s.Known {
		c.Remapped = Setting[bool]{Value: s.V, Known: c.UserNS.Known, Origin: origin(s.Key, s.Span)}
		if SharesHost(c.UserNS) {
			c.Remapped.Value = false
			c.Remapped.Origin.Notes = []source.Note{{Span: c.UserNS.Origin.Span, Message: "the container opts out"}}
		}
	}
	c.bindPorts(d)
	for _, hook := range c.BeforeStart {
		hook.Under(d)
	}
}

// bindPorts takes over the address that the daemon publishes ports on where neither the port nor its networks name one. The
// setting ip holds for the network bridge alone, in which no service of Compose is.
func (c *Container) bindPorts(d *daemon.File) {
	s := d.NetworkOption("bridge", bindingOption)
	if !s.Set || !s.Known {
		return
	}
	for i := range c.Ports {
		if p := &c.Ports[i]; p.byDaemon && p.Public {
			p.Public = !daemon.OnLoopback(s.V)
			p.HostIP = s.V
			p.Notes = append(p.Notes[:len(p.Notes):len(p.Notes)], source.Note{Span: s.Span, Message: "the daemon publishes ports on this address"})
			c.Bound = Setting[string]{Value: s.V, Known: true, Origin: origin(s.Key, s.Span)}
		}
	}
}

func origin(key, span source.Span) Origin { return Origin{Kind: FromDaemon, Key: key, Span: span} }

// inherit puts a setting of the daemon in the place of one that nobody made.
func inherit[T, D any](to *Setting[T], s daemon.Setting[D], v T) {
	if to.Set() || !to.Known {
		return
	}
	*to = Setting[T]{Value: v, Known: s.Known, Origin: origin(s.Key, s.Span)}
}

// Inherited reports whether the setting is a default of the daemon.
func (s Setting[T]) Inherited() bool { return s.Origin.Kind == FromDaemon }

// RemappedElsewhere reports whether the daemon is known to remap users, be this container among them or not.
func (c *Container) RemappedElsewhere() bool { return c.Daemon != nil && c.Daemon.Remap().V }

// RefusedUnder returns the place of what Docker refuses on a daemon that remaps users, unless the container opts out: to be
// privileged, or in the network or among the processes of the host.
func (c *Container) RefusedUnder() (at source.Span, what string) {
	if !Is(c.Remapped, true) {
		return source.Span{}, ""
	}
	switch {
	case c.IsPrivileged() && c.Privileged.Set():
		return c.Privileged.Origin.Span, "privileged"
	case SharesHost(c.Network):
		return c.Network.Origin.Span, "in the network of the host"
	case SharesHost(c.PID):
		return c.PID.Origin.Span, "among the processes of the host"
	}
	return source.Span{}, ""
}
