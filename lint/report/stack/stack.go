// Package stack shows a reviewer what runs: the containers of each project as a table, as a graph for Mermaid or Graphviz,
// and as one page that needs nothing else.
//
// The same units give the same bytes, and whatever a file calls its services, no name becomes syntax.
package stack

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// Level says how much a reviewer should mind something.
type Level int

// The levels.
const (
	Plain   Level = iota
	Notable       // a layer of defence is off, or somebody else gets in
	Danger        // it hands over the host
)

// Stack is what one Compose project runs, or one Dockerfile of which no file says how it is run.
type Stack struct {
	// Name is the path of the first file, relative to the root.
	Name     string
	Files    []string
	Networks []Network
	Services []Service
	// Deployed says that a file tells how the containers are run.
	Deployed bool
}

// Network is a network that services share. Alone is the number of services that are in no other.
type Network struct {
	Name     string
	Internal bool // it has no way to the outside
	Alone    int
}

// Service is one container with what it touches.
type Service struct {
	*container.Container
	// Networks are indexes into those of the stack.
	Networks []int
	// Via names the service or container whose network it uses instead of its own.
	Via string
	// Outside are the ports that are published beyond the host, Local those on the loopback addresses, and Unsure those of
	// which a variable decides.
	Outside, Local, Unsure []string
	// Host are the ways to the host, the worst first.
	Host []Way
	// NoNetwork says that it has none.
	NoNetwork bool
	// UnknownNetwork says that it cannot be told which it has.
	UnknownNetwork bool
}

// Way is one way in which a container reaches the host.
type Way struct {
	Label string
	Level Level
}

// Level is that of the worst way to the host; to be reachable from outside is notable.
func (s *Service) Level() Level {
	switch {
	case len(s.Host) > 0 && s.Host[0].Level == Danger:
		return Danger
	case len(s.Host) > 0 && s.Host[0].Level == Notable, len(s.Outside) > 0:
		return Notable
	}
	return Plain
}

// Of reads the stacks out of units. It is the one place that turns models into what the pictures show.
func Of(units []*project.Unit) []Stack {
	var stacks []Stack
	for _, u := range units {
		if len(u.Containers) == 0 {
			continue
		}
		s := Stack{Name: u.Name()}
		for _, f := range u.Files {
			s.Files = append(s.Files, f.Path)
		}
		r := reader{stack: &s, project: u.Compose, networks: map[string]int{}, containers: map[string]*container.Container{}}
		for _, c := range u.Containers {
			r.containers[c.Name] = c
		}
		for _, c := range u.Containers {
			s.Deployed = s.Deployed || c.Deployed
			s.Services = append(s.Services, r.service(c))
		}
		stacks = append(stacks, s)
	}
	return stacks
}

type reader struct {
	stack      *Stack
	project    *compose.Project
	networks   map[string]int
	containers map[string]*container.Container
}

// maxHops bounds how many services share a network one through the other.
const maxHops = 32

func (r *reader) service(c *container.Container) Service {
	s := Service{Container: c, Host: ways(c)}
	if !c.Deployed || r.project == nil {
		return s
	}
	s.publish(c.Ports)
	of := r.project.Service(c.Name)
	for range maxHops {
		if of == nil {
			break
		}
		mode := of.NetworkMode
		if !mode.Known {
			break
		}
		if !mode.Set || mode.Null {
			r.attach(&s, of)
			return s
		}
		kind, name, _ := strings.Cut(mode.V, ":")
		switch kind {
		case "none":
			s.NoNetwork = true
			return s
		case "host":
			s.Outside = []string{"all that it listens on"}
			return s
		case "container":
			s.Via = mode.V
			return s
		case "service":
			s.Via = mode.V
			if other := r.containers[name]; other != nil {
				s.publish(other.Ports)
			}
			of = r.project.Service(name)
			continue
		}
		s.Networks = []int{r.network(mode.V, false)} // bridge, or a network by its name
		r.stack.Networks[s.Networks[0]].Alone++
		return s
	}
	s.UnknownNetwork = true
	return s
}

