package project

import (
	"bytes"
	"path"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Gain is a program that a container starts with and that gains privileges, so that it fails where none may be gained.
type Gain struct {
	Program string
	At      source.Span // what starts it, or what gives its file the privilege
	How     string
}

// BlockedGains returns the programs that the service starts with as an ordinary user and that no-new-privileges keeps from
// working: sudo, su and their like, and files with the set-user-ID bit or with capabilities. Programs that only give privileges
// up, such as gosu, work.
func (s *Stack) BlockedGains() []Gain {
	c := s.Container
	if s.Image == nil || !container.Is(c.NoNewPrivileges, true) || !c.User.Known || c.User.Value.Root {
		return nil
	}
	var list []Gain
	started := s.started()
	for _, p := range started[:min(len(started), maxStarted)] {
		switch name := path.Base(p.Value); name {
		case "sudo", "su", "doas", "pkexec", "newgrp", "sg":
			list = append(list, Gain{p.Value, p.Span, "becomes another user"})
		default:
			if how, at := s.gains(p.Value); how != "" {
				list = append(list, Gain{p.Value, at, how})
			}
		}
	}
	return list
}

// maxStarted bounds the programs of a start that are looked at.
const maxStarted = 20

// started returns the programs that the service starts with, as far as they are written.
func (s *Stack) started() []source.Text {
	var list []source.Text
	x := s.Service
	if x.Entrypoint.Set || x.Command.Set {
		for _, w := range append(x.Entrypoint.Words[:len(x.Entrypoint.Words):len(x.Entrypoint.Words)], x.Command.Words...) {
			if w.Known {
				list = append(list, w.Text().WithSpan(w.Span()))
			}
		}
		return list
	}
	for _, c := range s.inner.Starts() {
		for i := range c.Wrappers {
			list = append(list, source.Text{Value: c.Wrappers[i].Name, Span: c.Wrappers[i].Span()})
		}
		if len(c.Words) > 0 {
			list = append(list, c.Words[0].Text())
		}
	}
	return list
}

// gains says how the file of a program gains privileges, and where the build gives it that; empty where it does not.
func (s *Stack) gains(program string) (string, source.Span) {
	if !s.speaksOfPrivilege() {
		return "", source.Span{}
	}
	for _, c := range s.inner.Commands("setcap") {
		if !s.inner.Ships(c.Run.Stage()) {
			continue
		}
		for _, f := range c.FileCapabilities() {
			if !sameProgram(f.File, program) {
				continue
			}
			for _, name := range f.Names {
				if name != "NET_BIND_SERVICE" && name != "NET_RAW" { // which nobody needs for low ports and for ping
					return "has " + name + " by its file", f.Span
				}
			}
		}
	}
	for _, m := range s.inner.Modes() {
		if m.SetUID && s.inner.ShipsSubject(m.Subject) && sameProgram(m.Path, program) {
			return "runs as its owner", m.Span
		}
	}
	return "", source.Span{}
}

// sameProgram reports whether a file is the program of a command, which PATH may find.
func sameProgram(file, program string) bool {
	if path.IsAbs(program) {
		return path.Clean(file) == path.Clean(program)
	}
	return path.IsAbs(file) && path.Base(file) == path.Base(program)
}

// WayUp returns what the Dockerfile of a container puts into the image by which its ordinary user becomes root, or gains a
// capability that leads there: sudo, a program with the set-user-ID bit, one that setcap gives a capability. What base images bring
// along, su and mount among it, is not known and not looked at.
func (u *Unit) WayUp(c *container.Container) (Gain, bool) {
	if !c.Built || !c.User.Known || c.User.Value.Root {
		return Gain{}, false
	}
	u.stackOnce.Do(func() {
		u.stackOf = make(map[*container.Container]*Stack, len(u.stacks))
		for _, s := range u.stacks {
			u.stackOf[s.Container] = s
		}
	})
	s := u.stackOf[c]
	if s == nil || s.inner == nil || !s.speaksOfPrivilege() {
		return Gain{}, false
	}
	for _, p := range s.inner.PackageCommands() {
		if !s.inner.Ships(p.Run.Stage()) {
			continue
		}
		for _, pkg := range p.Packages() {
			if pkg.Name == "sudo" || pkg.Name == "doas" {
				return Gain{Program: pkg.Name, At: pkg.Word.Span()}, true
			}
		}
	}
	for _, m := range s.inner.Modes() {
		if m.SetUID && s.inner.ShipsSubject(m.Subject) {
			return Gain{Program: path.Base(m.Path), At: m.Span}, true
		}
	}
	for _, cmd := range s.inner.Commands("setcap") {
		for _, f := range cmd.FileCapabilities() {
			if s.inner.Ships(cmd.Run.Stage()) && slices.ContainsFunc(f.Names, leadsUp) {
				return Gain{Program: path.Base(f.File), At: f.Span}, true
			}
		}
	}
	return Gain{}, false
}

// leadsUp reports whether a process with the capability, which is in Docker's default set, becomes root by it.
func leadsUp(capability string) bool {
	switch capability {
	case "ALL", "SETUID", "SETGID", "DAC_OVERRIDE", "CHOWN", "FOWNER", "SETFCAP":
		return true
	}
	return false
}

// speaksOfPrivilege looks at the text of the Dockerfile, since hardly any needs more than that.
func (s *Stack) speaksOfPrivilege() bool {
	if !s.searchable() {
		return false
	}
	content := s.inner.Dockerfile.Source.Content
	for _, word := range [...]string{"sudo", "doas", "setcap", "+s", "u=", "chmod 4", "chmod=4", "chmod 04", "chmod=04", "-m 4", "-m4", "-R 4"} {
		if bytes.Contains(content, []byte(word)) {
			return true
		}
	}
	return false
}
