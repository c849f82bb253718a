package compose

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/docker/go-units"
	"github.com/mattn/go-shellwords"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// reader reads the settings of one mapping.
type reader struct {
	*evaluator
	slots []slot
	path  string // for the keys of problems, such as "services.web.deploy"
	gap   bool   // what is absent is unknown
}

// inside returns a reader of the mapping that a slot holds; of another value, one of nothing.
func (r *reader) inside(s slot, path string) *reader {
	out := &reader{evaluator: r.evaluator, path: r.path + "." + path, gap: r.gap || s.val.gap}
	if s.val.kind == kindMapping {
		out.slots = s.val.children(s.via)
	}
	return out
}

func (r *reader) get(key string) (slot, bool) {
	for _, s := range r.slots {
		if s.key.Value == key && s.val.tag != tagReset {
			return s, true
		}
	}
	return slot{}, false
}

// span is where the value of a slot stands for its service.
func (s slot) span() source.Span {
	own := s.val.span()
	if s.val.exp != nil && s.val.exp.whole != nil {
		own = s.val.exp.text.Span
		if own.IsZero() {
			own = s.val.exp.whole.span()
		}
	}
	if own.Len() == 0 && !s.key.Span.IsZero() {
		own = s.key.Span
	}
	return s.via.place(own)
}

func (s slot) origin() *origin {
	e := s.val
	o := &origin{key: s.key, span: s.span(), related: s.via.notes()}
	if e.kind == kindMapping || e.kind == kindList {
		return o
	}
	o.text, o.raw = e.text(), e.raw()
	if e.exp == nil {
		o.shipped = e.string()
		return o
	}
	o.missing, o.shipped = e.exp.missing, e.exp.shipped
	o.related = append(o.related, e.exp.related...)
	return o
}

// refuse reports a value that Compose refuses.
func (r *reader) refuse(s slot, key, message string) {
	if s.val.known() {
		r.problem(source.Refused, s.span(), r.path+"."+key, message, s.via.notes()...)
	}
}

// text reads a setting that is a text. What is no scalar is set but unknown; the schema check reports it.
func (r *reader) text(key string) String {
	s, ok := r.get(key)
	if !ok {
		return String{Known: !r.gap}
	}
	return s.text()
}

func (s slot) text() String {
	v := String{Set: true, Null: s.val.kind == kindNull, at: s.origin()}
	if s.val.kind != kindMapping && s.val.kind != kindList {
		v.V, v.Known = s.val.string(), s.val.known()
	}
	return v
}

// boolean reads a truth value as Compose casts it, which takes the words of YAML 1.1 as well.
func (r *reader) boolean(key string) Value[bool] {
	s, ok := r.get(key)
	if !ok {
		return Value[bool]{Known: !r.gap}
	}
	v := Value[bool]{Set: true, Null: s.val.kind == kindNull, at: s.origin()}
	switch s.val.kind {
	case kindNull:
		v.Known = true
	case kindBool, kindText:
		switch strings.ToLower(s.val.text().Value) {
		case "true", "y", "yes", "on":
			v.V, v.Known = true, s.val.known()
		case "false", "n", "no", "off":
			v.Known = s.val.known()
		default:
			r.refuse(s, key, fmt.Sprintf("%s is %q, which is neither true nor false", key, clip(s.val.text().Value)))
		}
	}
	return v
}

// integer reads a whole number.
func (r *reader) integer(key string) Value[int64] {
	s, ok := r.get(key)
	if !ok {
		return Value[int64]{Known: !r.gap}
	}
	return r.wholeNumber(s, key)
}

func (r *reader) wholeNumber(s slot, key string) Value[int64] {
	v := Value[int64]{Set: true, Null: s.val.kind == kindNull, Known: s.val.known(), at: s.origin()}
	t := s.val.text().Value
	switch s.val.kind {
	case kindNull:
		return v
	case kindInteger:
		var ok bool
		if v.V, ok = integer(t); ok {
			return v
		}
	case kindNumber:
		f, err := strconv.ParseFloat(strings.ReplaceAll(t, "_", ""), 64)
		if err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			v.V = int64(f)
			return v
		}
	case kindText:
		var err error
		if v.V, err = strconv.ParseInt(t, 10, 64); err == nil {
			return v
		}
	}
	v.V, v.Known = 0, false
	if s.val.kind != kindMapping && s.val.kind != kindList {
		r.refuse(s, key, fmt.Sprintf("%s is %q, which is no whole number that Compose takes", key, clip(t)))
	}
	return v
}