// attach adds the networks that a service names, or the default one.
func (r *reader) attach(s *Service, of *compose.Service) {
	for _, a := range of.Networks {
		internal := a.Network != nil && a.Network.Internal.Known && a.Network.Internal.V
		s.Networks = append(s.Networks, r.network(a.Key.Value, internal))
	}
	if len(s.Networks) == 0 {
		s.Networks = []int{r.network("default", false)}
	}
	if len(s.Networks) == 1 {
		r.stack.Networks[s.Networks[0]].Alone++
	}
}

func (r *reader) network(name string, internal bool) int {
	i, ok := r.networks[name]
	if !ok {
		i = len(r.stack.Networks)
		r.networks[name] = i
		r.stack.Networks = append(r.stack.Networks, Network{Name: name, Internal: internal})
	}
	return i
}

// publish sorts ports by who reaches them.
func (s *Service) publish(ports []container.Port) {
	for _, p := range ports {
		switch text := portText(p); {
		case !p.Known:
			s.Unsure = append(s.Unsure, text)
		case p.Exposed():
			s.Outside = append(s.Outside, text)
		default:
			s.Local = append(s.Local, text)
		}
	}
}

func portText(p container.Port) string {
	text := p.Target
	if !p.Known {
		text = "?"
	}
	if p.Published != "" {
		text = p.Published + ">" + text
	}
	if p.HostIP != "" {
		text = p.HostIP + ":" + text
	}
	if p.Protocol != "" && p.Protocol != "tcp" {
		text += "/" + p.Protocol
	}
	return text
}

// ways returns how a container reaches the host, the worst first. What lies in the project's own folder, and what the
// project hands over as a secret or a config, is none.
func ways(c *container.Container) []Way {
	var found []Way
	add := func(level Level, label string) { found = append(found, Way{Label: label, Level: level}) }
	if c.IsPrivileged() {
		add(Danger, "privileged")
	} else {
		for _, one := range [...]container.Capability{container.SysAdmin, container.SysModule, container.SysRawio} {
			if c.Holds(one) {
				add(Danger, one.String())
			}
		}
	}
	if container.Is(c.UseSocket, true) {
		add(Danger, "Docker's API")
	}
	for _, m := range c.Mounts {
		if m.Kind == container.Bind && !m.Granted() && !ofProject(m.Source) {
			add(mountLevel(m), mountText(m))
		}
	}
	for _, d := range c.Devices {
		switch {
		case !d.Path.Known:
		case d.Path.Value.RawDisk() && !d.ReadOnly, d.Path.Value.KernelMemory():
			add(Danger, string(d.Path.Value))
		case d.Path.Value.RawDisk():
			add(Notable, string(d.Path.Value)+":ro")
		default:
			add(Plain, string(d.Path.Value))
		}
	}
	for _, d := range c.DeviceRules {
		if d.OpensDisks() {
			add(Danger, "devices "+d.Text)
		}
	}
	for _, n := range Namespaces(c) {
		if container.SharesHost(n.Setting) {
			add(Notable, n.Name+" of the host")
		}
	}
	slices.SortStableFunc(found, func(a, b Way) int { return int(b.Level - a.Level) })
	return found
}

func ofProject(s container.Setting[container.HostPath]) bool {
	return s.Known && strings.HasPrefix(string(s.Value), "./") && !strings.HasPrefix(string(s.Value), "./..")
}

func mountLevel(m container.Mount) Level {
	at := m.Source.Value
	switch {
	case !m.Source.Known:
		return Plain
	case at.IsControlSocket(), at.HoldsControlSocket(), m.TakesHost(), at.RawDisk() && !m.ReadOnly && !m.ModeUnknown:
		return Danger
	case at.Sensitive(), at.Home():
		return Notable
	}
	return Plain
}

func mountText(m container.Mount) string {
	text := "?"
	if m.Source.Known {
		text = string(m.Source.Value)
	}
	if m.ReadOnly {
		text += ":ro"
	}
	return text
}

// NamespaceRow is a namespace by its name.
type NamespaceRow struct {
	Name    string
	Setting container.Setting[container.Namespace]
}

// Namespaces returns the namespaces of a container.
func Namespaces(c *container.Container) []NamespaceRow {
	return []NamespaceRow{
		{"network", c.Network}, {"pid", c.PID}, {"ipc", c.IPC}, {"uts", c.UTS}, {"user", c.UserNS}, {"cgroup", c.CgroupNS},
	}
}
