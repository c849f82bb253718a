package compose

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/docker/go-units"

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
		case "true":
			v.V, v.Known = true, s.val.known()
		case "false":
			v.Known = s.val.known()
		case "y", "yes", "on":
			v.V, v.Known = true, s.val.known()
			r.old(v)
		case "n", "no", "off":
			v.Known = s.val.known()
			r.old(v)
		default:
			r.refuse(s, key, fmt.Sprintf("%s is %q, which is neither true nor false", key, clip(s.val.text().Value)))
		}
	}
	return v
}

// old keeps a truth value that is written in the words of YAML 1.1. What services share is kept once.
func (l *evaluator) old(v Value[bool]) {
	at := v.Text().Span
	if !v.Known || at.IsZero() || l.olds[at] {
		return
	}
	if l.olds == nil {
		l.olds = map[source.Span]bool{}
	}
	l.olds[at] = true
	l.project.OldBooleans = append(l.project.OldBooleans, v)
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
