package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Value is a setting with the place that gives it. Without one it is not given.
type Value[T any] struct {
	Value T
	Span  source.Span
}

// Given reports whether a file gives the value.
func (v Value[T]) Given() bool { return !v.Span.IsZero() }

// kind says what a text means, beyond being a text.
type kind string

const (
	anyText   kind = ""
	preset    kind = "preset"
	severity  kind = "severity"
	threshold kind = "threshold" // a severity, or never
	ruleID    kind = "rule"
	pattern   kind = "pattern"
	registry  kind = "registry"
	date      kind = "date"
	labelType kind = "label"
	subject   kind = "subject"
)

// words are the only texts of a kind, or nil.
func (k kind) words() []string {
	switch k {
	case preset:
		return Presets
	case severity:
		return Severities
	case threshold:
		return append(slices.Clone(Severities), Never)
	case subject:
		return Subjects
	case labelType:
		var types []string
		for _, t := range label.Types {
			types = append(types, string(t))
		}
		return types
	}
	return nil
}

// decoder reads a settings file and gathers what is wrong with it.
type decoder struct {
	rules    []Rule
	problems []Problem
}

func (d *decoder) fault(at *tree.Node, format string, args ...any) {
	span := at.Whole()
	if span.Len() > 0 {
		span = span.FirstLine()
	}
	d.problems = append(d.problems, Problem{span, fmt.Sprintf(format, args...)})
}

// setting is a type of document.go. It reads itself from a node; name is the key it stands under, for messages.
type setting interface {
	decode(d *decoder, name string, n *tree.Node, k kind)
}

type (
	text    Value[string]
	boolean Value[bool]
	number  Value[int]
	texts   []Value[string]
	textMap map[string]Value[string]
)

func (t *text) decode(d *decoder, name string, n *tree.Node, k kind) {
	if n.Kind != tree.Scalar || n.IsNull() || !n.IsString() && k != date {
		d.fault(n, "%s wants a text; put one in quotes", name)
		return
	}
	if message := d.check(n.Text.Value, k); message != "" {
		d.fault(n, "%s: %s", name, message)
		return
	}
	*t = text{n.Text.Value, n.Span}
}

func (f *boolean) decode(d *decoder, name string, n *tree.Node, _ kind) {
	value, err := strconv.ParseBool(n.Text.Value)
	if n.Tag != "!!bool" || err != nil {
		d.fault(n, "%s wants true or false", name)
		return
	}
	*f = boolean{value, n.Span}
}

func (i *number) decode(d *decoder, name string, n *tree.Node, _ kind) {
	value, err := strconv.Atoi(n.Text.Value)
	if n.Tag != "!!int" || err != nil {
		d.fault(n, "%s wants a whole number", name)
		return
	}
	*i = number{value, n.Span}
}

func (l *texts) decode(d *decoder, name string, n *tree.Node, k kind) {
	if n.Kind != tree.Sequence {
		d.fault(n, "%s wants a list; begin each item with a dash", name)
		return
	}
	for _, item := range n.Items {
		var t text
		if t.decode(d, name, item, k); !t.Span.IsZero() {
			*l = append(*l, Value[string](t))
		}
	}
}

// oneOrMore is a list that may be written as a single text.
type oneOrMore struct{ texts }

func (l *oneOrMore) decode(d *decoder, name string, n *tree.Node, k kind) {
	if n.IsString() {
		var t text
		if t.decode(d, name, n, k); !t.Span.IsZero() {
			l.texts = texts{Value[string](t)}
		}
		return
	}
	if n.Kind != tree.Sequence {
		d.fault(n, "%s wants a name or a list of names", name)
		return
	}
	l.texts.decode(d, name, n, k)
}

func (m *textMap) decode(d *decoder, name string, n *tree.Node, _ kind) {
	if n.Kind != tree.Mapping {
		d.fault(n, "%s wants pairs of NAME: value", name)
		return
	}
	*m = textMap{}
	for _, p := range n.Pairs {
		switch {
		case !d.plain(p, name):
		case p.Value.Kind != tree.Scalar || p.Value.IsNull():
			d.fault(orKey(p), "%s.%s wants a value", name, p.Key.Text.Value)
		default:
			(*m)[p.Key.Text.Value] = Value[string]{p.Value.Text.Value, p.Value.Span}
		}
	}
}

