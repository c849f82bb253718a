package container

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// editor knows where the file that describes a container can be changed. The zero editor refuses everything.
type editor struct {
	block   source.Span // the mapping of the container's keys, in block style
	options compose.List
	drops   bool // cap_drop is there, if only as an empty list
	limits  bool // limits stand under deploy, and Compose refuses others beside them
}

// editorOf returns the editor of a service. What an anchor shares with other services is not changed: it would change them
// too.
func editorOf(s *compose.Service) editor {
	e := editor{options: s.SecurityOpt, drops: s.CapDrop.Set, limits: s.Deploy.LimitsSet}
	if s.Key.Span.File == nil || s.Span.File != s.Key.Span.File || s.Span.Start < s.Key.Span.End {
		return e
	}
	between := s.Key.Span.File.Content[s.Key.Span.End:s.Span.Start]
	if line, _, ok := bytes.Cut(between, []byte("\n")); ok && !bytes.ContainsAny(line, "&*!") {
		e.block = s.Span
	}
	return e
}

// AddKey returns the edit that adds a key to the description of the container, given by its lines. It fails where the
// description is shared with others or written in flow style.
func (c *Container) AddKey(lines ...string) (source.Edit, bool) {
	return source.InsertBelow(c.editor.block, lines...)
}

// AddSecurityOption returns the edit that adds an entry to security_opt.
func (c *Container) AddSecurityOption(option string) (source.Edit, bool) {
	l := c.editor.options
	if !l.Set {
		return c.AddKey("security_opt:", "  - "+option)
	}
	if len(l.Items) == 0 || !c.editor.block.Contains(l.Span) {
		return source.Edit{}, false
	}
	last := l.Items[len(l.Items)-1].Span()
	if !l.Span.Contains(last) {
		return source.Edit{}, false
	}
	if l.Span.Bytes()[0] == '[' { // behind the last item, since a comma may follow it
		return source.Edit{Span: last.File.Span(last.End, last.End), New: ", " + option}, true
	}
	return source.InsertBelow(l.Span, "- "+option)
}

// AddCapDrop returns the edit that adds cap_drop with one word. It fails where the key is there.
func (c *Container) AddCapDrop(word string) (source.Edit, bool) {
	if c.editor.drops {
		return source.Edit{}, false
	}
	return c.AddKey("cap_drop:", "  - "+word)
}

// AddLimit returns the edit that adds a limit such as pids_limit. It fails where limits stand under deploy.
func (c *Container) AddLimit(line string) (source.Edit, bool) {
	if c.editor.limits {
		return source.Edit{}, false
	}
	return c.AddKey(line)
}
