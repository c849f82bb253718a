package container

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// editor knows where the file that describes a container can be changed. The zero editor refuses everything.
type editor struct {
	block   source.Span // the mapping of the container's keys, in block style
	options compose.List
	adds    compose.List // cap_add
	drops   bool         // cap_drop is there, if only as an empty list
	limits  bool         // limits stand under deploy, and Compose refuses others beside them
	deploy  source.Span  // these limits, if they can be changed for the service alone
	user    source.Text  // the user, where it is made of variables that nobody sets
	writes  bool         // Compose writes files into the container, which it refuses for a read-only one
}

// editorOf returns the editor of a service. What an anchor shares with other services is not changed: it would change them
// too.
func editorOf(s *compose.Service) editor {
	e := editor{options: s.SecurityOpt, adds: s.CapAdd, drops: s.CapDrop.Set, limits: s.Deploy.LimitsSet, writes: writesFiles(s)}
	if s.Owns(s.Deploy.Limits) {
		e.deploy = s.Deploy.Limits
	}
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
	if c.editor.holds(lines[0]) {
		return source.Edit{}, false // the key is there, with a tag that takes the value away
	}
	return source.InsertBelow(c.editor.block, lines...)
}

// holds reports whether the description has the key of a line.
func (e editor) holds(line string) bool {
	b := e.block
	if b.Len() == 0 {
		return false
	}
	key, _, _ := strings.Cut(line, ":")
	start, _ := b.File.LineBounds(b.File.LineAt(b.Start))
	indent := string(b.File.Content[start:b.Start])
	text := "\n" + indent + string(b.Bytes())
	return strings.Contains(text, "\n"+indent+key+":")
}

// DropSecurityOption returns the edit that deletes an entry of security_opt, and the key with the last one.
func (c *Container) DropSecurityOption(entry source.Span) (source.Edit, bool) {
	l := c.editor.options
	if !l.Span.Contains(entry) || !c.editor.block.Contains(l.Span) {
		return source.Edit{}, false
	}
	if len(l.Items) == 1 {
		return source.DeleteLines(l.Key.Span, l.Span)
	}
	return source.DeleteItem(entry)
}

// ForbidNewPrivileges returns the edit that turns an entry of security_opt that allows new privileges into one that forbids
// them. It fails beside another such entry, since Compose refuses two that are the same.
func (c *Container) ForbidNewPrivileges(entry source.Span) (source.Edit, bool) {
	text := string(entry.Bytes())
	name, found := strings.CutSuffix(text, "false")
	if !found || !c.editor.block.Contains(entry) {
		return source.Edit{}, false
	}
	others := 0
	for _, i := range c.editor.options.Items {
		if strings.HasPrefix(i.V, "no-new-privileges") {
			others++
		}
	}
	return source.Edit{Span: entry, New: name + "true"}, others == 1
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

// AddLimit returns the edit that adds a limit such as pids_limit, or where limits stand under deploy, the line that says it there.
func (c *Container) AddLimit(line, deployed string) (source.Edit, bool) {
	if c.editor.limits {
		return source.InsertBelow(c.editor.deploy, deployed)
	}
	return c.AddKey(line)
}

// AddReadOnly returns the edit that makes the container's own file system read-only. It fails where Compose would then refuse
// the service.
func (c *Container) AddReadOnly() (source.Edit, bool) {
	if at := c.ReadOnly.Origin.Span; c.ReadOnly.Set() {
		ok := !c.editor.writes && at.Len() > 0 && string(at.Bytes()) == "false"
		return source.Edit{Span: at, New: "true"}, ok
	}
	if c.editor.writes {
		return source.Edit{}, false
	}
	return c.AddKey("read_only: true")
}

// defaultUser is the number that most systems give to the first person.
const defaultUser = "1000"

// DefaultUser returns the edits that give the variables without a value that the user is made of a default. They fail for other
// forms than $NAME and ${NAME}.
func (c *Container) DefaultUser() ([]source.Edit, bool) {
	var edits []source.Edit
	text := c.editor.user
	for i := 0; i < len(text.Value); i++ {
		if text.Value[i] != '$' {
			continue
		}
		start, braces := i+1, strings.HasPrefix(text.Value[i+1:], "{")
		if braces {
			start++
		}
		end := start
		for end < len(text.Value) && (text.Value[end] == '_' || isAlphanumeric(text.Value[end])) {
			end++
		}
		name := text.Value[start:end]
		if braces {
			end++
		}
		if name == "" || end > len(text.Value) || braces && text.Value[end-1] != '}' {
			return nil, false
		}
		edits = append(edits, source.Edit{Span: text.At(i, end), New: "${" + name + ":-" + defaultUser + "}"})
		i = end - 1
	}
	return edits, len(edits) > 0
}

func isAlphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// writesFiles reports whether Compose copies secrets or configs into the container that are no files of the host.
func writesFiles(s *compose.Service) bool {
	for _, g := range s.Secrets {
		if g.Secret == nil || g.Secret.Environment.Set {
			return true
		}
	}
	for _, g := range s.Configs {
		if g.Config == nil || g.Config.Environment.Set || g.Config.Content.Set {
			return true
		}
	}
	return false
}
