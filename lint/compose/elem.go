package compose

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// elem is a value of the evaluated project. It is made from a node of a file, or by merging others, and not changed
// afterwards: merging makes new ones that share what stays.
type elem struct {
	kind  kinds // one of kindText, kindInteger, kindNumber, kindBool, kindNull, kindMapping, kindList
	tag   string
	scope *scope
	node  *tree.Node // where it was written; of a merged mapping, the later one
	exp   *expansion // for a scalar that was interpolated
	slots []slot
	gap   bool // something that belongs here was not read

	before   *slot  // what a later file, or what extends it, was put over
	replaced []slot // lists of merged mappings that do not count, since another stands for the whole of them
	removed  []slot // what !reset took away
}

// slot is an entry of a mapping, or an item of a list, which has no key.
type slot struct {
	key source.Text
	val *elem
	via *via
}

// via is one step on the way from a value to the service that has it, the outermost first.
type via struct {
	site  source.Span // where the step is taken; zero for one that does not move the place to report
	note  source.Note
	inner *via
	steps int // this one and the inner ones
}

// maxSteps bounds the steps that are kept: a chain of extends may be thousands long.
const maxSteps = 20

// under puts outer steps around those of a value.
func (v *via) under(outer *via) *via {
	switch {
	case v == nil:
		return outer
	case outer == nil:
		return v
	}
	inner := v.under(outer.inner)
	return &via{site: outer.site, note: outer.note, inner: inner, steps: inner.steps + 1}
}

// noted puts a step around those of a value that tells something but leaves the place to report.
func (v *via) noted(note source.Note) *via {
	if v == nil {
		return &via{note: note, steps: 1}
	}
	if v.steps >= maxSteps {
		return v
	}
	return &via{note: note, inner: v, steps: v.steps + 1}
}

// place returns where a value stands for its service: the site of the outermost step that has one, else own.
func (v *via) place(own source.Span) source.Span {
	for ; v != nil; v = v.inner {
		if !v.site.IsZero() {
			return v.site
		}
	}
	return own
}

// notes lists the steps, the innermost first.
func (v *via) notes() []source.Note {
	if v == nil {
		return nil
	}
	out := make([]source.Note, 0, v.steps)
	for ; v != nil; v = v.inner {
		out = append(out, v.note)
	}
	slices.Reverse(out)
	return out
}

// scope is what the values of one file share.
type scope struct {
	file *source.File
	dir  string // where relative paths start, relative to the root of the tree
	env  *environment
}

// get returns the entry of a key, nil if the mapping has none.
func (e *elem) get(key string) *slot {
	if e == nil {
		return nil
	}
	for i := range e.slots {
		if e.slots[i].key.Value == key {
			return &e.slots[i]
		}
	}
	return nil
}

// size returns the number of values that the value holds, itself included. It stops to count above most.
func (e *elem) size(most int) int {
	n := 1
	for i := 0; i < len(e.slots) && n <= most; i++ {
		n += e.slots[i].val.size(most - n)
	}
	return n
}

// children returns the entries of a mapping with their steps joined to outer ones.
func (e *elem) children(outer *via) []slot {
	if outer == nil {
		return e.slots
	}
	out := make([]slot, len(e.slots))
	for i, s := range e.slots {
		out[i] = slot{s.key, s.val, s.via.under(outer)}
	}
	return out
}

// span is the value as written.
func (e *elem) span() source.Span {
	switch {
	case e.node == nil:
		return source.Span{}
	case e.node.Tagged && e.node.Kind == tree.Scalar:
		return e.node.Whole()
	}
	return e.node.Span
}

// text is a scalar as it reads after interpolation.
func (e *elem) text() source.Text {
	switch {
	case e.exp != nil:
		return e.exp.text
	case e.node != nil:
		return e.node.Text
	}
	return source.Text{}
}

// raw is a scalar as it is written, before interpolation.
func (e *elem) raw() source.Text {
	switch {
	case e.exp != nil && !e.exp.raw.IsZero():
		return e.exp.raw
	case e.exp != nil && e.exp.whole != nil:
		return e.exp.text
	case e.node != nil:
		return e.node.Text
	}
	return source.Text{}
}

// string is what Compose makes of a scalar where it wants a text: numbers and truth values in their plain forms.
func (e *elem) string() string {
	t := e.text().Value
	switch e.kind {
	case kindBool:
		return strings.ToLower(t)
	case kindInteger:
		if n, ok := integer(t); ok {
			return strconv.FormatInt(n, 10)
		}
	case kindNumber:
		if f, err := strconv.ParseFloat(strings.ReplaceAll(t, "_", ""), 64); err == nil && !math.IsInf(f, 0) {
			return fmt.Sprint(f)
		}
	case kindNull:
		return ""
	}
	return t
}

