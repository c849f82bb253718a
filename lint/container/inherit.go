package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Services hand on mounts that they have from others in turn. That ends at a depth at which nobody looks for a mount any more.
const (
	maxInherited = 8
	maxEntries   = 500
)

func (c *Container) setMounts(project *compose.Project, s *compose.Service) {
	c.Mounts = ownMounts(s)
	if len(s.VolumesFrom.Items) > 0 {
		left := maxEntries
		c.inherit(project, s, map[*compose.Service]bool{s: true}, inherited{left: &left})
	}
}

// inherited is how mounts come from one service to another.
type inherited struct {
	depth    int
	at       compose.String // the entry of volumes_from of the container in question
	readOnly bool
	notes    []source.Note
	left     *int // the mounts and entries that may still be looked at behind the first hop
}

// inherit adds the mounts that volumes_from brings, also those that another service has from a third one.
func (c *Container) inherit(project *compose.Project, s *compose.Service, seen map[*compose.Service]bool, in inherited) {
	if in.depth == maxInherited {
		return
	}
	for _, from := range s.VolumesFrom.Items {
		if in.depth > 0 && in.spent() {
			return
		}
		other, name, readOnly := lender(project, from.V)
		if other == nil || !from.Known || seen[other] {
			continue
		}
		seen[other] = true
		next := inherited{depth: in.depth + 1, at: in.at, readOnly: in.readOnly || readOnly, notes: in.notes, left: in.left}
		if in.depth == 0 {
			next.at = from
		} else {
			next.notes = append(in.notes[:len(in.notes):len(in.notes)],
				source.Note{Span: from.Span(), Message: "through " + s.Key.Value})
		}
		for _, m := range ownMounts(other) {
			if in.depth > 0 && in.spent() {
				return
			}
			notes := append(next.notes[:len(next.notes):len(next.notes)], source.Note{Span: m.SourceSpan, Message: "mounted by " + name})
			m.Notes = append(notes, m.Notes...)
			m.Span, m.SourceSpan, m.Via = next.at.Span(), next.at.Span(), "volumes_from "+name
			m.Propagation = "" // it is that of the other container
			m.ReadOnly = m.ReadOnly || next.readOnly
			c.Mounts = append(c.Mounts, m)
		}
		c.inherit(project, other, seen, next)
	}
}

// spent takes one off what is left, and reports whether nothing was.
func (in inherited) spent() bool {
	*in.left--
	return *in.left < 0
}

// lender returns the service of an entry of volumes_from: "name", "name:ro", "container:name:ro".
func lender(project *compose.Project, entry string) (s *compose.Service, name string, readOnly bool) {
	name, mode, _ := strings.Cut(entry, ":")
	if name != "container" {
		return project.Service(name), name, mode == "ro"
	}
	name, mode, _ = strings.Cut(mode, ":")
	if s = project.ContainerNamed(name); s != nil {
		name = s.Key.Value
	}
	return s, name, mode == "ro"
}
