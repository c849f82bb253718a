package container

import (
	"net"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Everywhere reports whether the port is known to be published on all addresses of the host.
func (p Port) Everywhere() bool {
	ip := net.ParseIP(strings.Trim(p.HostIP, "[]"))
	return p.Public && (p.HostIP == "" || ip != nil && ip.IsUnspecified())
}

// DatastoreAt returns the name of the database, queue or key store that a port makes reachable from all networks; empty where
// it does not, or none is known to be there.
func (c *Container) DatastoreAt(p Port) string {
	if !p.Everywhere() || p.Inner.Len() != 1 || p.Protocol != "tcp" && (p.Protocol != "udp" || p.Inner.First != 11211) {
		return ""
	}
	var ref image.Ref
	if c.Image.Known {
		ref = c.Image.Value
	}
	return image.Datastore(ref, p.Inner.First)
}

// ControlAt says in words which open interface a port makes reachable from other machines; empty where it
// does not, or none is known to be there.
func (c *Container) ControlAt(p Port) string {
	if !p.Public || p.Protocol != "tcp" {
		return ""
	}
	if p.Inner.Len() == 1 {
		switch p.Inner.First {
		case 23:
			return "telnet, which sends passwords in clear text"
		case 512, 513:
			return "rexec and rlogin, which send passwords in clear text"
		case 2375:
			return "Docker's API without a password"
		case 9229:
			return "the debugger of Node.js without a password"
		}
	}
	if !c.DebuggerAt(p).IsZero() {
		return "its debugger without a password"
	}
	return ""
}

// DebuggerAt returns the option that makes a debugger listen at the port; zero where there is none.
func (c *Container) DebuggerAt(p Port) source.Span {
	for _, d := range c.debuggers {
		if p.Inner.Has(d.port) {
			return d.at
		}
	}
	return source.Span{}
}

// debugger is a debugger that listens on all addresses of the container.
type debugger struct {
	port uint16
	at   source.Span
}

// setDebuggers finds the debuggers that command, entrypoint and environment open. It looks only where ports are published.
func (c *Container) setDebuggers(s *compose.Service) {
	if len(c.Ports) == 0 {
		return
	}
	add := func(words []source.Text) {
		for _, d := range shell.OpenDebuggers(words) {
			if d.Port != 0 {
				c.debuggers = append(c.debuggers, debugger{d.Port, d.Span})
			}
		}
	}
	for _, command := range [...]compose.Command{s.Entrypoint, s.Command} {
		words := make([]source.Text, 0, len(command.Words))
		for _, w := range command.Words {
			words = append(words, w.Text())
			if strings.Contains(w.Text().Value, " ") { // the script of sh -c
				add(shell.Fields(w.Text()))
			}
		}
		add(words)
	}
	for _, e := range s.Environment.Items {
		if text := e.Value.Text(); strings.Contains(text.Value, "-") {
			add(shell.Fields(text))
		}
	}
}
