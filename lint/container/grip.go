package container

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// GripKind classes grips.
type GripKind int

// The kinds of grips.
const (
	SocketGrip     GripKind = iota // a control socket, or a folder that holds one
	PrivilegeGrip                  // privileged
	PathGrip                       // a writable path of the host
	CapabilityGrip                 // a capability that leads to the host
	ProcessGrip                    // the processes of the host, and leave to change them
)

// Grip is a hold on the host: root in the container takes the host over with it.
type Grip struct {
	Kind GripKind
	// What is the thing in a few words: "/var/run/docker.sock", "privileged".
	What  string
	Span  source.Span
	Notes []source.Note
}

// Grips returns the holds on the host that the container is known to have, control sockets by their own names first.
func (c *Container) Grips() []Grip {
	var list []Grip
	sockets := 0
	for _, m := range c.Mounts {
		switch {
		case !m.Source.Known || m.Granted():
		case m.Source.Value.IsControlSocket():
			list = slices.Insert(list, sockets, Grip{SocketGrip, string(m.Source.Value), m.SourceSpan, m.Notes})
			sockets++
		case m.TakesHost():
			list = append(list, Grip{PathGrip, string(m.Source.Value), m.SourceSpan, m.Notes})
		case m.Source.Value.HoldsControlSocket() && m.Source.Value != "/var": // where run is a link that leads out of the mount
			list = append(list, Grip{SocketGrip, string(m.Source.Value), m.SourceSpan, m.Notes})
		}
	}
	if Is(c.UseSocket, true) {
		list = append(list, Grip{SocketGrip, "use_api_socket", c.UseSocket.Origin.Span, c.UseSocket.Origin.Notes})
	}
	if c.IsPrivileged() {
		list = append(list, Grip{PrivilegeGrip, "privileged", c.Privileged.Origin.Span, c.Privileged.Origin.Notes})
		return list // which includes every capability
	}
	if all, ok := c.AddsAll(); ok {
		list = append(list, Grip{CapabilityGrip, all.Text.Value, all.Text.Span, all.Notes})
	}
	for _, e := range c.Adds(SysAdmin, SysModule, SysRawio) {
		list = append(list, Grip{CapabilityGrip, e.Text.Value, e.Text.Span, e.Notes})
	}
	// The default profile of AppArmor keeps other processes out of reach.
	if SharesHost(c.PID) && c.Holds(SysPtrace) && c.AppArmor.Known && c.AppArmor.Value.Unconfined {
		list = append(list, Grip{ProcessGrip, "pid: host with SYS_PTRACE", c.PID.Origin.Span, c.PID.Origin.Notes})
	}
	return list
}

// TakenAsRoot reports whether who takes over the service by what it answers is known to be root: no worker with a user of its
// own stands in between.
func (c *Container) TakenAsRoot() bool {
	return c.User.Known && c.User.Value.StaysRoot() && c.User.Value.Workers == ""
}
