package project

import (
	"path"

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
	for _, p := range s.started() {
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