// known reports whether no variable without a value takes part in the scalar.
func (e *elem) known() bool { return e.exp == nil || len(e.exp.missing) == 0 }

// integer reads a number as YAML does: 0o17 and 017 are octal, 0x1f, 0b1 and 1_000 are allowed.
func integer(t string) (int64, bool) {
	n, err := strconv.ParseInt(strings.ReplaceAll(t, "_", ""), 0, 64)
	return n, err == nil
}

// kindOf returns the kind of a node as compose-go sees it after decoding.
func kindOf(n *tree.Node) kinds {
	switch n.Kind {
	case tree.Mapping:
		return kindMapping
	case tree.Sequence:
		return kindList
	}
	switch n.Tag {
	case "!!null":
		return kindNull
	case "!!bool":
		return kindBool
	case "!!int":
		return kindInteger
	case "!!float":
		return kindNumber
	}
	if (n.Tag == tagReset || n.Tag == tagOverride) && n.Style == tree.Plain {
		return plainKind(n.Text.Value)
	}
	return kindText
}

// The tags that Compose adds to YAML.
const (
	tagReset    = "!reset"
	tagOverride = "!override"
)

// plainKind resolves a plain scalar whose own tag hides the one that YAML gives it.
func plainKind(t string) kinds {
	switch t {
	case "", "~", "null", "Null", "NULL":
		return kindNull
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return kindBool
	}
	if _, ok := integer(t); ok {
		return kindInteger
	}
	if _, err := strconv.ParseFloat(t, 64); err == nil {
		return kindNumber
	}
	return kindText
}

// converter turns the nodes of one file into elements. Aliases share what they stand for.
type converter struct {
	*evaluator
	scope *scope
	seen  map[*tree.Node]*elem
	path  []string // of the value at hand, for the keys of problems
}

func (c *converter) elem(n *tree.Node) *elem {
	if n.Target != nil {
		n = n.Target
	}
	if n.Anchor != "" {
		if e, ok := c.seen[n]; ok {
			return e
		}
	}
	e := &elem{kind: kindOf(n), scope: c.scope, node: n}
	if n.Tagged {
		e.tag = n.Tag
		c.resets = c.resets || n.Tag == tagReset || n.Tag == tagOverride
	}
	switch e.kind {
	case kindMapping:
		c.mapping(e, n)
	case kindList:
		e.slots = make([]slot, 0, len(n.Items))
		for _, item := range n.Items {
			if item.Tag == tagReset && item.Tagged {
				continue
			}
			e.slots = append(e.slots, slot{val: c.elem(item), via: step(item)})
		}
	case kindText:
		if strings.IndexByte(n.Text.Value, '$') >= 0 {
			e.exp = c.expand(n.Text)
		}
	}
	if n.Anchor != "" {
		c.seen[n] = e
	}
	return e
}

func (c *converter) mapping(e *elem, n *tree.Node) {
	entries := n.Entries(func(bad *tree.Node) {
		c.problem(source.Malformed, bad.Span, c.key("<<"), "only mappings can be merged with <<")
	})
	merges := 0
	for _, p := range n.Pairs {
		if p.IsMerge() {
			if merges++; merges == 2 {
				c.problem(source.Refused, p.Key.Span, c.key("<<"), "the merge key << stands twice; merge a list of both instead")
			}
		}
	}
	e.slots = make([]slot, 0, len(entries))
	for _, p := range entries {
		if p.Key.Kind != tree.Scalar || !p.Key.IsString() {
			c.problem(source.Refused, p.Key.Span, c.key(clip(p.Key.Text.Value)), "keys are text: put this one in quotes")
			continue
		}
		c.path = append(c.path, p.Key.Text.Value)
		s := slot{key: p.Key.Text.WithSpan(p.Key.Span), val: c.elem(p.Value), via: step(p.Value)}
		c.path = c.path[:len(c.path)-1]
		if p.Merge != nil {
			note := source.Note{Span: p.Value.Span, Message: "it is set here, and merged"}
			s.via = s.via.under(&via{steps: 1, site: p.Merge.Span, note: note})
		}
		e.slots = append(e.slots, s)
	}
	if merges > 0 {
		c.replaced(e, n)
	}
}

// key makes the key of a problem.
func (c *converter) key(name string) string {
	return strings.Join(append(c.path[:len(c.path):len(c.path)], name), ".")
}

// step is the step of an alias, nil for all else.
func step(n *tree.Node) *via {
	if n.Target == nil {
		return nil
	}
	note := source.Note{Span: n.Target.Whole(), Message: "the anchor &" + clip(n.Target.Anchor) + " is here"}
	return &via{steps: 1, site: n.Span, note: note}
}

// clip cuts a name for a message.
func clip(name string) string {
	if len(name) > 60 {
		return strings.ToValidUTF8(name[:57], "") + "..."
	}
	return name
}
