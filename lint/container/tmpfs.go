package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TmpfsMount is a file system in memory, of tmpfs or of volumes.
type TmpfsMount struct {
	Target string
	// Options are those of the short form, each with its place. The long form has none of them.
	Options []source.Text
	Sized   bool
	Known   bool
	Span    source.Span
	Notes   []source.Note
}

// Weakened returns the options that take back what Docker sets on its own: noexec, nosuid, nodev. Of two that contradict each
// other the later one counts.
func (m TmpfsMount) Weakened() []source.Text {
	var list []source.Text
	for i, o := range m.Options {
		switch o.Value {
		case "exec", "suid", "dev":
		default:
			continue
		}
		undone := false
		for _, later := range m.Options[i+1:] {
			undone = undone || later.Value == "no"+o.Value || later.Value == o.Value
		}
		if !undone {
			list = append(list, o)
		}
	}
	return list
}

func (c *Container) setTmpfs(s *compose.Service) {
	for _, e := range entries(s.Tmpfs) {
		target, _, found := strings.Cut(e.text.Value, ":")
		m := TmpfsMount{Target: target, Known: e.known, Span: e.text.Span, Notes: e.notes}
		for at := len(target) + 1; found && at <= len(e.text.Value); {
			end := len(e.text.Value)
			if i := strings.IndexByte(e.text.Value[at:], ','); i >= 0 {
				end = at + i
			}
			o := e.text.Slice(at, end)
			m.Options = append(m.Options, o)
			m.Sized = m.Sized || strings.HasPrefix(o.Value, "size=") && o.Value != "size=0"
			at = end + 1
		}
		c.Tmpfs = append(c.Tmpfs, m)
	}
	for _, v := range s.Volumes {
		if v.Type.V == "tmpfs" {
			sized := v.TmpfsSize.Set && (!v.TmpfsSize.Known || v.TmpfsSize.V > 0)
			c.Tmpfs = append(c.Tmpfs, TmpfsMount{Target: v.Target.V, Sized: sized, Known: v.Known, Span: v.Span, Notes: v.Related})
		}
	}
}
