package daemon

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Setting is one setting: what the file or a flag says, else the default of dockerd.
type Setting[T any] struct {
	V T
	// Set says that the file or a flag sets it, be it to the default.
	Set bool
	// Known is false where a variable decides, where the value is of another type, and where not all settings are in sight.
	Known bool
	// Key and Span are the places of the key or the flag, and of the value.
	Key, Span source.Span
}

// Item is one value of a setting.
type Item struct {
	// Name is the key of the value in an object, empty in a list.
	Name  source.Text
	Text  source.Text
	Span  source.Span
	Known bool
}

func itemsOf(n *tree.Node) []Item {
	switch n.Kind {
	case tree.Sequence:
		items := make([]Item, 0, min(len(n.Items), maxItems))
		for _, v := range n.Items[:min(len(n.Items), maxItems)] {
			if v.Kind == tree.Scalar && !v.IsNull() {
				items = append(items, Item{Text: v.Text, Span: v.Span, Known: true})
			}
		}
		return items
	case tree.Mapping:
		items := make([]Item, 0, min(len(n.Pairs), maxItems))
		for _, p := range n.Pairs[:min(len(n.Pairs), maxItems)] {
			switch {
			case p.Value.IsNull():
				items = append(items, Item{Name: p.Key.Text, Text: source.Placed("", p.Value.Span), Span: p.Value.Span, Known: true})
			case p.Value.Kind == tree.Scalar:
				items = append(items, Item{Name: p.Key.Text, Text: p.Value.Text, Span: p.Value.Span, Known: true})
			}
		}
		return items
	}
	if n.IsNull() {
		return nil
	}
	return []Item{{Text: n.Text, Span: n.Span, Known: true}}
}

// setting finds what sets a key: for a key of one value the last flag, else the file.
func setting[T any](f *File, name string, parse func(string) (T, bool)) Setting[T] {
	k, _ := keyOf(name)
	def, _ := parse(k.def)
	e := f.entries[name]
	if e == nil {
		return Setting[T]{V: def, Known: f.Complete}
	}
	s := Setting[T]{V: def, Set: true, Known: true, Key: e.key}
	if e.node != nil {
		s.Span = e.node.Span
	}
	last, ok := e.last()
	if !ok {
		return s // null: the default
	}
	s.Span = last.Span
	if v, ok := parse(last.Text.Value); ok {
		s.V = v
	} else {
		s.Known = false
	}
	s.Known = s.Known && last.Known && (e.node == nil || len(e.flags) > 0 || e.node.Kind == tree.Scalar)
	return s
}

func (e *entry) last() (Item, bool) {
	items := e.items
	if len(e.flags) > 0 {
		items = e.flags
	}
	if len(items) == 0 {
		return Item{}, false
	}
	return items[len(items)-1], true
}

// Bool returns a setting that is true or false.
func (f *File) Bool(name string) Setting[bool] {
	s := setting(f, name, func(v string) (bool, bool) {
		b, err := strconv.ParseBool(v)
		return b, err == nil
	})
	switch e := f.entries[name]; {
	case e == nil || e.node == nil || len(e.flags) > 0:
	case e.grouped:
		on, err := strconv.ParseBool(e.node.Text.Value)
		s.V, s.Known = e.node.Kind == tree.Scalar && err == nil && on, true
	case e.node.IsNull() && flagged(name):
		s.V = false // dockerd sets the flag to what it makes of null
	}
	return s
}

// Text returns a setting that is a text. An empty one is the default.
func (f *File) Text(name string) Setting[string] {
	k, _ := keyOf(name)
	s := setting(f, name, func(v string) (string, bool) { return v, true })
	if s.Set && s.V == "" {
		s.V = k.def
	}
	return s
}

// Number returns a setting that is a number.
func (f *File) Number(name string) Setting[int64] {
	parse := func(v string) (int64, bool) {
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	}
	s := setting(f, name, parse)
	if s.Set && s.V == 0 && name != "default-stop-timeout" { // 0 is as good as nothing
		k, _ := keyOf(name)
		s.V, _ = parse(k.def)
	}
	return s
}

// List returns the values of a list or an object of texts, those of the file and then those of flags.
func (f *File) List(name string) []Item {
	e := f.entries[name]
	if e == nil {
		return nil
	}
	return append(e.items[:len(e.items):len(e.items)], e.flags...)
}

// Option returns the value of a name in an object of texts, such as max-size in log-opts.
func (f *File) Option(name, option string) (Item, bool) {
	for _, i := range backward(f.List(name)) {
		if i.Name.Value == option {
			return i, true
		}
	}
	return Item{}, false
}

func backward(items []Item) []Item {
	out := make([]Item, len(items))
	for i := range items {
		out[len(items)-1-i] = items[i]
	}
	return out
}

// Key returns the place of the key that sets something, or of its flag.
func (f *File) Key(name string) (source.Span, bool) {
	e := f.entries[name]
	if e == nil {
		return source.Span{}, false
	}
	return e.key, true
}

// Sets reports whether a setting is made.
func (f *File) Sets(name string) bool { return f.entries[name] != nil }

// node returns the value of a path of keys in the file; encoding/json, which reads it in dockerd, does not mind the case of
// letters below the first.
func (f *File) node(name string, path ...string) *tree.Node {
	e := f.entries[name]
	if e == nil || e.node == nil {
		return nil
	}
	n := e.node
	for _, key := range path {
		var found *tree.Node
		for _, p := range n.Pairs {
			if strings.EqualFold(p.Key.Text.Value, key) {
				found = p.Value
			}
		}
		if found == nil {
			return nil
		}
		n = found
	}
	return n
}
