// Package daemon reads the settings of the Docker daemon, daemon.json and the flags of its systemd unit, as dockerd itself reads
// them.
package daemon

import (
	"fmt"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/systemd"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// File is one daemon.json, with the flags that a systemd unit adds where one belongs to it.
type File struct {
	// Source is the daemon.json, or where there is none the unit.
	Source *source.File
	// Root is the outermost object, nil where the file holds none.
	Root     *tree.Node
	Problems []source.Problem
	// Complete says that all settings are in sight, so that what is set nowhere has its default.
	Complete bool
	// Ignored is what dockerd reads without a word and does not follow.
	Ignored []Ignored
	// Repeated are keys that stand twice in one object.
	Repeated []Repeated
	// Conflicts are the flags that set what the file sets as well, with which dockerd does not start.
	Conflicts []Conflict

	entries      map[string]*entry
	last         map[string]*tree.Node // the value that counts of each key of Root
	insecureOnce sync.Once
	insecure     []Insecure

	below  map[string]source.Span // settings in groups, which clash with flags all the same
	anyTLS source.Span            // tlsverify in a group: that it is there is looked at, and not what it is
}

// Repeated is a key that stands twice. The last one counts.
type Repeated struct {
	Name        string
	First, Last source.Span // the places of the key
	// Merged says that dockerd joins the two objects.
	Merged bool
}

// Ignored is a setting that dockerd takes without following it.
type Ignored struct {
	Name string
	Key  source.Span
	// Below is the name of the object that it stands in, and that dockerd does not know; empty at the top.
	Below string
	// Meant is the name that would be followed; empty where it is Name itself, at the top.
	Meant string
}

// Conflict is a setting of a flag that the file has as well.
type Conflict struct {
	Name       string
	Flag, File source.Span
}

// entry is what sets one key.
type entry struct {
	key   source.Span
	node  *tree.Node
	items []Item
	flags []Item // in the order given
	// grouped says that it stands in a group, where dockerd takes for false whatever it cannot read as true.
	grouped bool
}

// Parse reads a daemon.json. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *File {
	stream := tree.ParseJSON(src, tree.Limits{})
	f := &File{
		Source: stream.File, Problems: stream.Problems, Complete: len(stream.Problems) == 0, entries: map[string]*entry{},
		below: map[string]source.Span{},
	}
	if len(stream.Docs) == 0 {
		return f
	}
	root := stream.Docs[0]
	switch {
	case root.Kind == tree.Mapping:
		f.Root = root
		f.read()
	case !root.IsNull():
		f.Complete = false
		f.refuse(root.Span.FirstLine(), "root", "daemon.json holds an object: {...}")
	}
	return f
}

// FromUnits returns the settings that a systemd unit and its drop-ins start dockerd with. The daemon.json beside them is not
// known.
func FromUnits(units ...*systemd.Unit) *File {
	f := &File{entries: map[string]*entry{}}
	if len(units) > 0 {
		f.Source = units[len(units)-1].Source
	}
	f.Start(units...)
	f.Complete = false
	return f
}

// Bounds on one file: problems that dockerd would stop at, findings of one kind, values of one setting.
const (
	maxProblems = 100
	maxNoted    = 100
	maxItems    = 1000
)

func (f *File) refuse(at source.Span, key, message string) {
	f.problem(source.Problem{Kind: source.Refused, Span: at, Key: key, Message: message})
}

func (f *File) problem(p source.Problem) {
	switch n := len(f.Problems); {
	case n < maxProblems:
		f.Problems = append(f.Problems, p)
	case n == maxProblems:
		f.Problems = append(f.Problems, source.Problem{
			Kind: source.Unread, Span: p.Span, Key: "problems", Message: "too many problems: no more are reported",
		})
	}
}

// read takes over the entries of the outermost object. As in dockerd an object whose name is no setting is a group: what is in it
// passes the check under its own name, and of that only what is true or false is followed.
func (f *File) read() {
	f.twice(f.Root)
	f.last = make(map[string]*tree.Node, len(f.Root.Pairs))
	for _, p := range f.Root.Pairs {
		f.last[p.Key.Text.Value] = p.Value
	}
	for _, p := range f.Root.Pairs {
		name := p.Key.Text.Value
		k, ok := keyOf(name)
		switch {
		case name == "proxies" && p.Value.Kind == tree.Mapping:
			f.proxies(p)
		case ok && k.known():
			f.take(k, p)
		case f.last[name] != p.Value: // the check reads the last of several
		case p.Value.Kind == tree.Mapping:
			if k, ok := folded(name); ok {
				f.check(k, p) // the check takes it for a group, and the reader, which does not mind case, does not
			}
			f.group(p)
		default:
			f.unknown(p.Key)
		}
	}
	f.validate()
}

