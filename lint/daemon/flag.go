package daemon

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/systemd"
)

// Start takes over the flags with which a systemd unit and its drop-ins, in their order, start dockerd. A flag whose setting the
// file has as well is a conflict, but for addresses of runtimes, which dockerd joins.
func (f *File) Start(units ...*systemd.Unit) {
	words := systemd.Start(units...)
	if len(words) == 0 || !Starts(words) {
		return
	}
	words = words[1:]
	for i := 0; i < len(words); i++ {
		w := words[i]
		if !w.Known && !strings.HasPrefix(w.Text.Value, "-") {
			f.Complete = false // it may hold any flags
			continue
		}
		name, value, at := cutFlag(w)
		k, ok := ofFlag(name)
		if !ok {
			if name == "config-file" {
				f.Complete = false // the settings are elsewhere
			}
			continue
		}
		switch {
		case at:
		case k.kind == boolean:
			value = source.Placed("true", w.Text.Span)
		case i+1 < len(words):
			i++
			value = words[i].Text
		}
		f.flag(k, Item{Text: value, Span: w.Text.Span.Join(value.Span), Known: w.Known && words[i].Known})
	}
}

// Starts reports whether a command starts dockerd.
func Starts(words []systemd.Word) bool {
	return len(words) > 0 && path.Base(words[0].Text.Value) == "dockerd"
}

// cutFlag splits a word into the long name of a flag and the value in it, if there is one.
func cutFlag(w systemd.Word) (name string, value source.Text, has bool) {
	text := w.Text
	if rest, ok := strings.CutPrefix(text.Value, "--"); ok {
		if i := strings.IndexByte(rest, '='); i >= 0 {
			return rest[:i], text.Slice(i+3, len(text.Value)), true
		}
		return rest, source.Text{}, false
	}
	rest, ok := strings.CutPrefix(text.Value, "-")
	if !ok || rest == "" {
		return "", source.Text{}, false
	}
	name = longFlag(rest[:1])
	switch from := 2; {
	case len(rest) == 1 || name == "debug":
		return name, source.Text{}, false
	default:
		if rest[1] == '=' {
			from++
		}
		return name, text.Slice(from, len(text.Value)), true
	}
}

// flag takes over one flag.
func (f *File) flag(k key, i Item) {
	e := f.entries[k.name]
	if n := f.node("proxies", k.name); n != nil {
		f.Conflicts = append(f.Conflicts, Conflict{Name: k.name, Flag: i.Span, File: n.Span})
	}
	if at, ok := f.below[k.name]; ok {
		f.Conflicts = append(f.Conflicts, Conflict{Name: k.name, Flag: i.Span, File: at})
	}
	if e == nil {
		e = &entry{key: i.Span}
		f.entries[k.name] = e
	} else if e.node != nil && k.name != "runtimes" {
		f.Conflicts = append(f.Conflicts, Conflict{Name: k.name, Flag: i.Span, File: e.key})
	}
	if k.kind == textMap || k.kind == boolMap || k.kind == object {
		if at := strings.IndexByte(i.Text.Value, '='); at >= 0 {
			i.Name, i.Text = i.Text.Slice(0, at), i.Text.Slice(at+1, len(i.Text.Value))
		}
	}
	e.flags = append(e.flags, i)
}
