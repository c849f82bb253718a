package container

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Attachment is a network that a container is in.
type Attachment struct {
	// Key is the network's key in the networks section: "default" where nobody names one.
	Key string
	// Engine says that it is the network of the engine itself, docker0, which is none of the project.
	Engine bool
	// Span is the place that puts the container there; zero where Compose does so by itself.
	Span source.Span
}

// Link is an entry of links: the container finds another one by name.
type Link struct {
	Service string
	Span    source.Span
}

// setNetworks reads which networks the container is in. One that joins a namespace, or has none, is in none of its own.
func (c *Container) setNetworks(s *compose.Service) {
	c.Networks = unset[[]Attachment](nil)
	c.Listens = len(s.Ports) > 0 || len(s.Expose.Items) > 0
	for _, l := range s.Links.Items {
		name, _, _ := strings.Cut(l.V, ":")
		c.Links = append(c.Links, Link{Service: name, Span: l.Span()})
	}
	for _, p := range s.Profiles.Items {
		c.Profiles = append(c.Profiles, p.V)
	}
	mode := s.NetworkMode
	switch {
	case !mode.Known:
		c.Networks = unknown[[]Attachment](mode.Span(), mode.Related()...)
	case mode.Set && !mode.Null && mode.V != "":
		switch {
		case mode.V == "bridge" || mode.V == "default":
			c.Networks = known([]Attachment{{Key: "bridge", Engine: true, Span: mode.Span()}}, mode.Span(), mode.Related()...)
		case mode.V == "none" || namespace(mode.V) != Namespace{}:
		default:
			c.Networks = unknown[[]Attachment](mode.Span(), mode.Related()...) // a network of the engine by its name
		}
	case len(s.Networks) == 0:
		c.Networks = unset([]Attachment{{Key: "default"}})
	default:
		list := make([]Attachment, 0, len(s.Networks))
		for _, n := range s.Networks {
			list = append(list, Attachment{Key: n.Key.Value, Span: n.Span})
		}
		c.Networks = known(list, s.Networks[0].Span)
	}
}

// RunsWith reports whether the two are known to run at one time: their profiles do not keep them apart.
func (c *Container) RunsWith(o *Container) bool {
	if len(c.Profiles) == 0 || len(o.Profiles) == 0 {
		return true
	}
	return slices.ContainsFunc(c.Profiles, func(p string) bool { return slices.Contains(o.Profiles, p) })
}

// maxMentions bounds the variables that are searched for the name of a host.
const maxMentions = 300

// Mentions reports whether a variable of the container names a host, as in tcp://proxy:2375 or DB_HOST=db.
func (c *Container) Mentions(host string) (Variable, bool) {
	for _, v := range c.Environment[:min(len(c.Environment), maxMentions)] {
		if v.Known && namesHost(v.Value.Value, host) {
			return v, true
		}
	}
	return Variable{}, false
}

// namesHost reports whether the text is the name of a host, or holds it behind :// or @, or in front of a port.
func namesHost(text, host string) bool {
	if host == "" || text == host {
		return host != ""
	}
	for from := 0; ; {
		i := strings.Index(text[from:], host)
		if i < 0 {
			return false
		}
		i += from
		before, after := text[:i], text[i+len(host):]
		starts := before == "" || strings.HasSuffix(before, "://") || strings.HasSuffix(before, "@") ||
			strings.HasSuffix(before, ",")
		port := len(after) > 1 && after[0] == ':' && after[1] >= '0' && after[1] <= '9'
		ends := after == "" || after[0] == '/' || port
		if starts && ends && (port || before != "") {
			return true
		}
		from = i + len(host)
	}
}
