package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func (a *app) showCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "show [PATH...]",
		Short: "Show the effective containers: what runs as what, and which file says so",
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "table" && format != "json" {
				return usagef("unknown format %q; use table or json", format)
			}
			a.input.keep = true
			outcome, err := a.lint(cmd.Context(), args)
			if err != nil {
				return err
			}
			if format == "json" {
				return showJSON(a.stdout, outcome.Units)
			}
			return showTable(a.stdout, outcome.Units, a.shown)
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	a.inputFlags(cmd)
	return cmd
}

// showTable prints one line a container. A question mark stands for what no file tells.
func showTable(w io.Writer, docs []*project.Unit, shown func(string) string) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "CONTAINER\tIMAGE\tUSER\tCAPABILITIES\tSECCOMP\tNO-NEW-PRIVS\tREAD-ONLY\tPIDS\tMEMORY\tHOST\tPORTS")
	for _, d := range docs {
		for _, c := range d.Containers {
			cells := []string{
				shown(d.Name()) + ":" + c.Name, imageCell(c), cell(c.User, container.User.String),
				cell(c.Capabilities, container.Capabilities.String), cell(c.Seccomp, seccompCell),
				cell(c.NoNewPrivileges, yesNo), cell(c.ReadOnly, yesNo), cell(c.Pids, container.Limit.String),
				cell(c.Memory, container.Limit.String), hostCell(c), portCell(c),
			}
			for i := range cells {
				cells[i] = glyph.Visible(cells[i])
			}
			fmt.Fprintln(tw, strings.Join(cells, "\t"))
		}
	}
	return tw.Flush()
}

func cell[T any](s container.Setting[T], show func(T) string) string {
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

func imageCell(c *container.Container) string {
	name := "?"
	if c.Image.Known {
		name = c.Image.Value.Familiar()
	}
	if c.Built {
		return "built on " + name
	}
	return name
}

func seccompCell(s container.Seccomp) string {
	switch {
	case s.Unconfined:
		return "OFF"
	case s.Profile != "":
		return s.Profile
	}
	return "default"
}

// hostCell lists what of the host the container reaches.
func hostCell(c *container.Container) string {
	var reach []string
	if c.IsPrivileged() {
		reach = append(reach, "PRIVILEGED")
	}
	for _, n := range namespaces(c) {
		if container.SharesHost(n.setting) {
			reach = append(reach, n.name)
		}
	}
	for _, m := range c.Mounts {
		if m.Kind != container.Bind {
			continue
		}
		path := "?"
		if m.Source.Known {
			path = string(m.Source.Value)
		}
		if m.ReadOnly {
			path += ":ro"
		}
		reach = append(reach, path)
	}
	for _, d := range c.Devices {
		if d.Path.Known {
			reach = append(reach, string(d.Path.Value))
		}
	}
	if len(reach) == 0 {
		return "-"
	}
	return strings.Join(reach, " ")
}

type namespaceRow struct {
	name    string
	setting container.Setting[container.Namespace]
}

func namespaces(c *container.Container) []namespaceRow {
	return []namespaceRow{
		{"network", c.Network}, {"pid", c.PID}, {"ipc", c.IPC}, {"uts", c.UTS}, {"user", c.UserNS}, {"cgroup", c.CgroupNS},
	}
}

func portCell(c *container.Container) string {
	var ports []string
	for _, p := range c.Ports {
		s := p.Target
		if !p.Known {
			s = "?"
		}
		if p.Published != "" {
			s = p.Published + ">" + s
		}
		if p.HostIP != "" {
			s = p.HostIP + ":" + s
		}
		if p.Protocol != "" && p.Protocol != "tcp" {
			s += "/" + p.Protocol
		}
		ports = append(ports, s)
	}
	if len(ports) == 0 {
		return "-"
	}
	return strings.Join(ports, " ")
}

// shown is the JSON form of one setting. Value is null for what is not known.
type shown struct {
	Value  any          `json:"value"`
	Known  bool         `json:"known"`
	Origin string       `json:"origin"`
	Place  *shownPlace  `json:"place,omitempty"`
	Via    []shownPlace `json:"via,omitempty"`
}

type shownPlace struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message,omitempty"`
}

