package container

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Weakened is a protection that a service had, and that a later file, or the service that extends it, takes away.
type Weakened struct {
	// Key names the setting, Now says what it is now: "read_only", "the root file system is writable".
	Key, Now string
	// At is what takes it away, Was what gave it.
	At, Was source.Span
}

// Unmerged is an entry of a list that YAML replaced as a whole, where it was meant to be merged.
type Unmerged struct {
	Key, Entry string
	// At is the list that stands for it, Was the entry.
	At, Was source.Span
}

// setLayers finds out what the last word on a service takes away from what was said before.
func (c *Container) setLayers(s *compose.Service) {
	for _, p := range s.Before {
		c.compare(s, p)
	}
	for _, item := range s.Merged.CapDrop.Items {
		if item.Known && !drops(s.CapDrop, item.V) && s.CapDrop.Known {
			c.Unmerged = append(c.Unmerged, Unmerged{"cap_drop", clip(item.V), s.CapDrop.Span, item.Span()})
		}
	}
	if len(s.Merged.SecurityOpt.Items) == 0 {
		return
	}
	was := &Container{}
	was.applySecurityOptions(entries(s.Merged.SecurityOpt))
	lost := func(at source.Span) {
		for _, item := range s.Merged.SecurityOpt.Items {
			if item.Known && item.Span() == at && !s.SecurityOpt.Span.IsZero() {
				c.Unmerged = append(c.Unmerged, Unmerged{"security_opt", clip(item.V), s.SecurityOpt.Span, at})
			}
		}
	}
	if Is(was.NoNewPrivileges, true) && c.NoNewPrivileges.Known && !c.NoNewPrivileges.Set() {
		lost(was.NoNewPrivileges.Origin.Span)
	}
	if was.Seccomp.Known && was.Seccomp.Value.Profile != "" && c.Seccomp.Known && !c.Seccomp.Set() {
		lost(was.Seccomp.Origin.Span)
	}
	if was.AppArmor.Known && was.AppArmor.Value.Profile != "" && c.AppArmor.Known && !c.AppArmor.Set() {
		lost(was.AppArmor.Origin.Span)
	}
}

// drops reports whether a list of cap_drop drops a capability.
func drops(list compose.List, name string) bool {
	want, ok := ParseCapability(name)
	for _, i := range list.Items {
		if IsAll(i.V) || !i.Known || strings.EqualFold(i.V, name) {
			return true
		}
		if got, known := ParseCapability(i.V); ok && known && got == want {
			return true
		}
	}
	return !ok && !IsAll(name)
}

// compare adds what a service had by an earlier layer and has no longer. Each setting is there once.
func (c *Container) compare(s *compose.Service, p compose.Protection) {
	add := func(key, now string, at, was source.Span) {
		if at.IsZero() {
			for _, k := range s.Removed {
				if k.Value == key {
					at = k.Span
				}
			}
		}
		again := slices.ContainsFunc(c.Weakened, func(w Weakened) bool { return w.Key == key && w.Now == now })
		if !at.IsZero() && !was.IsZero() && at != was && !again {
			c.Weakened = append(c.Weakened, Weakened{key, now, at, was})
		}
	}
	if p.ReadOnly.Known && p.ReadOnly.V && c.ReadOnly.Known && !c.ReadOnly.Value {
		add("read_only", "the root file system is writable", c.ReadOnly.Origin.Span, p.ReadOnly.Span())
	}
	if p.Privileged.Set && p.Privileged.Known && !p.Privileged.V && !p.Privileged.Null && c.IsPrivileged() {
		add("privileged", "the container is privileged", c.Privileged.Origin.Span, p.Privileged.Span())
	}
	if p.User.Set && p.User.Known && p.User.V != "" && !ParseUser(p.User.V).Root && c.User.Known && c.User.Value.Root {
		add("user", "it starts as root", s.User.Span(), p.User.Span())
	}
	if s.CapDrop.Known {
		for _, item := range p.CapDrop.Items {
			if item.Known && !drops(s.CapDrop, item.V) {
				add("cap_drop", clip(item.V)+" is not dropped", s.CapDrop.Span, item.Span())
			}
		}
	}
	was := &Container{}
	was.applySecurityOptions(entries(p.SecurityOpt))
	at := func(o Origin) source.Span {
		if o.Span.IsZero() {
			return s.SecurityOpt.Span
		}
		return o.Span
	}
	if Is(was.NoNewPrivileges, true) && Is(c.NoNewPrivileges, false) {
		add("security_opt", "programs may gain privileges", at(c.NoNewPrivileges.Origin), was.NoNewPrivileges.Origin.Span)
	}
	if was.Seccomp.Known && was.Seccomp.Set() && !was.Seccomp.Value.Unconfined && c.Seccomp.Known && c.Seccomp.Value.Unconfined {
		add("security_opt", "no system call is filtered", at(c.Seccomp.Origin), was.Seccomp.Origin.Span)
	}
	if was.AppArmor.Known && was.AppArmor.Set() && !was.AppArmor.Value.Unconfined && c.AppArmor.Known && c.AppArmor.Value.Unconfined {
		add("security_opt", "AppArmor does not confine it", at(c.AppArmor.Origin), was.AppArmor.Origin.Span)
	}
}

// clip cuts a name for a message.
func clip(name string) string {
	const most = 40
	if len(name) > most {
		return strings.ToValidUTF8(name[:most], "") + "..."
	}
	return name
}
