package container

import (
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// Hook is a command that Compose runs in the running container, beside the main one, as `docker exec` does.
type Hook struct {
	When       string // the key: post_start, pre_stop, develop.watch
	Privileged Setting[bool]
	User       Setting[User] // only where the hook names one
}

func (c *Container) setHooks(project *compose.Project, s *compose.Service) {
	for _, of := range []struct {
		when  string
		hooks []compose.Hook
	}{{"post_start", s.PostStart}, {"pre_stop", s.PreStop}, {"develop.watch", s.Watch}} {
		for _, h := range of.hooks {
			hook := Hook{When: of.when, Privileged: setting(h.Privileged, false)}
			if h.User.Set && h.User.Known && h.User.V != "" {
				hook.User = known(ParseUser(h.User.V), h.User.Span(), h.User.Related()...)
			}
			c.Hooks = append(c.Hooks, hook)
		}
	}
	for _, h := range s.PreStart {
		if h.Container != nil {
			c.BeforeStart = append(c.BeforeStart, beforeStart(project, s, h))
		}
	}
}

// beforeStart returns the container of a pre_start hook. It takes over the settings of its service, so what is found in it is
// mostly found in the service as well, at the same place. What Compose does not hand on is not known of it.
func beforeStart(project *compose.Project, s *compose.Service, h compose.Hook) *Container {
	own := &compose.Service{Key: s.Key, Span: h.Span, Partial: s.Partial, Dir: s.Dir, Container: *h.Container}
	c := FromService(project, own, Shipped{})
	c.Name = "the pre_start hook of " + s.Key.Value
	c.editor = editor{}
	return c
}
