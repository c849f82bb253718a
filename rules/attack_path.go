package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/reach"
)

// AttackPath reports ways from outside to the host on which nothing is left to break but the service that answers: a port is
// published on more than the loopback address, who takes over the service behind it is root, and the service holds the host.
// It does by a control socket, `privileged`, a writable path of the host or a capability such as `SYS_ADMIN`. Another such way
// goes to a neighbour on the same network that is a proxy in front of the socket and makes containers for whoever asks.
//
// A published port is no hole yet, and each fact has a rule of its own. Together they say what one hole in that service
// costs: the host. The steps are numbered, each with its line.
//
// Not reported is what is not known to be so: ports behind variables, services whose user nobody knows, ports of a namespace
// that several services share, and services whose workers are not root.
//
// # What to do
//
// Cut the way at its cheapest place, which the message names. Bind the port to `127.0.0.1` and let a reverse proxy ask for
// a login; or take the hold on the host away; or let the proxy in front of the socket read only.
//
// # When it is fine
//
// The service is there to manage the host, and its port is kept to those who may by a firewall in front of the machine.
// Docker's own rules go past `ufw` and `firewalld`.
var AttackPath = define(lint.Rule{
	ID: "attack-path", Title: "Published port leads to the host", Severity: lint.Critical, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.32"), lint.CIS("5.14"), lint.OWASP("1"), lint.CWE("250")},
	Check:     lint.EachUnit(checkAttackPath),
})

func checkAttackPath(p *lint.Pass, u *project.Unit) {
	_, paths := u.Reach()
	for i := range paths {
		path := &paths[i]
		entry, grip := path.Entry.Container, path.Grips[0]
		switch {
		case path.API.Name != "" && path.Direct():
			f := p.Report(path.Entry.Port.Span, "who reaches %s owns the host: %s -> %s; %s",
				entry.Name, entry.Name, grip.What, cheapestCut(path))
			f.About(entry.Subject).Keyed("to", entry.Name)
			hopOutside(f, path)
			f.Hop(path.API.Value.Span, "%s lets whoever asks make containers: %s=%s", entry.Name, path.API.Name, path.API.Value.Value)
			hopGrips(f, path)
		case path.API.Name != "":
			f := p.Report(path.Entry.Port.Span, "who takes over %s owns the host: %s -> %s -> %s; %s",
				entry.Name, entry.Name, path.Holder.Name, grip.What, cheapestCut(path))
			f.About(entry.Subject).Keyed("to", path.Holder.Name)
			hopOutside(f, path)
			hopNetwork(f, path)
			f.Hop(path.API.Value.Span, "%s lets whoever asks make containers: %s=%s",
				path.Holder.Name, path.API.Name, path.API.Value.Value)
			hopGrips(f, path)
		case path.Direct():
			f := p.Report(path.Entry.Port.Span, "who takes over %s owns the host: %s -> %s; %s",
				entry.Name, entry.Name, grip.What, cheapestCut(path))
			f.About(entry.Subject).Keyed("to", entry.Name)
			hopOutside(f, path)
			hopUser(f, entry)
			hopGrips(f, path)
		}
	}
}

// hopOutside adds the step from outside to the container.
func hopOutside(f *lint.Finding, path *reach.Path) {
	c, what := path.Entry.Container, "this port"
	if n := path.Entry.Port.Published; n != "" {
		what = "port " + n
	}
	f.Hop(path.Entry.Port.Span, "%s is published beyond 127.0.0.1, and leads to %s", what, c.Name)
	if v, ok := c.OpenLogin(); ok {
		f.Hop(v.Value.Span, "%s lets everybody in: %s=%s", c.Name, v.Name, v.Value.Value)
	}
}

// hopUser adds the step from the service to root in its container.
func hopUser(f *lint.Finding, c *container.Container) {
	f.Hop(c.UserPlace, "who takes over %s is root there, since %s", c.Name, c.UserSource())
}

// hopNetwork adds the step from one container to the next.
func hopNetwork(f *lint.Finding, path *reach.Path) {
	from, to := path.Entry.Container.Name, path.Holder.Name
	f.Hop(path.By.Span, "%s reaches %s on the network %s", from, to, path.By.Network.Key)
	f.Hop(path.Asks, "and is told to ask it")
}

// maxGrips bounds the holds on the host that a way lists.
const maxGrips = 3

// hopGrips adds the step from the container to the host.
func hopGrips(f *lint.Finding, path *reach.Path) {
	for _, g := range path.Grips[:min(len(path.Grips), maxGrips)] {
		what := ""
		switch g.Kind {
		case container.SocketGrip:
			if what = "commands the host through " + g.What; container.HostPath(g.What).HoldsControlSocket() {
				what = "reaches a control socket of the host in " + g.What
			}
		case container.PrivilegeGrip:
			what = "is privileged, and mounts the disk of the host"
		case container.PathGrip:
			what = "writes " + g.What + " of the host"
		case container.CapabilityGrip:
			what = "has " + g.What + ", which leads to root on the host"
		case container.ProcessGrip:
			what = "changes the processes of the host"
		}
		f.Hop(g.Span, "%s %s", path.Holder.Name, what)
	}
}

// cheapestCut says in a few words where the way is cut with the least trouble.
func cheapestCut(path *reach.Path) string {
	switch {
	case path.API.Name != "" && path.Asks.IsZero() && !path.Direct():
		return "keep them on separate networks"
	case path.API.Name != "" && !path.Direct():
		return "set " + path.API.Name + "=0"
	case !path.Direct() && path.Asks.IsZero():
		return "keep them on separate networks"
	case path.Ports == 1 && !path.Public:
		return "bind the port to 127.0.0.1"
	case len(path.Grips) > 1:
		return "run it as another user, with less of the host"
	}
	switch path.Grips[0].Kind {
	case container.SocketGrip:
		return "put a filtering proxy before the socket"
	case container.PrivilegeGrip:
		return "name the capability it needs instead"
	case container.PathGrip:
		return "mount it :ro"
	}
	return "remove " + path.Grips[0].What
}
