package compose

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// unique is a list whose items have keys. Of two with the same key the later one counts, at the place of the first.
type unique[T any] struct {
	items []T
	at    map[string]int
}

func (u *unique[T]) add(key string, item T) {
	if i, ok := u.at[key]; ok {
		u.items[i] = item
		return
	}
	if u.at == nil {
		u.at = map[string]int{}
	}
	u.at[key] = len(u.items)
	u.items = append(u.items, item)
}

// list reads a list of texts, or a single one. Items with the same key by the rule stand once, the later one counting.
func (r *reader) list(key string, rule keyRule) List {
	s, ok := r.get(key)
	if !ok {
		return List{Known: !r.gap}
	}
	out := List{Set: true, Known: !s.val.gap, Span: s.span(), Key: s.key}
	var once unique[String]
	items := listed(s)
	for _, item := range items.val.children(items.via) {
		v := item.text()
		switch rule {
		case 0:
			out.Items = append(out.Items, v)
		case keyName:
			name, _, _ := strings.Cut(v.V, "=")
			once.add(name, v)
		default:
			once.add(v.V, v)
		}
	}
	if rule != 0 {
		out.Items = once.items
	}
	return out
}

// entries reads keys with values in either form.
func (r *reader) entries(key string) Entries {
	s, ok := r.get(key)
	if !ok {
		return Entries{Known: !r.gap}
	}
	out := Entries{Set: true, Known: !s.val.gap, Span: s.span(), Key: s.key}
	k := keyed(s)
	for _, item := range k.val.children(k.via) {
		out.Items = append(out.Items, item.entry())
	}
	return out
}

func (s slot) entry() Entry {
	e := Entry{Key: s.key, Value: s.text(), Span: s.span()}
	own := s.val.span()
	if x := s.val.exp; x != nil && x.whole != nil {
		own = x.whole.span()
	}
	e.Span = s.via.place(s.key.Span.Join(own))
	if s.val.kind == kindNull {
		e.Value = String{Known: true}
	}
	return e
}

// inherited reads the entries of which a key alone takes its value from the environment of Compose.
func (r *reader) inherited(key string) Entries {
	out := r.entries(key)
	s, ok := r.get(key)
	if !ok {
		return out
	}
	for i := range out.Items {
		e := &out.Items[i]
		if e.Value.Set {
			continue
		}
		e.Inherited, e.Value = true, String{}
		env := r.env
		if s.val.scope != nil {
			env = s.val.scope.env
		}
		if v, ok := env.lookup(e.Key.Value); ok {
			o := &origin{key: e.Key, text: source.Placed(v.text, e.Key.Span), span: e.Span, shipped: v.text}
			if !v.at.IsZero() {
				o.related = []source.Note{{Span: v.at, Message: clip(e.Key.Value) + " is set here"}}
			}
			e.Value = String{V: v.text, Set: true, Known: true, at: o}
		}
	}
	return out
}

// hosts reads extra_hosts: name and address with '=' or ':' between them, or a mapping to one address or several.
func (r *reader) hosts(key string) Entries {
	s, ok := r.get(key)
	if !ok {
		return Entries{Known: !r.gap}
	}
	out := Entries{Set: true, Known: !s.val.gap, Span: s.span(), Key: s.key}
	for _, item := range s.val.children(s.via) {
		switch {
		case item.val.kind == kindList:
			for _, ip := range item.val.children(item.via) {
				ip.key = item.key
				out.Items = append(out.Items, ip.entry())
			}
		case item.key.IsZero() && item.val.kind != kindMapping:
			separator := "="
			if !strings.Contains(item.val.string(), separator) {
				separator = ":"
			}
			out.Items = append(out.Items, item.val.cut(separator, item.via).entry())
		default:
			out.Items = append(out.Items, item.entry())
		}
	}
	return out
}
