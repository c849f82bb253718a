package dockerfile

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxUndefined bounds how many variables of one instruction are found to be undefined.
const maxUndefined = 50

// Undefined is a variable that a text names and that nothing in the file sets there.
type Undefined struct {
	Name string
	// Span is the variable as written: $NAME or ${NAME}.
	Span source.Span
	// Guarded says that the text says what to take without it, as in ${NAME:-value}.
	Guarded bool
	// Open says that the base image may set it.
	Open bool
	// Global says that it is declared in front of the first FROM, by ARG or by BuildKit itself: a stage has to declare it
	// again.
	Global bool
	// Elsewhere is where another stage, or a later line of this one, sets it; zero where none does.
	Elsewhere source.Span
}

// Undefined returns the variables of an instruction that nothing in the file sets at its place, each once and in the order
// in which they stand. Looked at is what BuildKit itself expands: not the commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK.
func (b *Build) Undefined(at Instruction) []Undefined {
	if !hasVariable(at) {
		return nil
	}
	in := b.scopeAt(at)
	asked := &unset{env: in.env}
	var out []Undefined
	for _, text := range expanded(at) {
		out = b.undefined(out, text, at, asked, false)
	}
	switch at.(type) {
	case *Copy, *Add:
		for _, h := range heredocsOf(at) {
			if h.Expand {
				out = b.undefined(out, h.Body(), at, asked, true)
			}
		}
	}
	for i := range out {
		out[i].Open = in.open
	}
	return out
}

// undefined adds the variables of one text. The lines of a heredoc are plain: quotes in them mean nothing.
func (b *Build) undefined(out []Undefined, text source.Text, at Instruction, asked *unset, plain bool) []Undefined {
	v, escape := text.Value, b.File.Escape
	if strings.IndexByte(v, '$') < 0 || len(v) > maxValue || strings.Count(v, "$") > maxDollars {
		return out
	}
	asked.names = asked.names[:0]
	if plain {
		lex := shell.NewLex('\\')
		lex.SkipProcessQuotes = true
		if _, _, err := lex.ProcessWord(v, asked); err != nil {
			return out
		}
		escape = '\\'
	} else {
		lex := lexers.Get().(*lexer)
		defer lexers.Put(lex)
		if _, err := lex.process(escape, v, asked); err != nil {
			return out
		}
	}
	for _, name := range asked.names {
		if len(out) == maxUndefined {
			break
		}
		i, j, guarded := occurrence(v, name, escape)
		if i < 0 {
			continue
		}
		u := Undefined{Name: name, Span: text.At(i, j), Guarded: guarded, Elsewhere: b.declared(name)}
		if _, from := at.(*From); !from {
			u.Global = b.global.get(name) != nil
		}
		out = append(out, u)
	}
	return out
}

// expanded returns the texts of an instruction in which BuildKit replaces variables, those of heredocs apart.
func expanded(in Instruction) []source.Text {
	switch in := in.(type) {
	case *From:
		return []source.Text{in.Image, in.Platform}
	case *Run:
		out := make([]source.Text, 0, len(in.Mounts))
		for i := range in.Mounts {
			out = append(out, in.Mounts[i].Flag.Value)
		}
		return out
	case *Copy:
		return append(in.Sources[:len(in.Sources):len(in.Sources)], in.Dest, in.Chown, in.Chmod)
	case *Add:
		return append(in.Sources[:len(in.Sources):len(in.Sources)], in.Dest, in.Chown, in.Chmod, in.Checksum)
	case *Env:
		return pairTexts(in.Pairs)
	case *Label:
		return pairTexts(in.Pairs)
	case *Arg:
		return pairTexts(in.Pairs)
	case *Expose:
		return in.Ports
	case *Volume:
		return in.Paths
	case *User:
		return []source.Text{in.User}
	case *Workdir:
		return []source.Text{in.Path}
	case *StopSignal:
		return []source.Text{in.Signal}
	}
	return nil
}

func pairTexts(pairs []Pair) []source.Text {
	out := make([]source.Text, 0, 2*len(pairs))
	for _, p := range pairs {
		out = append(out, p.Name, p.Value)
	}
	return out
}

// unset is an environment that notes which variables it does not hold.
type unset struct {
	env   *environment
	names []string
	seen  map[string]bool
}

var _ shell.EnvGetter = (*unset)(nil)

// Get implements shell.EnvGetter. What a variable holds does not matter.
func (u *unset) Get(name string) (string, bool) {
	if name == "" {
		return "", false
	}
	if u.env.get(name) != nil {
		return "x", true
	}
	if c := name[0]; !u.seen[name] && (c == '_' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z') {
		if u.seen == nil {
			u.seen = map[string]bool{}
		}
		u.seen[name] = true
		u.names = append(u.names, name)
	}
	return "", false
}

// Keys implements shell.EnvGetter; the lexer does not ask for them.
func (u *unset) Keys() []string { return nil }

// occurrence returns the range of the first use of a variable in a word, and whether any use says what to take without it.
func occurrence(word, name string, escape byte) (start, end int, guarded bool) {
	start = -1
	for i := 0; i < len(word); i++ {
		switch {
		case word[i] == escape:
			i++
			continue
		case word[i] != '$' || i+1 == len(word):
			continue
		}
		rest := word[i+1:]
		braces := rest[0] == '{'
		if braces {
			rest = rest[1:]
		}
		n := nameLength(rest)
		if rest[:n] != name {
			continue
		}
		if start < 0 {
			start, end = i, i+1+n
			if braces {
				end = max(variableEnd(word, i, escape, 0), i+2+n)
			}
		}
		if op := strings.TrimPrefix(rest[n:], ":"); braces && op != "" && strings.IndexByte("-+?", op[0]) >= 0 {
			guarded = true
		}
	}
	return start, end, guarded
}

// declared returns where a stage sets a variable, the first place of several.
func (b *Build) declared(name string) source.Span {
	b.declaredOnce.Do(func() {
		b.declarations = map[string]source.Span{}
		for _, s := range b.File.Stages {
			for _, in := range s.Instructions {
				var pairs []Pair
				switch in := in.(type) {
				case *Arg:
					pairs = in.Pairs
				case *Env:
					pairs = in.Pairs
				}
				for _, p := range pairs {
					if _, ok := b.declarations[p.Name.Value]; !ok {
						b.declarations[p.Name.Value] = p.Span
					}
				}
			}
		}
	})
	return b.declarations[name]
}

// Names returns the names of variables that are set in front of an instruction, at most as many as given.
func (b *Build) Names(at Instruction, most int) []string {
	return b.scopeAt(at).env.names(nil, most)
}

func (e *environment) names(list []string, most int) []string {
	if e == nil || len(list) >= most {
		return list
	}
	if list = e.left.names(list, most); len(list) < most {
		list = append(list, e.name)
	}
	return e.right.names(list, most)
}
