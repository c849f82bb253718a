package compose

import "github.com/plimsoll-lint/plimsoll/lint/tree"

// Protection is the part of a service that keeps it in bounds.
type Protection struct {
	User                         String
	Privileged, ReadOnly         Value[bool]
	CapAdd, CapDrop, SecurityOpt List
}

// maxLayers bounds the layers of a service that are kept: a chain of extends may be thousands long.
const maxLayers = 8

// layers reads what was there before the last word on a service.
func (r *reader) layers(s slot, out *Service) {
	for _, gone := range s.val.removed {
		out.Removed = append(out.Removed, gone.key)
	}
	if s.val.before == nil && len(s.val.replaced) == 0 {
		return
	}
	// What does not count is not reported either.
	quiet := *r.evaluator
	quiet.project, quiet.seen = &Project{}, map[problemKey]bool{}
	x := &reader{evaluator: &quiet, gap: true}
	for b := s.val.before; b != nil && len(out.Before) < maxLayers; b = b.val.before {
		out.Before = append(out.Before, x.inside(*b, "").protection())
	}
	if len(s.val.replaced) > 0 {
		replaced := elem{kind: kindMapping, slots: s.val.replaced}
		lists := map[string]*List{"cap_drop": &out.Merged.CapDrop, "security_opt": &out.Merged.SecurityOpt}
		for _, one := range replaced.children(s.via) {
			y := &reader{evaluator: &quiet, gap: true, slots: []slot{one}}
			l := lists[one.key.Value]
			more := y.list(one.key.Value, 0)
			more.Items = append(l.Items, more.Items...)
			*l = more
		}
	}
}

func (r *reader) protection() Protection {
	return Protection{
		User: r.text("user"), Privileged: r.boolean("privileged"), ReadOnly: r.boolean("read_only"),
		CapAdd: r.list("cap_add", keyName), CapDrop: r.list("cap_drop", keyName), SecurityOpt: r.list("security_opt", 0),
	}
}

// over returns the value with what it was put over.
func (e *elem) over(before *slot) *elem {
	out := *e
	out.before = before
	return &out
}

// replaced keeps the lists of merged mappings that do not count.
func (c *converter) replaced(e *elem, n *tree.Node) {
	for _, key := range [...]string{"cap_drop", "security_opt"} {
		if e.get(key) == nil {
			continue
		}
		for _, p := range n.Replaced(key) {
			if p.Value.Kind == tree.Sequence {
				e.replaced = append(e.replaced, slot{key: p.Key.Text, val: c.elem(p.Value)})
			}
		}
	}
}
