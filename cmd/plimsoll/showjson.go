package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report"
	"github.com/plimsoll-lint/plimsoll/lint/report/stack"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

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
		Stage    string           `json:"stage,omitempty"`
		Settings map[string]shown `json:"settings"`
		Networks []string         `json:"networks"`
		From     []string         `json:"reachableFrom"`
		Mounts   []map[string]any `json:"mounts"`
		Ports    []map[string]any `json:"ports"`
	}
	records := []record{}
	stacks := stack.Of(docs)
	for i := range stacks {
		st := &stacks[i]
		for i := range st.Services {
			s := &st.Services[i]
			c := s.Container
			r := record{
				Document: strings.ToValidUTF8(st.Name, "\uFFFD"), Name: c.Name, Deployed: c.Deployed, Built: c.Built, Stage: c.Stage,
				Settings: settings(c), Networks: []string{}, From: append([]string{}, stack.ReachableFrom(st, s)...),
				Mounts: []map[string]any{}, Ports: []map[string]any{},
			}
			for _, n := range s.Networks {
				r.Networks = append(r.Networks, st.Networks[n].Name)
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
	enc := json.NewEncoder(report.Escape(w))
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
		"seccomp":            show(c.Seccomp, func(s container.Seccomp) any { return stack.SeccompText(s) }),
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
	if c.Daemon != nil {
		m["usersRemapped"] = show(c.Remapped, plain)
	}
	if c.Image.Known {
		image := m["image"]
		image.Value = c.Image.Value.String()
		m["image"] = image
	}
	for _, n := range stack.Namespaces(c) {
		m[n.Name+"Namespace"] = show(n.Setting, text)
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
