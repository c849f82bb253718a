package dockerfile

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const (
	// maxValue bounds the bytes of one value. Linux takes four times as many for a variable (MAX_ARG_STRLEN).
	maxValue = 32 << 10
	// maxSpent bounds the bytes that the expansions of one File.Build take from variables.
	maxSpent = 16 << 20
	// maxPartial bounds how much is kept of a value that is not wholly known.
	maxPartial = 512
	// maxDollars bounds how many variables one word may name: BuildKit's lexer recurses where they are nested.
	maxDollars = 1000
)

// Resolved is a text after its variables were replaced and its quotes taken off.
type Resolved struct {
	// Value is the outcome. Where it is not wholly known, what is missing stands in it as ${NAME}.
	Value string
	// Known says that Value is what BuildKit would make of the text.
	Known bool
	// Missing names the variables whose values would have to be known, without doubles.
	Missing []string
	// Text is Value mapped back to the file: what stands there as it is to its own bytes, the value of a variable to the
	// word that names it.
	Text source.Text
	// Notes say where the variables were set, in the order of their names in the text.
	Notes []source.Note
}

// scope is the variables that a word sees, and what is known of all others.
type scope struct {
	env *environment
	// open says that a variable that is not set here may come from the base image.
	open bool
	// spent counts the bytes taken from variables while a Build is made; nil afterwards.
	spent *int
}

// lookup is the environment that BuildKit's lexer asks. It notes what was asked for.
type lookup struct {
	scope
	probe   probe
	budget  int
	large   bool
	missing []string
	used    []*binding
	names   []string
}

// probe is what stands for a value that is not known.
type probe int

const (
	asName  probe = iota // the variable's name, as ${NAME}
	asOther              // any other text
	asUnset              // nothing: the variable is not set
)

// Get implements shell.EnvGetter.
func (l *lookup) Get(name string) (string, bool) {
	b := l.env.get(name)
	if l.probe == asName && b != nil && !slices.Contains(l.names, name) {
		l.used, l.names = append(l.used, b), append(l.names, name)
	}
	switch {
	case b == nil && !l.open:
		return "", false
	case b == nil, !b.known:
		return l.unknown(name, b)
	}
	return l.charge(b.value), true
}

func (l *lookup) unknown(name string, b *binding) (string, bool) {
	if b != nil && len(b.missing) > 0 {
		for _, m := range b.missing {
			l.miss(m)
		}
	} else {
		l.miss(name)
	}
	switch l.probe {
	case asOther:
		return "\x01" + name, true
	case asUnset:
		return "", false
	}
	if b != nil && b.value != "" && len(b.value) <= maxPartial {
		return l.charge(b.value), true
	}
	return l.charge("${" + name + "}"), true
}

func (l *lookup) miss(name string) {
	const most = 16
	if len(l.missing) < most && !slices.Contains(l.missing, name) {
		l.missing = append(l.missing, name)
	}
}

// charge counts what a value costs. What is too dear comes out empty, and the word is not known.
func (l *lookup) charge(value string) string {
	l.budget -= len(value)
	if l.budget < 0 {
		l.large = true
		return ""
	}
	return value
}

// Keys implements shell.EnvGetter; the lexer does not ask for them.
func (l *lookup) Keys() []string { return nil }

// outcome is a word after expansion.
type outcome struct {
	value   string
	known   bool
	large   bool
	missing []string
	used    []*binding
	names   []string
	err     error
}

// special reports whether BuildKit's lexer would change the word.
func special(word string, escape byte) bool {
	high := false
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c == '$', c == '\'', c == '"', c == escape, c == 0:
			return true
		case c >= utf8.RuneSelf:
			high = true
		}
	}
	return high && !utf8.ValidString(word)
}

// expand has BuildKit's lexer expand a word. A word that names variables of unknown value is known all the same where
// it comes out alike whatever they are, as in ${KNOWN:-$UNKNOWN}.
func (b *Build) expand(word string, in scope) outcome {
	escape := b.File.Escape
	if !special(word, escape) {
		return outcome{value: word, known: true}
	}
	if strings.IndexByte(word, 0) >= 0 || strings.Count(word, "$") > maxDollars || len(word) > maxValue {
		return outcome{value: word, large: true}
	}
	if !utf8.ValidString(word) {
		word = string([]rune(word))
	}
	lex := lexers.Get().(*lexer)
	defer lexers.Put(lex)
	l := &lookup{scope: in, budget: maxValue}
	if in.spent != nil {
		l.budget = min(maxValue, maxSpent-*in.spent)
	}
	first, err := lex.process(escape, word, l)
	if in.spent != nil {
		*in.spent += len(first)
	}
	out := outcome{value: first, known: true, missing: l.missing, used: l.used, names: l.names, err: err}
	if l.large || len(first) > maxValue {
		out.value, out.known, out.large = word, false, true
		return out
	}
	if err != nil {
		out.value, out.known = word, false
		return out
	}
	if len(out.missing) == 0 {
		return out
	}
	for _, p := range [...]probe{asOther, asUnset} {
		again := &lookup{scope: in, budget: maxValue, probe: p}
		if other, err := lex.process(escape, word, again); err != nil || other != first {
			out.known = false
			return out
		}
	}
	out.missing = nil
	return out
}

// lexer holds BuildKit's lexers, which are large and not safe for use by several goroutines.
type lexer struct{ backslash, backtick *shell.Lex }

var lexers = sync.Pool{New: func() any { return new(lexer) }}

func (l *lexer) process(escape byte, word string, env shell.EnvGetter) (string, error) {
	lex := &l.backslash
	if escape == '`' {
		lex = &l.backtick
	}
	if *lex == nil {
		*lex = shell.NewLex(rune(escape))
	}
	res, err := (*lex).ProcessWordWithMatches(word, env)
	return res.Result, err
}
