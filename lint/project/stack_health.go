package project

import (
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Awaited is a service that another one waits for until it is healthy, and that is known to have no health check.
type Awaited struct {
	By, Of *Stack
	At     source.Span // the condition, or else the name in depends_on
}

// AwaitedForEver returns the services that are waited for in vain: Compose gives up, since Docker never calls a container
// healthy that it does not ask.
func (u *Unit) AwaitedForEver() []Awaited {
	var list []Awaited
	var of map[*compose.Service]*Stack
	for _, s := range u.stacks {
		for _, d := range s.Service.DependsOn {
			if d.Service == nil || d.Condition.V != "service_healthy" || !d.Condition.Known || d.Required.Set && !(d.Required.Known && d.Required.V) {
				continue
			}
			if of == nil {
				of = make(map[*compose.Service]*Stack, len(u.stacks))
				for _, x := range u.stacks {
					of[x.Service] = x
				}
			}
			x := of[d.Service]
			if x == nil || x.Service.Provider.Set || !x.Container.Healthcheck.Known || x.Container.Healthcheck.Value.Present {
				continue
			}
			at := d.Condition.Span()
			if at.IsZero() {
				at = d.Span
			}
			list = append(list, Awaited{s, x, at})
		}
	}
	return list
}

// SwitchedOffBy returns where the health check of the service is switched off; zero where it never had one.
func (s *Stack) SwitchedOffBy() source.Span {
	if h := s.Container.Healthcheck; container.Is(h, container.Healthcheck{Disabled: true}) {
		return h.Origin.Span.FirstLine()
	}
	return source.Span{}
}
