package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// change is a place at which a variable gets a value.
type change struct {
	name  string
	value Word // the zero Word where the value is not in the text
	index int  // of the first command that sees it
	scope int32
}

const (
	anyName    = "*" // a change of no one knows what
	maxChanges = 256 // behind so many nothing is known
	maxHops    = 8   // variables in the values of variables
	maxSteps   = 32  // variables looked up for one word
)

func (w *walker) change(name string, value Word) {
	s := w.script
	if name == "" || len(s.changes) > maxChanges {
		return
	}
	if len(s.changes) == maxChanges {
		name, value = anyName, Word{}
	}
	s.changes = append(s.changes, change{name: name, value: value, index: len(s.Commands), scope: w.scope})
}

// assigned returns the value that the script itself gave a variable before the command runs, and the command that did
// so. set is false where it gave none; a zero Word with set means that no one knows.
func (s *Script) assigned(name string, c *Command) (value Word, by *Command, set bool) {
	at := s.scopes[c.scope]
	for i := range s.changes {
		ch := &s.changes[i]
		if fn := s.scopes[ch.scope].function; fn >= 0 && fn != at.function && (ch.name == name || ch.name == anyName) {
			return Word{}, nil, true // a function may be called at any time
		}
	}
	for i := len(s.changes) - 1; i >= 0; i-- {
		ch := &s.changes[i]
		if ch.name != name && ch.name != anyName {
			continue
		}
		sc := s.scopes[ch.scope]
		if sc.subshell >= 0 && !s.inside(c.index, sc.subshell) {
			continue
		}
		if ch.index > c.index {
			// It comes later in the text: a loop or a call of a function may bring it before.
			if at.loop >= 0 && s.inside(ch.index-1, at.loop) || at.function >= 0 {
				return Word{}, nil, true
			}
			continue
		}
		if !s.inside(c.index, ch.scope) {
			return Word{}, nil, true // it may not have run
		}
		return ch.value, s.Commands[max(ch.index-1, 0)], true
	}
	return Word{}, nil, false
}

// Assigned returns the value that the script gave a variable before the command runs. set is false where it gave none, and known
// where no one can tell which.
func (c *Command) Assigned(name string) (value string, known, set bool) {
	word, by, set := c.script.assigned(name, c)
	if !set || word.IsZero() {
		return "", false, set
	}
	text, known := by.Resolve(word, c.script.Lookup)
	return text.Value, known, true
}

// Resolve returns the word with its variables replaced, as far as the shell would read the result as one word: values
// that the script assigned before the command come from the script, others from lookup or, where that is nil, from
// Script.Lookup. It reports whether all of them are known. The parts that a variable made map to the variable as written.
func (c *Command) Resolve(word Word, lookup func(name string) (value string, known bool)) (source.Text, bool) {
	if word.Literal || word.node == nil {
		return word.Text(), word.Literal
	}
	if lookup == nil {
		lookup = c.script.Lookup
	}
	r := resolver{script: c.script, command: c, lookup: lookup}
	d := decoder{o: word.o, resolve: r.param}
	all := word
	all.skip = 0
	text := all.build(d)
	if r.unknown || all.expandsMore() {
		return word.Text(), false
	}
	if word.skip > 0 {
		text = text.Slice(int(word.skip), len(text.Value))
	}
	return text, true
}

// Expand returns the value of Resolve, and the word as written where not all of it is known.
func (c *Command) Expand(word Word, lookup func(name string) (value string, known bool)) string {
	if word.Literal {
		return word.Value
	}
	text, _ := c.Resolve(word, lookup)
	return text.Value
}

// expandsMore reports whether the word holds anything but variables: the output of commands, arithmetic.
func (w *Word) expandsMore() bool {
	if w.node == nil {
		return false
	}
	return expandsMore(w.node.Parts, 0)
}

func expandsMore(parts []syntax.WordPart, depth int) bool {
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.Lit, *syntax.SglQuoted, *syntax.ParamExp:
		case *syntax.DblQuoted:
			if depth > maxDepth || expandsMore(part.Parts, depth+1) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

type resolver struct {
	script  *Script
	command *Command
	lookup  func(string) (string, bool)
	hops    int
	steps   int
	unknown bool
}

func (r *resolver) param(pe *syntax.ParamExp) (string, bool) {
	value, known := r.expansion(pe)
	if !known {
		r.unknown = true
	}
	return value, known
}

// expansion knows $a, ${a}, ${a:-word} and ${a-word}.
func (r *resolver) expansion(pe *syntax.ParamExp) (string, bool) {
	if pe.Param == nil || pe.Excl || pe.Length || pe.Width || pe.Index != nil || pe.Slice != nil || pe.Repl != nil ||
		pe.Names != 0 {
		return "", false
	}
	value, known := r.variable(pe.Param.Value)
	if pe.Exp == nil || !known {
		return value, known
	}
	switch pe.Exp.Op {
	case syntax.DefaultUnsetOrNull:
		if value != "" {
			return value, true
		}
		if pe.Exp.Word == nil {
			return "", true
		}
		return pe.Exp.Word.Lit(), pe.Exp.Word.Lit() != ""
	case syntax.DefaultUnset, syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		return value, value != ""
	}
	return "", false
}

func (r *resolver) variable(name string) (string, bool) {
	if !validName(name) {
		return "", false
	}
	if r.steps++; r.steps > maxSteps {
		return "", false
	}
	value, by, set := r.script.assigned(name, r.command)
	if !set {
		if r.lookup == nil {
			return "", false
		}
		return r.lookup(name)
	}
	if value.IsZero() || r.hops >= maxHops {
		return "", false
	}
	if value.Literal {
		return value.Value, !strings.HasPrefix(value.Value, "~")
	}
	before := r.command
	r.command = by
	r.hops++
	defer func() { r.command, r.hops = before, r.hops-1 }()
	d := decoder{o: value.o, resolve: r.param}
	all := value
	all.skip = 0
	d.word(&all)
	if r.unknown || all.expandsMore() || len(d.value) < int(value.skip) {
		return "", false
	}
	return string(d.value[value.skip:]), true
}
