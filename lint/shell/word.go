package shell

import (
	"bytes"

	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Word is one word of a command. The zero Word is no word.
type Word struct {
	// Value is the word without its quotes and escapes. Expansions stand in it as they are written: `$HOME/x`.
	Value string
	// Literal is set where the word has no expansions: Value is what the command is given. Globs and braces do not count.
	Literal bool

	o          *origin
	node       *syntax.Word // nil where raw[start:end] is the word and stands for itself
	start, end int32
	skip       int32 // bytes of the whole word's value in front of Value, where the word is the tail of another one
	body       bool  // the body of a heredoc
	tabs       bool  // the body of a <<- heredoc
	quoted     bool  // the body of a heredoc that expands nothing
}

// IsZero reports whether there is no word.
func (w *Word) IsZero() bool { return w.o == nil }

// Span returns the word as written, quotes included.
func (w *Word) Span() source.Span {
	switch {
	case w.o == nil:
		return source.Span{}
	case w.skip > 0:
		return w.At(0, len(w.Value))
	}
	return w.whole()
}

func (w *Word) whole() source.Span {
	if w.o.file == nil && w.start == 0 && int(w.end) == len(w.o.raw) {
		return w.o.text.Span
	}
	return w.o.span(int(w.start), int(w.end))
}

// Text returns the word with the way back to its bytes: Text.At(i, j) is where Value[i:j] was written.
func (w *Word) Text() source.Text {
	if w.o == nil {
		return source.Text{}
	}
	if w.skip > 0 {
		all := *w
		all.Value, all.skip = "", 0
		text := all.decoded(w.verbatim())
		return text.Slice(int(w.skip), len(text.Value))
	}
	return w.decoded(w.verbatim())
}

// decoded returns the text of the whole word.
func (w *Word) decoded(verbatim bool) source.Text {
	if verbatim {
		if w.o.file == nil && w.start == 0 && int(w.end) == len(w.o.raw) {
			return w.o.text
		}
		return w.o.slice(int(w.start), int(w.end))
	}
	return w.build(decoder{o: w.o})
}

func (w *Word) build(d decoder) source.Text {
	if d.build = w.o.builder(); d.build == nil {
		d.word(w)
		return source.Unplaced(string(d.value))
	}
	d.word(w)
	return w.o.finish(d.build, int(w.start), int(w.end))
}

// script returns the word as text to be read again: its substitutions, whose commands are known, are masked.
func (w *Word) script() source.Text {
	if w.Literal || w.node == nil {
		return w.Text()
	}
	return w.build(decoder{o: w.o, mask: true})
}

// At returns where Value[i:j] was written.
func (w *Word) At(i, j int) source.Span {
	if w.o != nil && w.verbatim() {
		i, j = min(max(i, 0), len(w.Value)), min(max(j, 0), len(w.Value))
		at := int(w.start + w.skip)
		return w.o.span(at+i, at+j)
	}
	return w.Text().At(i, j)
}

// locator returns At for many calls.
func (w *Word) locator() func(i, j int) source.Span {
	if w.o != nil && w.verbatim() {
		return w.At
	}
	var text source.Text
	return func(i, j int) source.Span {
		if text.IsZero() {
			text = w.Text()
		}
		return text.At(i, j)
	}
}

// verbatim reports whether each byte of Value stands for itself, one behind the other.
func (w *Word) verbatim() bool { return int(w.skip)+len(w.Value) == int(w.end-w.start) }

// tail returns the word that Value[i:] is.
func (w *Word) tail(i int) Word {
	out := *w
	out.Value, out.skip = w.Value[i:], w.skip+int32(i)
	return out
}

// Variables returns the names of the variables that the word expands, in order, those inside command substitutions
// left out.
func (w *Word) Variables() []string {
	if w.node == nil || w.Literal {
		return nil
	}
	var names []string
	variables(w.node.Parts, &names, 0)
	return names
}

func variables(parts []syntax.WordPart, names *[]string, depth int) {
	if depth > maxDepth {
		return
	}
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.DblQuoted:
			variables(part.Parts, names, depth+1)
		case *syntax.ParamExp:
			if part.Param != nil {
				*names = append(*names, part.Param.Value)
			}
			if part.Exp != nil && part.Exp.Word != nil {
				variables(part.Exp.Word.Parts, names, depth+1)
			}
		}
	}
}

// plainWord returns the word that a text is.
func plainWord(text source.Text) Word {
	o := &origin{text: text, raw: []byte(text.Value)}
	return Word{Value: text.Value, Literal: true, o: o, end: int32(len(o.raw))}
}

// word returns the word of a node. Its end is that of what was written: an escaped line end behind it is no part.
func (o *origin) word(node *syntax.Word) Word {
	w := Word{o: o, node: node}
	w.start, w.end = o.bounds(node.Parts[0].Pos(), node.Parts[len(node.Parts)-1].End())
	w.end = o.trim(w.start, w.end)
	w.decode()
	return w
}

// literal returns the word of a bare literal, such as the name in `export NAME`.
func (o *origin) literal(lit *syntax.Lit) Word {
	start, end := o.bounds(lit.Pos(), lit.End())
	return Word{Value: lit.Value, Literal: true, o: o, start: start, end: o.trim(start, end)}
}

// bounds returns the offsets of two positions, forced into the buffer: positions that the parser made up to go on after
// an error are none.
func (o *origin) bounds(pos, end syntax.Pos) (int32, int32) {
	i := min(int(pos.Offset()), len(o.raw))
	j := min(int(end.Offset()), len(o.raw))
	return int32(i), int32(max(i, j))
}

func (o *origin) offsets(pos, end syntax.Pos) (int, int) {
	i, j := o.bounds(pos, end)
	return int(i), int(j)
}

func (o *origin) trim(start, end int32) int32 {
	if end-start < 2 {
		return end
	}
	for {
		cut := bytes.TrimSuffix(o.raw[start:end], []byte{'\n'})
		if cut = bytes.TrimSuffix(cut, []byte{'\r'}); len(cut) < 2 || cut[len(cut)-1] != '\\' || len(cut) == int(end-start) {
			return end
		}
		end = start + int32(len(cut)) - 1
	}
}

// decode sets Value and Literal. Most words are one bare literal, and cost nothing.
func (w *Word) decode() {
	if len(w.node.Parts) == 1 {
		raw := w.o.raw[w.start:w.end]
		plain := bytes.IndexByte(raw, '\\') < 0 && w.o.gap(int(w.start), int(w.end)).Start == int(w.end)
		switch part := w.node.Parts[0].(type) {
		case *syntax.Lit:
			if plain && len(part.Value) == len(raw) && !w.tabs {
				w.Value, w.Literal = part.Value, true
				return
			}
		case *syntax.SglQuoted:
			if plain && !part.Dollar && len(part.Value) == len(raw)-2 {
				w.Value, w.Literal = part.Value, true
				return
			}
		case *syntax.DblQuoted:
			if lit := soleLit(part); lit != nil && plain && len(lit.Value) == len(raw)-2 {
				w.Value, w.Literal = lit.Value, true
				return
			}
		}
	}
	d := decoder{o: w.o, literal: true, value: make([]byte, 0, w.end-w.start)}
	d.word(w)
	w.Value, w.Literal = string(d.value), d.literal
}

func soleLit(q *syntax.DblQuoted) *syntax.Lit {
	if len(q.Parts) != 1 || q.Dollar {
		return nil
	}
	lit, _ := q.Parts[0].(*syntax.Lit)
	return lit
}
