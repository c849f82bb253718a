package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// Exposed returns the ports that the image exposes, and whether those are all.
func (s *Stack) Exposed() (ports []dockerfile.PortRange, complete bool) {
	complete = true
	add := func(word string, known bool) {
		r, ok := dockerfile.ParsePort(word)
		complete = complete && ok && known
		ports = append(ports, r)
	}
	if s.Image != nil {
		for _, p := range s.Image.Ports() {
			add(p.Value, p.Known)
		}
	} else if s.Container.Built {
		return nil, false
	}
	if s.empty() {
		return ports, complete
	}
	facts := s.Facts()
	for _, p := range facts.Ports {
		add(p, true)
	}
	return ports, complete && facts.Ports != nil && facts.Confidence > image.WellKnown
}

// Unexposed returns the published ports behind which the image is known to expose nothing although it exposes others, and
// which nothing else names: neither what the container starts with, its environment, its labels, its health check, nor
// anything that may lie in a file. Where other containers share its network the port may be theirs.
func (s *Stack) Unexposed(u *Unit) []container.Port {
	if len(s.Container.Ports) == 0 || !container.Is(s.Container.Network, container.Namespace{}) || s.configured() {
		return nil
	}
	exposed, complete := s.Exposed()
	if len(exposed) == 0 || len(exposed) > maxStacked || !complete || u.joined(s.Service) {
		return nil
	}
	var list []container.Port
next:
	for _, p := range s.Container.Ports[:min(len(s.Container.Ports), maxStacked)] {
		if !p.Known || p.Inner.Len() != 1 || s.names(p.Target) {
			continue
		}
		for _, r := range exposed {
			if r.From <= int(p.Inner.First) && int(p.Inner.First) <= r.To {
				continue next
			}
		}
		list = append(list, p)
	}
	return list
}

// configured reports whether the service is given files that may hold settings.
func (s *Stack) configured() bool {
	if len(s.Service.EnvFile) > 0 || len(s.Service.Configs) > 0 || len(s.Service.VolumesFrom.Items) > 0 {
		return true
	}
	for _, m := range s.Container.Mounts {
		if m.Kind == container.Bind && !m.Granted() {
			return true
		}
	}
	return false
}

// names reports whether the port stands in what the container starts with, or in another place of the service.
func (s *Stack) names(port string) bool {
	x := s.Service
	test := x.Healthcheck.Test
	if hasNumber(test.Text.V, port) {
		return true
	}
	for _, list := range [...][]compose.String{x.Command.Words, x.Entrypoint.Words, test.Words, x.Expose.Items} {
		for _, w := range list {
			if !w.Known || hasNumber(w.V, port) {
				return true
			}
		}
	}
	for _, list := range [...]compose.Entries{x.Environment, x.Labels} {
		for _, e := range list.Items {
			if !e.Value.Known || hasNumber(e.Value.V, port) || hasNumber(e.Key.Value, port) {
				return true
			}
		}
	}
	if s.Image == nil {
		facts := s.Facts()
		return hasNumber(strings.Join(facts.Entrypoint, " ")+" "+strings.Join(facts.Cmd, " "), port)
	}
	starts := s.Image.Starts()
	if h := s.Image.Healthcheck; h != nil {
		starts = append(starts, &dockerfile.Process{Command: &h.Command})
	}
	for _, p := range starts {
		if hasNumber(p.Text.Value, port) {
			return true
		}
		for _, w := range p.Words {
			if hasNumber(w.Value, port) {
				return true
			}
		}
	}
	for _, v := range s.Image.Env() {
		if hasNumber(v.Value, port) {
			return true
		}
	}
	return false
}

// hasNumber reports whether a number stands in a text, and not as a part of a longer one: 8080 in "--bind=0.0.0.0:8080".
func hasNumber(text, number string) bool {
	for at := 0; number != ""; at++ {
		i := strings.Index(text[at:], number)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(number)
		if (at == 0 || !digit(text[at-1])) && (end == len(text) || !digit(text[end])) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// joined reports whether another container may be in the network of a service.
func (u *Unit) joined(s *compose.Service) bool {
	u.joinsOnce.Do(func() {
		u.joins = map[string]bool{}
		for _, c := range u.Containers {
			if c.Network.Known {
				u.joins[c.Network.Value.Of] = true
			} else {
				u.joinsAny = true
			}
		}
	})
	return u.joinsAny || u.joins["service:"+s.Key.Value] || s.ContainerName.Set && u.joins["container:"+s.ContainerName.V]
}
