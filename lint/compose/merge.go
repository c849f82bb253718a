package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// merge puts a later value over an earlier one by the rules of compose-go's override package. The outer steps of each
// side are those of the slot that holds it, and move to its children, as these mix.
func (l *evaluator) merge(base, over slot, s *spec) slot {
	if over.val.tag == tagOverride || over.val.tag == tagReset {
		return over
	}
	var rule mergeRule
	if s != nil {
		rule = s.merge
	}
	switch rule {
	case mergeReplace:
		return over
	case mergeKeyed:
		return l.mergeKeyed(keyed(base), keyed(over))
	case mergeList:
		return mergeLists(listed(base), listed(over))
	case mergeNames:
		return l.mergeMappings(names(base), names(over), s)
	case mergeBuild:
		return l.mergeMappings(built(base), built(over), s)
	case mergeLogging:
		b, o := base.val.get("driver"), over.val.get("driver")
		if b != nil && o != nil && b.val.string() != o.val.string() {
			return over
		}
	case mergeUlimit:
		if base.val.kind != kindMapping || over.val.kind != kindMapping {
			return over
		}
	}
	switch {
	case over.val.kind == kindNull:
		return base
	case base.val.kind == kindMapping && over.val.kind == kindMapping:
		return l.mergeMappings(base, over, s)
	case base.val.kind == kindList && over.val.kind == kindList:
		return mergeLists(base, over)
	case base.val.kind == kindMapping || base.val.kind == kindList:
		l.problem(source.Refused, over.via.place(over.val.span()), "merge."+clip(over.key.Value),
			fmt.Sprintf("%s cannot go over %s of the same name", kindWord(over.val.kind), kindWord(base.val.kind)),
			source.Note{Span: base.val.span(), Message: "it is " + kindWord(base.val.kind) + " here"})
	}
	return over
}

func kindWord(k kinds) string {
	if k == kindMapping || k == kindList {
		return k.String()
	}
	return "a single value"
}

// mergeMappings joins two mappings key by key.
func (l *evaluator) mergeMappings(base, over slot, s *spec) slot {
	out := &elem{kind: kindMapping, scope: over.val.scope, node: over.val.node, gap: base.val.gap || over.val.gap}
	out.slots = make([]slot, 0, len(base.val.slots)+len(over.val.slots))
	out.slots = append(out.slots, base.val.children(base.via)...)
	var at map[string]int
	if len(out.slots) > 16 {
		at = make(map[string]int, len(out.slots))
		for i, x := range out.slots {
			at[x.key.Value] = i
		}
	}
	bases := len(out.slots)
	for _, x := range over.val.children(over.via) {
		var i int
		var ok bool
		if at != nil {
			i, ok = at[x.key.Value]
		} else {
			for i = 0; i < bases; i++ {
				if ok = out.slots[i].key.Value == x.key.Value; ok {
					break
				}
			}
		}
		if !ok {
			out.slots = append(out.slots, x)
			continue
		}
		key := x.key
		if s != nil && s.names {
			key = out.slots[i].key // a service or network keeps the place where it is first named
		}
		before := out.slots[i]
		out.slots[i] = l.merge(before, x, s.field(x.key.Value))
		out.slots[i].key = key
		if s != nil && s.names {
			out.slots[i].val = out.slots[i].val.over(&before)
		}
	}
	out.replaced = slices.Concat(base.val.replaced, over.val.replaced)
	return slot{key: over.key, val: out}
}

// mergeLists appends the items of one list to another, without those that are there.
func mergeLists(base, over slot) slot {
	out := &elem{kind: kindList, scope: over.val.scope, node: over.val.node, gap: base.val.gap || over.val.gap}
	out.slots = append(make([]slot, 0, len(base.val.slots)+len(over.val.slots)), base.val.children(base.via)...)
	seen := make(map[string]bool, len(out.slots))
	for _, x := range out.slots {
		seen[x.key.Value+"\x00"+x.val.print()] = true
	}
	for _, x := range over.val.children(over.via) {
		if p := x.key.Value + "\x00" + x.val.print(); !seen[p] {
			seen[p] = true
			out.slots = append(out.slots, x)
		}
	}
	return slot{key: over.key, val: out}
}

// print writes a value so that two values print alike if they are equal.
func (e *elem) print() string {
	if e.kind != kindMapping && e.kind != kindList {
		return string(rune('0'+e.kind)) + e.string()
	}
	var b strings.Builder
	b.WriteByte(byte('0' + e.kind))
	keys := make([]string, 0, len(e.slots))
	for _, s := range e.slots {
		p := s.val.print()
		keys = append(keys, fmt.Sprintf("%q:%d:%s", s.key.Value, len(p), p))
	}
	if e.kind == kindMapping {
		slices.Sort(keys)
	}
	for _, k := range keys {
		b.WriteString(k)
	}
	return b.String()
}