// number reads a number with a fraction.
func (r *reader) number(key string) Value[float64] {
	s, ok := r.get(key)
	if !ok {
		return Value[float64]{Known: !r.gap}
	}
	v := Value[float64]{Set: true, Null: s.val.kind == kindNull, Known: s.val.known(), at: s.origin()}
	t := s.val.text().Value
	switch s.val.kind {
	case kindNull:
		return v
	case kindMapping, kindList:
		v.Known = false
		return v
	case kindInteger:
		if n, ok := integer(t); ok {
			v.V = float64(n)
			return v
		}
	default:
		f, err := strconv.ParseFloat(t, 64)
		if err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			v.V = f
			return v
		}
	}
	v.Known = false
	r.refuse(s, key, fmt.Sprintf("%s is %q, which is no number", key, clip(t)))
	return v
}

// size reads a number of bytes, such as 512m.
func (r *reader) size(key string) Value[int64] {
	s, ok := r.get(key)
	if !ok {
		return Value[int64]{Known: !r.gap}
	}
	v := Value[int64]{Set: true, Null: s.val.kind == kindNull, Known: s.val.known(), at: s.origin()}
	t := s.val.text().Value
	switch s.val.kind {
	case kindNull, kindNumber: // compose-go makes nothing of a fraction
		return v
	case kindMapping, kindList:
		v.Known = false
		return v
	case kindInteger:
		if v.V, ok = integer(t); ok {
			return v
		}
	case kindText:
		var err error
		if v.V, err = strconv.ParseInt(t, 10, 64); err == nil {
			return v
		}
		if v.V, err = units.RAMInBytes(t); err == nil {
			return v
		}
	}
	v.V, v.Known = 0, false
	r.refuse(s, key, fmt.Sprintf("%s is %q, which is no number of bytes", key, clip(t)))
	return v
}

// list reads a list of texts, or a single one. Items with the same key by the rule stand once, the later one counting.
func (r *reader) list(key string, rule keyRule) List {
	s, ok := r.get(key)
	if !ok {
		return List{Known: !r.gap}
	}
	out := List{Set: true, Known: !s.val.gap, Span: s.span(), Key: s.key}
	var at map[string]int
	items := listed(s)
	for _, item := range items.val.children(items.via) {
		v := item.text()
		if rule != 0 {
			name := v.V
			if rule == keyName {
				name, _, _ = strings.Cut(name, "=")
			}
			if at == nil {
				at = map[string]int{}
			}
			if i, ok := at[name]; ok {
				out.Items[i] = v
				continue
			}
			at[name] = len(out.Items)
		}
		out.Items = append(out.Items, v)
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

// command reads a command, an entrypoint or a test. split says whether a single text is split into words.
func (r *reader) command(key string, split bool) Command {
	s, ok := r.get(key)
	if !ok {
		return Command{Known: !r.gap}
	}
	out := Command{Set: true, Null: s.val.kind == kindNull, Known: true, Span: s.span(), Key: s.key}
	switch s.val.kind {
	case kindNull:
	case kindMapping:
		out.Known = false
	case kindList:
		for _, item := range s.val.children(s.via) {
			v := item.text()
			out.Known = out.Known && v.Known
			out.Words = append(out.Words, v)
		}
	default:
		out.Shell, out.Text = true, s.text()
		out.Known = out.Text.Known
		if split && !r.splittable(s) {
			out.Known = false
			r.problem(source.Unread, s.span(), r.path+"."+key, key+" is too long to be split into words")
		} else if split {
			out.Words = r.words(s, key)
		}
	}
	return out
}

// maxSplit bounds what the splitting of the commands of one project costs, which grows with the square of their lengths:
// to a single one of 64 kB, or many short ones. Linux takes no argument above 128 kB.
const maxSplit = 1 << 32

func (r *reader) splittable(s slot) bool {
	n := int64(len(s.val.text().Value))
	r.split += n * n
	return r.split <= maxSplit
}

// words splits a text as a shell would. compose-go's splitter decides; the place of a word is found by looking for it.
func (r *reader) words(s slot, key string) []String {
	text := s.val.text()
	words, err := shellwords.Parse(text.Value)
	if err != nil {
		r.refuse(s, key, fmt.Sprintf("%s cannot be split into words: a quote is not closed", key))
		return nil
	}
	whole := s.origin()
	out := make([]String, 0, len(words))
	at := 0
	for _, w := range words {
		o := *whole
		if i := strings.Index(text.Value[at:], w); i >= 0 && w != "" {
			o.text = text.Slice(at+i, at+i+len(w))
			o.span = s.via.place(o.text.Span)
			at += i + len(w)
		} else {
			o.text = source.Placed(w, text.Span)
		}
		o.raw, o.shipped = o.text, w
		out = append(out, String{V: w, Set: true, Known: s.val.known(), at: &o})
	}
	return out
}
