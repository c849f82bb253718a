package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// document is a settings file. Its types and tags are the one place that says what may stand in it: "key" is the key,
// "kind" narrows a text, "default" and "doc" are for people.
type document struct {
	Version number `key:"version" default:"1" doc:"The version of this format. Only 1 exists."`

	Preset oneOrMore `key:"preset" kind:"preset" default:"security" doc:"The rules to run."`

	FailOn text `key:"fail-on" kind:"threshold" default:"high" doc:"The lowest severity that makes the exit code 1."`

	Rules ruleMap `key:"rules" doc:"What holds for single rules."`

	Ignore waivers `key:"ignore" doc:"Findings that are accepted."`

	Paths paths `key:"paths" doc:"Which files to lint."`

	TrustedRegistries texts `key:"trusted-registries" kind:"registry" doc:"Where images may come from: ghcr.io/acme/*."`

	Labels labelMap `key:"labels" kind:"label" doc:"The labels that an image is to have, and what their values are."`

	StrictLabels boolean `key:"strict-labels" default:"false" doc:"Whether labels that labels does not name are reported."`

	BuildArgs textMap `key:"build-args" doc:"Values for ARG, as docker build --build-arg gives them."`

	RequireReason boolean `key:"require-reason" default:"false" doc:"Whether findings are only ignored with a reason."`

	RequireOwner boolean `key:"require-owner" default:"false" doc:"Whether entries of ignore have to name an owner."`

	RequireUntil boolean `key:"require-until" default:"false" doc:"Whether findings are only ignored up to a day."`

	InlineIgnores boolean `key:"inline-ignores" default:"true" doc:"Whether comments may silence findings."`

	// hadolint is set where the document was made of a settings file of hadolint.
	hadolint *hadolintFile
}

type paths struct {
	Exclude texts `key:"exclude" kind:"pattern" doc:"Files and folders that are not linted; explicit arguments still are."`
}

func (p *paths) decode(d *decoder, name string, n *tree.Node, _ kind) { d.decodeStruct(p, name, n) }

// waiver is an entry of ignore.
type waiver struct {
	Rule    text `key:"rule" kind:"rule" required:"true" doc:"The rule."`
	Path    text `key:"path" kind:"pattern" default:"**" doc:"The files and folders."`
	Service text `key:"service" doc:"The Compose service; without one, whatever the finding is about."`
	Stage   text `key:"stage" doc:"The stage of a Dockerfile, by its name, or by its number from 0 if it has none."`
	Reason  text `key:"reason" doc:"Why the findings are accepted."`
	Owner   text `key:"owner" doc:"Who answers for the entry."`
	Until   text `key:"until" kind:"date" doc:"The last day of the entry (UTC), as in 2026-12-31."`

	span source.Span
}

type waivers []waiver

func (w *waivers) decode(d *decoder, name string, n *tree.Node, _ kind) {
	if n.Kind != tree.Sequence {
		d.fault(n, "%s wants a list; begin each entry with \"- rule:\"", name)
		return
	}
	for _, item := range n.Items {
		entry := waiver{span: item.Whole()}
		d.decodeStruct(&entry, "an entry of "+name, item)
		*w = append(*w, entry)
	}
}

// labelMap gives labels their types.
type labelMap map[string]Value[string]

func (m *labelMap) decode(d *decoder, name string, n *tree.Node, k kind) {
	if n.Kind != tree.Mapping {
		d.fault(n, "%s wants pairs of NAME: type, as in org.opencontainers.image.licenses: spdx", name)
		return
	}
	*m = labelMap{}
	for _, p := range n.Pairs {
		if !d.plain(p, name) {
			continue
		}
		key := p.Key.Text.Value
		if p.Value.IsNull() {
			d.fault(orKey(p), "%s.%s wants a type; use one of %s", name, key, strings.Join(k.words(), ", "))
			continue
		}
		var t text
		if t.decode(d, name+"."+key, p.Value, k); !t.Span.IsZero() {
			(*m)[key] = Value[string](t)
		}
	}
}

// Off and On are the settings of a rule that are no severity.
const (
	Off = "off"
	On  = "on"
)

// ruleSetting is what a file says of one rule: a state (off, on or a severity), or a mapping of a severity and
// options.
type ruleSetting struct {
	key     source.Span
	state   text
	options map[string]Value[any]
}

type ruleMap map[string]ruleSetting

func (m *ruleMap) decode(d *decoder, name string, n *tree.Node, _ kind) {
	if n.Kind != tree.Mapping {
		d.fault(n, "%s wants rules, as in root-user: off", name)
		return
	}
	*m = ruleMap{}
	for _, p := range n.Pairs {
		if !d.plain(p, name) {
			continue
		}
		id := p.Key.Text.Value
		if message := unknownRule(d.rules, id); message != "" {
			d.fault(p.Key, "%s", message)
			continue
		}
		i := slices.IndexFunc(d.rules, func(r Rule) bool { return r.ID == id })
		s := ruleSetting{key: p.Key.Span}
		switch p.Value.Kind {
		case tree.Scalar:
			s.state = d.state(id, p)
		case tree.Mapping:
			d.options(&s, d.rules[i], p.Value)
		default:
			d.fault(p.Value, "%s wants off, on, a severity, or a mapping of options", id)
		}
		(*m)[id] = s
	}
}

