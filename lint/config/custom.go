package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Subjects are what a rule of a policy can be about.
var Subjects = []string{"container", "image", "instruction", "stage"}

// customRule is an entry of custom.
type customRule struct {
	ID       text     `key:"id" required:"true" doc:"The id, such as acme-own-registry: words with hyphens, the first one best yours."`
	Title    text     `key:"title" required:"true" doc:"The problem in a few words."`
	Severity text     `key:"severity" kind:"severity" default:"medium" doc:"The severity."`
	For      text     `key:"for" kind:"subject" required:"true" doc:"What the rule is asked of, and what its expression calls it."`
	When     located  `key:"when" required:"true" doc:"The expression; where it is known to be true, the rule reports."`
	Message  located  `key:"message" required:"true" doc:"What to say, lower case and without a full stop; {EXPRESSION} is put in place."`
	Examples examples `key:"examples" doc:"Files that plimsoll policy test runs."`

	span source.Span
}

type examples struct {
	Loud  locateds `key:"loud" doc:"Dockerfiles and Compose files in which the rule finds something."`
	Quiet locateds `key:"quiet" doc:"Files in which it finds nothing."`
}

func (e *examples) decode(d *decoder, name string, n *tree.Node, _ kind) { d.decodeStruct(e, name, n) }

// located is a text of which each byte has a place.
type located struct{ source.Text }

func (l *located) decode(d *decoder, name string, n *tree.Node, _ kind) {
	if n.Kind != tree.Scalar || !n.IsString() || n.Text.Value == "" {
		d.fault(n, "%s wants a text; put one in quotes", name)
		return
	}
	l.Text = n.Text
}

type locateds []source.Text

func (l *locateds) decode(d *decoder, name string, n *tree.Node, k kind) {
	if n.Kind != tree.Sequence {
		d.fault(n, "%s wants a list of files; begin each with \"- |\"", name)
		return
	}
	for _, item := range n.Items {
		var one located
		if one.decode(d, name, item, k); one.Value != "" {
			*l = append(*l, one.Text)
		}
	}
}

type customRules []customRule

func (c *customRules) decode(d *decoder, name string, n *tree.Node, _ kind) {
	if n.Kind != tree.Sequence {
		d.fault(n, "%s wants a list; begin each entry with \"- id:\"", name)
		return
	}
	for _, item := range n.Items {
		entry := customRule{span: item.Whole()}
		d.decodeStruct(&entry, "an entry of "+name, item)
		*c = append(*c, entry)
	}
}

// Custom is a rule that a policy describes, as plain data.
type Custom struct {
	ID, Title, Severity, For string
	When, Message            source.Text
	Loud, Quiet              []source.Text
	Span                     source.Span // of the id
}

// kebab reports whether an id is made of two words or more of small letters and digits, with hyphens between.
func kebab(id string) bool {
	words := strings.Split(id, "-")
	for _, w := range words {
		if w == "" || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return len(words) > 1 && (id[0] < '0' || id[0] > '9')
}

// checkCustom returns the rules of a policy, and complains about ids that would not do.
func (d *decoder) checkCustom(entries customRules) (out []Custom) {
	for _, e := range entries {
		if e.ID.Span.IsZero() {
			continue // said already
		}
		complain := func(format string, args ...any) {
			d.problems = append(d.problems, Problem{e.ID.Span, fmt.Sprintf(format, args...)})
		}
		switch taken := resolve(d.rules, e.ID.Value); {
		case !kebab(e.ID.Value):
			complain("%q is no id; write two words or more in lower case, as in acme-own-registry", e.ID.Value)
		case len(taken) > 0:
			complain("%s is the name of the rule %s already; put a word of yours in front", e.ID.Value, taken[0])
		case slices.ContainsFunc(out, func(c Custom) bool { return c.ID == e.ID.Value }):
			complain("%s is described twice", e.ID.Value)
		}
		c := Custom{
			ID: e.ID.Value, Title: e.Title.Value, Severity: e.Severity.Value, For: e.For.Value, When: e.When.Text, Message: e.Message.Text,
			Loud: e.Examples.Loud, Quiet: e.Examples.Quiet, Span: e.ID.Span,
		}
		if c.Severity == "" {
			c.Severity = "medium"
		}
		out = append(out, c)
	}
	return out
}

// readCustom reads the rules that a policy describes before all else, since the rest of it may name them.
func (d *decoder) readCustom(root *tree.Node) []Custom {
	value, ok := root.Pair("custom")
	if !ok || value.Value.IsNull() {
		return nil
	}
	var entries customRules
	entries.decode(d, "custom", value.Value, anyText)
	out := d.checkCustom(entries)
	d.rules = slices.Clone(d.rules)
	for _, c := range out {
		d.rules = append(d.rules, c.Rule())
	}
	return out
}

// Rule returns the rule as settings know it. No preset has it: it runs because the policy says so.
func (c *Custom) Rule() Rule {
	return Rule{ID: c.ID, Title: strings.TrimSpace(c.Title), Severity: c.Severity}
}