func place(s source.Span, message string) *shownPlace {
	if s.IsZero() {
		return nil
	}
	p := s.Position()
	return &shownPlace{Path: strings.ToValidUTF8(s.File.Path, "\uFFFD"), Line: p.Line, Column: p.Column, Message: message}
}

func show[T any](s container.Setting[T], value func(T) any) shown {
	out := shown{Known: s.Known, Origin: s.Origin.Kind.String(), Place: place(s.Origin.Span, "")}
	if s.Origin.Fact != "" {
		out.Origin += " (" + s.Origin.Fact + ")"
	}
	if s.Known {
		out.Value = value(s.Value)
	} else if s.Origin.Kind == container.FromDefault {
		out.Origin = "unknown"
	}
	for _, n := range s.Origin.Notes {
		if p := place(n.Span, n.Message); p != nil {
			out.Via = append(out.Via, *p)
		}
	}
	return out
}

func text[T fmt.Stringer](v T) any { return v.String() }
func plain[T any](v T) any         { return v }

// showJSON prints every setting of every container with its origin.
func showJSON(w io.Writer, docs []*project.Unit) error {
	type record struct {
		Document string           `json:"document"`
		Name     string           `json:"name"`
		Deployed bool             `json:"deployed"`
		Built    bool             `json:"built"`
		Settings map[string]shown `json:"settings"`
		Mounts   []map[string]any `json:"mounts"`
		Ports    []map[string]any `json:"ports"`
	}
	records := []record{}
	for _, d := range docs {
		for _, c := range d.Containers {
			r := record{
				Document: strings.ToValidUTF8(d.Name(), "\uFFFD"), Name: c.Name, Deployed: c.Deployed, Built: c.Built,
				Settings: settings(c), Mounts: []map[string]any{}, Ports: []map[string]any{},
			}
			for _, m := range c.Mounts {
				r.Mounts = append(r.Mounts, map[string]any{
					"source": show(m.Source, plain), "target": m.Target, "readOnly": m.ReadOnly, "via": m.Via,
					"kind": m.Kind.String(),
				})
			}
			for _, p := range c.Ports {
				r.Ports = append(r.Ports, map[string]any{
					"hostIP": p.HostIP, "published": p.Published, "target": p.Target, "protocol": p.Protocol,
					"known": p.Known, "place": place(p.Span, ""),
				})
			}
			records = append(records, r)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"schemaVersion": 1, "containers": records})
}

func settings(c *container.Container) map[string]shown {
	m := map[string]shown{
		"user":               show(c.User, text),
		"privileged":         show(c.Privileged, plain),
		"capabilities":       show(c.Capabilities, capabilityNames),
		"noNewPrivileges":    show(c.NoNewPrivileges, plain),
		"seccomp":            show(c.Seccomp, func(s container.Seccomp) any { return seccompCell(s) }),
		"appArmorUnconfined": show(c.AppArmor, func(a container.AppArmor) any { return a.Unconfined }),
		"selinuxDisabled":    show(c.SELinux, func(s container.SELinux) any { return s.Disabled }),
		"unmaskedPaths":      show(c.UnmaskedPaths, plain),
		"writableCgroups":    show(c.WritableCgroups, plain),
		"readOnly":           show(c.ReadOnly, plain),
		"pids":               show(c.Pids, text),
		"memory":             show(c.Memory, text),
		"cpus":               show(c.CPUs, text),
		"apiSocket":          show(c.UseSocket, plain),
		"restart":            show(c.Restart, plain),
		"runtime":            show(c.Runtime, plain),
		"healthcheck":        show(c.Healthcheck, func(h container.Healthcheck) any { return h.Present }),
		"image":              {Known: c.Image.Known, Origin: c.Image.Origin.Kind.String(), Place: place(c.Image.Origin.Span, "")},
	}
	if c.Image.Known {
		image := m["image"]
		image.Value = c.Image.Value.String()
		m["image"] = image
	}
	for _, n := range namespaces(c) {
		m[n.name+"Namespace"] = show(n.setting, text)
	}
	return m
}

func capabilityNames(c container.Capabilities) any {
	names := []string{}
	for _, one := range c.List() {
		names = append(names, one.String())
	}
	return names
}