func (f *File) take(k key, p tree.Pair) {
	if !k.sets() {
		if k.kind == none && k.flag != "-" && !p.Value.IsNull() { // without a flag it was taken once, and does no harm
			f.passedOver(k.name, "", p.Key)
		}
		return
	}
	f.check(k, p)
	if max(len(p.Value.Items), len(p.Value.Pairs)) > maxItems {
		f.problem(source.Problem{
			Kind: source.Unread, Span: p.Key.Span, Key: k.name, Message: fmt.Sprintf("%s holds more than %d values; the rest is not read", k.name, maxItems),
		})
	}
	e := &entry{key: p.Key.Span, node: p.Value, items: itemsOf(p.Value)}
	if before := f.entries[k.name]; before != nil && p.Value.Kind == tree.Mapping {
		e.items = append(before.items, e.items...) // objects that stand twice are joined
	}
	f.entries[k.name] = e
}

// proxies reads the one object that dockerd knows and takes apart all the same.
func (f *File) proxies(p tree.Pair) {
	f.entries["proxies"] = &entry{key: p.Key.Span, node: p.Value}
	rest := *p.Value
	rest.Pairs = nil
	for _, in := range p.Value.Pairs {
		switch in.Key.Text.Value {
		case "http-proxy", "https-proxy", "no-proxy":
			if !f.fits("proxies", text, in.Value) {
				f.Complete = false
				f.refuse(in.Value.Span.FirstLine(), in.Key.Text.Value, in.Key.Text.Value+" takes a text; dockerd does not start")
			}
		default:
			rest.Pairs = append(rest.Pairs, in)
		}
	}
	f.twice(p.Value)
	if f.last["proxies"] == p.Value { // of several the check reads the last one
		f.group(tree.Pair{Key: p.Key, Value: &rest})
	}
}

// group reads an object that is no setting.
func (f *File) group(p tree.Pair) {
	f.twice(p.Value)
	for _, in := range p.Value.Pairs {
		name := in.Key.Text.Value
		k, ok := keyOf(name)
		switch {
		case !ok || !k.known():
			f.unknown(in.Key)
		case name == "tlsverify":
			f.anyTLS = in.Key.Span
			f.passedOver(name, p.Key.Text.Value, in.Key)
		case k.kind == boolean && flagged(name):
			if f.entries[name] == nil {
				f.entries[name] = &entry{key: in.Key.Span, node: in.Value, items: itemsOf(in.Value), grouped: true}
			}
		default:
			f.passedOver(name, p.Key.Text.Value, in.Key)
		}
	}
}

// flagged reports whether dockerd follows a boolean that stands in a group: it sets the flag, and a few flags are looked at
// before the file is read.
func flagged(name string) bool {
	switch name {
	case "debug", "tls", "tlsverify":
		return false
	}
	return true
}

// passedOver notes a setting that dockerd does not follow.
func (f *File) passedOver(name, below string, at *tree.Node) {
	if below != "" {
		f.below[name] = at.Span
	}
	i := Ignored{Name: name, Key: at.Span, Below: below}
	if k, _ := keyOf(name); k.kind == none {
		switch meant, ok := ofFlag(name); {
		case ok && meant.name == name:
			i.Meant = name + " in proxies"
		case ok:
			i.Meant = meant.name
		}
	}
	if len(f.Ignored) < maxNoted {
		f.Ignored = append(f.Ignored, i)
	}
}

func (f *File) repeated(twice [2]tree.Pair) {
	first, last := twice[0], twice[1]
	if n := len(f.Repeated); n == maxNoted || n > 0 && f.Repeated[n-1].Last == last.Key.Span {
		return // it stands three times
	}
	f.Repeated = append(f.Repeated, Repeated{
		Name: first.Key.Text.Value, First: first.Key.Span, Last: last.Key.Span,
		Merged: first.Value.Kind == tree.Mapping && last.Value.Kind == tree.Mapping,
	})
}

// First returns the place for a finding about something that is not set: the bracket that opens the file, or the first word of
// the unit's command.
func (f *File) First() source.Span {
	switch {
	case f.Root != nil:
		return f.Source.Span(f.Root.Span.Start, f.Root.Span.Start+1)
	case f.Source != nil:
		return f.Source.Span(0, 1)
	}
	return source.Span{}
}
