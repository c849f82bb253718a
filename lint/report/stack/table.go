package stack

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// Table is what show prints: one row a container. A question mark stands for what no file tells.
type Table struct {
	Header []string
	Rows   [][]Cell
}

// Cell is one answer. Text is as the files have it: whoever prints it must make it safe.
type Cell struct {
	Text  string
	Level Level
}

// nothing is the text of an answer that says nothing.
const nothing = "-"

type column struct {
	name string
	cell func(*Stack, *Service) Cell
}

var columns = [...]column{
	{"IMAGE", imageCell},
	{"USER", userCell},
	{"CAPABILITIES", capabilityCell},
	{"SECCOMP", seccompCell},
	{"NO-NEW-PRIVS", func(_ *Stack, s *Service) Cell { return Cell{Text: text(s.NoNewPrivileges, yesNo)} }},
	{"READ-ONLY", func(_ *Stack, s *Service) Cell { return Cell{Text: text(s.ReadOnly, yesNo)} }},
	{"PIDS", func(_ *Stack, s *Service) Cell { return Cell{Text: text(s.Pids, container.Limit.String)} }},
	{"MEMORY", func(_ *Stack, s *Service) Cell { return Cell{Text: text(s.Memory, container.Limit.String)} }},
	{"NAMESPACES", namespaceCell},
	{"HOST", hostCell},
	{"PORTS", portCell},
	{"REACHABLE FROM", reachableCell},
}

// TableOf returns the table of stacks. name makes the first cell of a row. Columns that say nothing of any container are
// left out, and so is what only a run decides where no file describes a run.
func TableOf(stacks []Stack, head string, name func(*Stack, *Service) string) Table {
	t := Table{Header: []string{head}}
	var cells [len(columns)][]Cell
	for i := range stacks {
		for j := range stacks[i].Services {
			s := &stacks[i].Services[j]
			t.Rows = append(t.Rows, []Cell{{Text: name(&stacks[i], s), Level: s.Level()}})
			for k, c := range columns {
				cells[k] = append(cells[k], c.cell(&stacks[i], s))
			}
		}
	}
	deployed := slices.ContainsFunc(stacks, func(s Stack) bool { return s.Deployed })
	for k, c := range columns {
		if !slices.ContainsFunc(cells[k], func(c Cell) bool { return c.Text != nothing && (deployed || k < 2 || c.Text != "?") }) {
			continue
		}
		if c.name == "REACHABLE FROM" && !slices.ContainsFunc(cells[k], func(c Cell) bool {
			return c.Text != "default" && c.Text != nothing
		}) {
			continue // all see each other, as always
		}
		t.Header = append(t.Header, c.name)
		for row := range t.Rows {
			t.Rows[row] = append(t.Rows[row], cells[k][row])
		}
	}
	return t
}

func text[T any](s container.Setting[T], show func(T) string) string {
	if !s.Known {
		return "?"
	}
	return show(s.Value)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func imageCell(_ *Stack, s *Service) Cell { return Cell{Text: ImageText(s.Container)} }

// ImageText says what a container is started from.
func ImageText(c *container.Container) string {
	name := "?"
	if c.Image.Known {
		name = c.Image.Value.Familiar()
	}
	if c.Scratch {
		name = "scratch"
	}
	switch {
	case !c.Built:
		return name
	case c.Stage != "":
		return "stage " + c.Stage + " on " + name
	}
	return "built on " + name
}

func userCell(_ *Stack, s *Service) Cell {
	c := Cell{Text: text(s.User, container.User.String)}
	if s.User.Known && s.User.Value.StaysRoot() {
		c.Level = Notable
	}
	return c
}

func capabilityCell(_ *Stack, s *Service) Cell {
	c := Cell{Text: text(s.Capabilities, container.Capabilities.String)}
	switch {
	case s.Holds(container.SysAdmin), s.Holds(container.SysModule), s.Holds(container.SysRawio):
		c.Level = Danger
	case s.Capabilities.Known && s.Capabilities.Value.Without(container.DefaultCapabilities) != 0:
		c.Level = Notable
	}
	return c
}

func seccompCell(_ *Stack, s *Service) Cell {
	c := Cell{Text: text(s.Seccomp, SeccompText)}
	if s.Seccomp.Known && s.Seccomp.Value.Unconfined {
		c.Level = Notable
	}
	return c
}

// SeccompText names the filter of system calls.
func SeccompText(s container.Seccomp) string {
	switch {
	case s.Unconfined:
		return "OFF"
	case s.Profile != "":
		return s.Profile
	}
	return "default"
}

// namespaceCell lists the namespaces that are not the container's own.
func namespaceCell(_ *Stack, s *Service) Cell {
	var shared []string
	c := Cell{}
	for _, n := range Namespaces(s.Container) {
		switch {
		case !n.Setting.Known && s.Deployed:
			shared = append(shared, n.Name+"=?")
		case !n.Setting.Known:
		case n.Setting.Value.Host:
			c.Level = Notable
			fallthrough
		case n.Setting.Value.Of != "":
			shared = append(shared, n.Name+"="+n.Setting.Value.String())
		}
	}
	c.Text = list(shared, " ")
	return c
}

// hostCell lists what of the host the container reaches, namespaces aside.
func hostCell(_ *Stack, s *Service) Cell {
	var reach []string
	c := Cell{}
	if s.IsPrivileged() {
		reach = append(reach, "PRIVILEGED")
	}
	if container.Is(s.UseSocket, true) {
		reach = append(reach, "use_api_socket")
	}
	for _, m := range s.Mounts {
		if m.Kind == container.Bind {
			reach = append(reach, mountText(m))
		}
	}
	for _, d := range s.Devices {
		reach = append(reach, text(d.Path, func(p container.HostPath) string { return string(p) }))
	}
	for _, w := range s.Host {
		c.Level = max(c.Level, w.Level)
	}
	c.Text = list(reach, " ")
	if c.Text == nothing {
		c.Level = Plain // what there is stands in another column
	}
	return c
}

func portCell(_ *Stack, s *Service) Cell {
	var ports []string
	c := Cell{}
	for _, p := range s.Ports {
		ports = append(ports, portText(p))
		if p.Known && p.Exposed() {
			c.Level = Notable
		}
	}
	c.Text = list(ports, " ")
	return c
}

func reachableCell(st *Stack, s *Service) Cell {
	from := ReachableFrom(st, s)
	c := Cell{Text: list(from, ", ")}
	if len(s.Outside) > 0 {
		c.Level = Notable
	}
	return c
}

// ReachableFrom says from where a container can be spoken to: "outside" of the host, the host itself, and the networks that
// it shares with others.
func ReachableFrom(st *Stack, s *Service) []string {
	var from []string
	if len(s.Outside) > 0 {
		from = append(from, "outside")
	}
	if len(s.Local) > 0 {
		from = append(from, "the host")
	}
	for _, n := range s.Networks {
		from = append(from, st.Networks[n].Name)
	}
	if name, ok := strings.CutPrefix(s.Via, "container:"); ok {
		from = append(from, "the networks of "+name)
	}
	if s.UnknownNetwork || len(s.Unsure) > 0 {
		from = append(from, "?")
	}
	return from
}

func list(words []string, between string) string {
	if len(words) == 0 {
		return nothing
	}
	return strings.Join(words, between)
}
