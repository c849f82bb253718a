package daemon

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Put returns the edit that gives a key a value, as JSON writes it: it replaces the value that is there, else it adds the key
// behind the last one. It fails where the file is no object that dockerd takes, and where a flag makes the setting.
func (f *File) Put(name, value string) (source.Edit, bool) {
	if !f.editable() {
		return source.Edit{}, false
	}
	if e := f.entries[name]; e != nil {
		if e.node == nil || len(e.flags) > 0 || f.last[name] != e.node {
			return source.Edit{}, false
		}
		return source.Edit{Span: e.node.Span, New: value}, true
	}
	entry := strconv.Quote(name) + ": " + value
	if len(f.Root.Pairs) == 0 {
		inside := f.Source.Span(f.Root.Span.Start+1, f.Root.Span.End-1)
		return source.Edit{Span: inside, New: "\n  " + entry + "\n"}, true
	}
	last := f.Root.Pairs[len(f.Root.Pairs)-1]
	at := f.Source.Span(last.Value.Span.End, last.Value.Span.End)
	return source.Edit{Span: at, New: "," + f.lead(last) + entry}, true
}

// lead returns what stands in front of a key on its line, with the end of the line before: as the next one is to begin.
func (f *File) lead(p tree.Pair) string {
	c, at := f.Source.Content, p.Key.Span.Start
	start := at
	for start > 0 && (c[start-1] == ' ' || c[start-1] == '\t') {
		start--
	}
	if start == 0 || c[start-1] != '\n' {
		return " "
	}
	newline := "\n"
	if start > 1 && c[start-2] == '\r' {
		newline = "\r\n"
	}
	return newline + string(c[start:at])
}

// Delete returns the edit that deletes a key, and the comma that parted it from its neighbour.
func (f *File) Delete(name string) (source.Edit, bool) {
	if !f.editable() {
		return source.Edit{}, false
	}
	return f.deleteFrom(f.Root, name)
}

// DeleteItem returns the edit that deletes a value of a list, and the key with the last one.
func (f *File) DeleteItem(name string, item source.Span) (source.Edit, bool) {
	n := f.node(name)
	if !f.editable() || n == nil || n.Kind != tree.Sequence {
		return source.Edit{}, false
	}
	i, ok := slices.BinarySearchFunc(n.Items, item.Start, func(v *tree.Node, start int) int { return v.Span.Start - start })
	switch {
	case !ok:
		return source.Edit{}, false
	case len(n.Items) == 1:
		return f.Delete(name)
	case i > 0:
		return source.Edit{Span: f.Source.Span(n.Items[i-1].Span.End, item.End)}, true
	}
	return source.Edit{Span: f.Source.Span(item.Start, n.Items[1].Span.Start)}, true
}

func (f *File) editable() bool {
	return f.Root != nil && f.Complete && !f.Source.Decoded() && len(f.Repeated) == 0
}

func (f *File) deleteFrom(n *tree.Node, name string) (source.Edit, bool) {
	for i, p := range n.Pairs {
		switch {
		case p.Key.Text.Value != name:
		case i > 0:
			return source.Edit{Span: f.Source.Span(n.Pairs[i-1].Value.Span.End, p.Value.Span.End)}, true
		case len(n.Pairs) > 1:
			return source.Edit{Span: f.Source.Span(p.Key.Span.Start, n.Pairs[1].Key.Span.Start)}, true
		default:
			return source.Edit{Span: f.Source.Span(n.Span.Start+1, n.Span.End-1)}, true
		}
	}
	return source.Edit{}, false
}

// Hoist returns the edit that takes the settings of a group, an object that dockerd does not know, out of it. It fails where the
// top has one of them, or the group holds nothing.
func (f *File) Hoist(group string) (source.Edit, bool) {
	p, ok := f.root(group)
	if !ok || !f.editable() || p.Value.Kind != tree.Mapping || len(p.Value.Pairs) == 0 {
		return source.Edit{}, false
	}
	var text bytes.Buffer
	for i, in := range p.Value.Pairs {
		name := in.Key.Text.Value
		if k, ok := keyOf(name); !ok || !k.sets() || f.last[name] != nil {
			return source.Edit{}, false
		}
		if i > 0 {
			text.WriteString("," + f.lead(p))
		}
		text.Write(in.Key.Span.Bytes())
		text.WriteString(": ")
		text.Write(in.Value.Span.Bytes())
	}
	return source.Edit{Span: f.Source.Span(p.Key.Span.Start, p.Value.Span.End), New: text.String()}, true
}

func (f *File) root(name string) (tree.Pair, bool) {
	if f.Root == nil {
		return tree.Pair{}, false
	}
	return f.Root.Pair(name)
}

// Rename returns the edit that gives an ignored setting the name that dockerd follows.
func (f *File) Rename(i Ignored) (source.Edit, bool) {
	if _, ok := keyOf(i.Meant); !ok || i.Below != "" || !f.editable() || f.last[i.Meant] != nil {
		return source.Edit{}, false
	}
	return source.Edit{Span: i.Key, New: strconv.Quote(i.Meant)}, true
}

// Place returns where a finding about a setting stands: at its value, or where nothing sets it at the beginning.
func (f *File) Place(s source.Span) source.Span {
	if s.IsZero() {
		return f.First()
	}
	return s
}