// mergeKeyed joins two mappings of plain values: a later value replaces an earlier one.
func (l *evaluator) mergeKeyed(base, over slot) slot {
	out := &elem{kind: kindMapping, scope: over.val.scope, node: over.val.node, gap: base.val.gap || over.val.gap}
	out.slots = uniqueKeys(append(append(make([]slot, 0, len(base.val.slots)+len(over.val.slots)),
		base.val.children(base.via)...), over.val.children(over.via)...))
	return slot{key: over.key, val: out}
}

// uniqueKeys keeps the last of the slots with the same key, at the place of the first.
func uniqueKeys(all []slot) []slot {
	at := make(map[string]int, len(all))
	out := all[:0]
	for _, s := range all {
		if i, ok := at[s.key.Value]; ok {
			out[i] = s
			continue
		}
		at[s.key.Value] = len(out)
		out = append(out, s)
	}
	return out
}

// keyed turns a list of K=V into a mapping; a K alone has a null.
func keyed(s slot) slot {
	if s.val.kind == kindMapping {
		return s
	}
	out := &elem{kind: kindMapping, scope: s.val.scope, node: s.val.node, gap: s.val.gap}
	all := []slot{s}
	if s.val.kind == kindList {
		all = s.val.slots
	}
	for _, item := range all {
		if item.val.kind != kindMapping && item.val.kind != kindList && item.val.kind != kindNull {
			via := item.via
			if s.val.kind != kindList {
				via = nil
			}
			out.slots = append(out.slots, item.val.cut("=", via))
		}
	}
	if s.val.kind == kindList {
		out.slots = uniqueKeys(out.slots)
	}
	return slot{key: s.key, val: out, via: s.via}
}

// cut makes an entry of a text such as K=V, with the separators that may stand between the two.
func (e *elem) cut(separators string, via *via) slot {
	text, raw := e.text(), e.raw()
	i := strings.IndexAny(text.Value, separators)
	if i < 0 {
		return slot{key: text, val: &elem{kind: kindNull, scope: e.scope, node: e.node, exp: &expansion{whole: e}}, via: via}
	}
	x := &expansion{text: text.Slice(i+1, len(text.Value)), whole: e}
	x.shipped = x.text.Value
	if e.exp != nil {
		x.missing, x.related = e.exp.missing, e.exp.related
		_, x.shipped, _ = strings.Cut(e.exp.shipped, text.Value[i:i+1])
	}
	if j := strings.IndexAny(raw.Value, separators); j >= 0 {
		x.raw = raw.Slice(j+1, len(raw.Value))
	}
	return slot{key: text.Slice(0, i), val: &elem{kind: kindText, scope: e.scope, node: e.node, exp: x}, via: via}
}

// listed turns a single value into a list of it. A mapping, of hosts, stays one.
func listed(s slot) slot {
	switch s.val.kind {
	case kindList:
		return s
	case kindMapping:
		out := &elem{kind: kindList, scope: s.val.scope, node: s.val.node, slots: s.val.slots}
		return slot{key: s.key, val: out, via: s.via}
	case kindNull:
		return slot{key: s.key, val: &elem{kind: kindList, scope: s.val.scope, node: s.val.node}}
	}
	out := &elem{kind: kindList, scope: s.val.scope, node: s.val.node, slots: []slot{{val: s.val, via: s.via}}}
	return slot{key: s.key, val: out}
}

// names turns a list of names into a mapping of nulls.
func names(s slot) slot {
	if s.val.kind == kindMapping {
		return s
	}
	out := &elem{kind: kindMapping, scope: s.val.scope, node: s.val.node, gap: s.val.gap}
	all := s.val.slots
	if s.val.kind != kindList && s.val.kind != kindNull {
		all = []slot{{val: s.val}}
	}
	for _, item := range all {
		if item.val.kind == kindMapping || item.val.kind == kindList {
			continue
		}
		null := &elem{kind: kindNull, scope: s.val.scope, node: item.val.node, exp: &expansion{whole: item.val}}
		out.slots = append(out.slots, slot{key: item.val.text(), val: null, via: item.via})
	}
	out.slots = uniqueKeys(out.slots)
	return slot{key: s.key, val: out, via: s.via}
}

// built turns the short form of build into the long one.
func built(s slot) slot {
	if s.val.kind == kindMapping {
		return s
	}
	out := &elem{kind: kindMapping, scope: s.val.scope, node: s.val.node, gap: s.val.gap}
	if s.val.kind != kindNull && s.val.kind != kindList {
		out.slots = []slot{{key: source.Placed("context", s.key.Span), val: s.val}}
	}
	return slot{key: s.key, val: out, via: s.via}
}