func states() []string { return append([]string{Off, On}, Severities...) }

func (d *decoder) state(name string, p tree.Pair) text {
	value := p.Value.Text.Value
	if !slices.Contains(states(), value) || p.Value.IsNull() {
		d.fault(orKey(p), "%s wants one of %s", name, strings.Join(states(), ", "))
		return text{}
	}
	return text{value, p.Value.Span}
}

func (d *decoder) options(s *ruleSetting, r Rule, n *tree.Node) {
	s.options = map[string]Value[any]{}
	for _, p := range n.Pairs {
		if !d.plain(p, r.ID) {
			continue
		}
		key := p.Key.Text.Value
		if key == "severity" {
			s.state = d.state("severity", p)
			continue
		}
		i := slices.IndexFunc(r.Options, func(o Option) bool { return o.Name == key })
		if i < 0 {
			names := []string{"severity"}
			for _, o := range r.Options {
				names = append(names, o.Name)
			}
			d.fault(p.Key, "%s has no option %q%s", r.ID, key, didYouMean(key, names, ""))
			continue
		}
		if value, ok := d.option(key, p, r.Options[i]); ok {
			s.options[key] = Value[any]{value, p.Value.Span}
		}
	}
}

// option reads a value of the type that the option's default has.
func (d *decoder) option(name string, p tree.Pair, o Option) (any, bool) {
	if p.Value.IsNull() {
		d.fault(orKey(p), "%s has no value; give it one or remove it", name)
		return nil, false
	}
	before := len(d.problems)
	var value any
	switch o.Default.(type) {
	case string:
		var t text
		t.decode(d, name, p.Value, anyText)
		value = t.Value
	case bool:
		var f boolean
		f.decode(d, name, p.Value, anyText)
		value = f.Value
	case int:
		var i number
		i.decode(d, name, p.Value, anyText)
		value = i.Value
	case []string:
		var l texts
		l.decode(d, name, p.Value, anyText)
		items := make([]string, len(l))
		for i, t := range l {
			items[i] = t.Value
		}
		value = items
	default:
		panic(fmt.Sprintf("option %s has a default of type %T", name, o.Default))
	}
	return value, len(d.problems) == before
}

// field is one field of a type of this file.
type field struct {
	key, def, doc string
	kind          kind
	required      bool
	index         []int
	typ           reflect.Type
}

func fieldsOf(t reflect.Type) (out []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				out = append(out, inner)
			}
			continue
		}
		key, ok := f.Tag.Lookup("key")
		if !ok {
			continue
		}
		required, _ := strconv.ParseBool(f.Tag.Get("required"))
		out = append(out, field{
			key: key, def: f.Tag.Get("default"), doc: f.Tag.Get("doc"), kind: kind(f.Tag.Get("kind")),
			required: required, index: f.Index, typ: f.Type,
		})
	}
	return out
}

// parse reads a settings file.
func parse(src *source.File, rules []Rule) (*document, []Problem) {
	if isHadolint(src.Path) {
		return parseHadolint(src, rules)
	}
	d := &decoder{rules: rules}
	doc := &document{}
	if root := d.root(src, "fail-on: high"); root != nil {
		d.decodeStruct(doc, "the file", root)
	}
	d.checkDocument(doc)
	return doc, d.sorted()
}

// checkDocument checks what one key alone does not tell.
func (d *decoder) checkDocument(doc *document) {
	if v := doc.Version; !v.Span.IsZero() && v.Value != 1 {
		message := fmt.Sprintf("version %d is not known; write 1, or update plimsoll", v.Value)
		d.problems = append(d.problems, Problem{v.Span, message})
	}
	d.checkWaivers(doc)
}

// root returns the mapping that a settings file is, or nil where there is none; example shows a setting.
func (d *decoder) root(src *source.File, example string) *tree.Node {
	stream := tree.Parse(src, tree.Limits{Bytes: 1 << 20, Depth: 16, Nodes: 10_000})
	for _, p := range stream.Problems {
		d.problems = append(d.problems, Problem{p.Span, p.Message})
	}
	var mapping *tree.Node
	for i, root := range stream.Docs {
		switch {
		case i > 0:
			d.fault(root, "a second document is not read; put all settings in one")
		case root.IsNull():
		case root.Kind != tree.Mapping:
			d.fault(root, "settings are wanted here, as in %s", example)
		default:
			mapping = root
		}
	}
	return mapping
}

// sorted returns the faults in the order of the file.
func (d *decoder) sorted() []Problem {
	slices.SortStableFunc(d.problems, func(a, b Problem) int { return a.Span.Start - b.Span.Start })
	return d.problems
}