// orKey returns the value of a pair or, when nothing is written, its key: faults need a place that can be seen.
func orKey(p tree.Pair) *tree.Node {
	if p.Value.Whole().Len() == 0 {
		return p.Key
	}
	return p.Value
}

// plain reports whether the key of a pair is a plain text, and says so if not.
func (d *decoder) plain(p tree.Pair, name string) bool {
	switch {
	case p.IsMerge():
		d.fault(p.Key, "merge keys do not work here; write the settings out")
	case p.Key.Kind != tree.Scalar:
		d.fault(p.Key, "%s wants texts for keys", name)
	default:
		return true
	}
	return false
}

// check returns what is wrong with a text of a kind, or nothing.
func (d *decoder) check(value string, k kind) string {
	switch k {
	case ruleID:
		return unknownRule(d.rules, value)
	case pattern:
		return checkPattern(value)
	case registry:
		if err := image.CheckPattern(value); err != nil {
			return err.Error()
		}
	case date:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return fmt.Sprintf("%q is not a date; write it as in 2026-12-31", value)
		}
	}
	if words := k.words(); words != nil && !slices.Contains(words, value) {
		switch list := strings.Join(words, ", "); k {
		case threshold:
			return fmt.Sprintf("%q is no severity; use one of %s", value, list)
		case labelType:
			return fmt.Sprintf("%q is no type of a label; use one of %s", value, list)
		default:
			return fmt.Sprintf("there is no %s %q; use one of %s", k, value, list)
		}
	}
	return ""
}

// unknownRule returns what to say of a name that is no rule's id, or nothing for an id.
func unknownRule(rules []Rule, name string) string {
	if slices.ContainsFunc(rules, func(r Rule) bool { return r.ID == name }) {
		return ""
	}
	ids := resolve(rules, name)
	switch {
	case codeOf(rules, name) != "":
		return fmt.Sprintf("%s is the code of single findings; list it in %s of %s", name, IgnoredCodes, ids[0])
	case len(ids) > 0:
		return fmt.Sprintf("%s is another tool's name; write %s", name, strings.Join(ids, " or "))
	}
	ids = make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return fmt.Sprintf("no rule is named %q%s", name, didYouMean(name, ids, "see plimsoll rules"))
}

func didYouMean(name string, names []string, otherwise string) string {
	if near := spell.Nearest(name, names); near != "" {
		return "; did you mean " + near + "?"
	}
	if otherwise == "" {
		otherwise = "use one of " + strings.Join(names, ", ")
	}
	return "; " + otherwise
}

// checkPattern returns what is wrong with a pattern of paths. Alternatives multiply the cost of a match, so they are
// few.
func checkPattern(p string) string {
	switch {
	case p == "":
		return "the pattern is empty; use ** for every file"
	case strings.HasPrefix(p, "/") || p == ".." || strings.HasPrefix(p, "../"):
		return fmt.Sprintf("%q leaves the folder of the settings file; patterns are relative to it", p)
	case len(p) > 1000 || strings.Count(p, "{") > 4 || strings.Count(p, ",") > 16:
		return "the pattern is too long or has too many alternatives; split it"
	case !doublestar.ValidatePattern(p):
		return fmt.Sprintf("%q is no pattern; close its brackets and braces", p)
	}
	return ""
}

// decodeStruct reads a mapping into the fields of a struct, which carry their key in the tag "key".
func (d *decoder) decodeStruct(into any, name string, n *tree.Node) {
	if n.Kind != tree.Mapping {
		d.fault(n, "%s wants settings, as in KEY: value", name)
		return
	}
	v := reflect.ValueOf(into).Elem()
	fields := fieldsOf(v.Type())
	for _, p := range n.Pairs {
		if !d.plain(p, name) {
			continue
		}
		key := p.Key.Text.Value
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		if i < 0 {
			keys := make([]string, len(fields))
			for i, f := range fields {
				keys[i] = f.key
			}
			d.fault(p.Key, "unknown key %q%s", key, didYouMean(key, keys, ""))
			continue
		}
		if p.Value.IsNull() {
			d.fault(orKey(p), "%s has no value; give it one or remove it", key)
			continue
		}
		v.FieldByIndex(fields[i].index).Addr().Interface().(setting).decode(d, key, p.Value, fields[i].kind)
	}
	for _, f := range fields {
		if _, ok := n.Pair(f.key); f.required && !ok {
			d.fault(n, "%s wants %s", name, f.key)
		}
	}
}
