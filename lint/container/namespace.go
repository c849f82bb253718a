package container

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Namespace is how a container shares a kernel namespace. The zero value is one of its own.
type Namespace struct {
	Host bool
	// Of names the service or container whose namespace is joined: "service:db", "container:x"; empty otherwise. Where that
	// one joins another in turn, and this is a container that the project does not have, it is the last one.
	Of string
}

// String shows the namespace as Docker's flags name it.
func (n Namespace) String() string {
	switch {
	case n.Host:
		return "host"
	case n.Of != "":
		return n.Of
	}
	return "own"
}

// outside reports whether the namespace is that of a container that is named by its own name.
func (n Namespace) outside() bool { return strings.HasPrefix(n.Of, "container:") }

// namespace reads the value of a namespace key. kinds that join another container keep their name.
func namespace(value string) Namespace {
	if value == "host" {
		return Namespace{Host: true}
	}
	if strings.HasPrefix(value, "service:") || strings.HasPrefix(value, "container:") {
		return Namespace{Of: value}
	}
	return Namespace{}
}

// SharesHost reports whether the setting is known to be the host's namespace.
func SharesHost(s Setting[Namespace]) bool { return s.Known && s.Value.Host }

// Joined is a namespace of a container that no file in sight describes.
type Joined struct {
	Key       string // the key that says so: network_mode, pid, ipc
	Container string
	Setting   Setting[Namespace]
}

// member returns the service that "service:x" or "container:x" means, or nil: a container has the name that the service gives
// it by container_name.
func member(project *compose.Project, of string) *compose.Service {
	if name, ok := strings.CutPrefix(of, "service:"); ok {
		return project.Service(name)
	}
	if name, ok := strings.CutPrefix(of, "container:"); ok {
		return project.ContainerNamed(name)
	}
	return nil
}

func (c *Container) setNamespaces(project *compose.Project, s *compose.Service) {
	for _, n := range []struct {
		to  *Setting[Namespace]
		key string
		get func(*compose.Service) compose.String
	}{
		{&c.Network, "network_mode", func(s *compose.Service) compose.String { return s.NetworkMode }},
		{&c.PID, "pid", func(s *compose.Service) compose.String { return s.PID }},
		{&c.IPC, "ipc", func(s *compose.Service) compose.String { return s.IPC }},
		{&c.UTS, "uts", func(s *compose.Service) compose.String { return s.UTS }},
		{&c.UserNS, "userns_mode", func(s *compose.Service) compose.String { return s.UsernsMode }},
		{&c.CgroupNS, "cgroup", func(s *compose.Service) compose.String { return s.Cgroup }},
	} {
		*n.to = joined(project, s, n.get)
		if at := n.to.Value; n.to.Known && at.outside() && member(project, at.Of) == nil {
			c.Outside = append(c.Outside, Joined{Key: n.key, Container: strings.TrimPrefix(at.Of, "container:"), Setting: *n.to})
		}
	}
}

// maxJoined bounds how many services share a namespace one through the other: a circle, which Compose refuses, ends there.
const maxJoined = 32

// joined reads a namespace key and follows service:X to the namespace that is really used.
func joined(project *compose.Project, s *compose.Service, get func(*compose.Service) compose.String) Setting[Namespace] {
	v := get(s)
	if !v.Set || v.Null {
		return defaulted(v.Known, Namespace{})
	}
	if !v.Known {
		return unknown[Namespace](v.Span(), v.Related()...)
	}
	ns := namespace(v.V)
	notes := slices.Clone(v.Related())
	at := ns
	for steps := 0; ; steps++ {
		next := member(project, at.Of)
		if next == nil {
			break
		}
		hop := get(next)
		if !hop.Set || hop.Null || !hop.Known {
			break
		}
		if steps == maxJoined {
			return unknown[Namespace](v.Span(), v.Related()...)
		}
		at = namespace(hop.V)
		notes = append(notes, source.Note{Span: hop.Span(), Message: next.Key.Value + " uses " + hop.V})
		if at.Host {
			ns = at
			break
		}
	}
	switch {
	case ns.Host:
	case at.outside() && member(project, at.Of) == nil:
		ns = at
	default:
		notes = v.Related()
	}
	out := known(ns, v.Span(), notes...)
	out.Origin.Key = v.Key().Span
	return out
}
