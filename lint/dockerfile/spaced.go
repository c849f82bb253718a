package dockerfile

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Equals returns the edits that write the pair of an ENV or LABEL without = with one, so that BuildKit reads the same
// value. It fails where the text between name and value is more than blanks and continued lines.
func Equals(in Instruction, p Pair) ([]source.Edit, bool) {
	n := in.core()
	src, escape := n.file.Source, n.file.Escape
	if src.Embedded() || p.Value.Span.Start <= p.Name.Span.End || strings.ContainsAny(p.Name.Value, `'"=`+string(escape)) {
		return nil, false
	}
	gap := src.Span(p.Name.Span.End, p.Value.Span.Start)
	if bytes.IndexByte(gap.Bytes(), '#') >= 0 {
		return nil, false
	}
	v := p.Value.Value
	word := statement{logical: &logical{text: v}, node: node{file: n.file}, stop: len(v)}
	words := word.rawWords()
	quotes := strings.ContainsAny(v, `'"`+string(escape))
	switch {
	case len(words) == 1 && words[0] == [2]int{0, len(v)} && closed(v, escape):
		return []source.Edit{{Span: gap, New: "="}}, true
	case !quotes:
		return []source.Edit{{Span: gap, New: `="`}, {Span: src.Span(p.Value.Span.End, p.Value.Span.End), New: `"`}}, true
	case !closed(v, escape):
		return nil, false
	}
	edits := []source.Edit{{Span: gap, New: "="}}
	for i, w := range words {
		if i == 0 {
			continue
		}
		for k := words[i-1][1]; k < w[0]; k++ {
			at := p.Value.At(k, k+1)
			if at.Len() != 1 || v[k] != ' ' && v[k] != '\t' {
				return nil, false
			}
			edits = append(edits, source.Edit{Span: src.Span(at.Start, at.Start), New: string(escape)})
		}
	}
	return edits, true
}

// closed reports whether all quotes of a word are closed and no escape character stands at its end.
func closed(v string, escape byte) bool {
	quote := byte(0)
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == escape && quote != '\'':
			if i++; i == len(v) {
				return false
			}
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		}
	}
	return quote == 0
}

// Quote returns a text as a word in double quotes that BuildKit reads back as it is: nothing in it is expanded.
func (f *File) Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == '"' || c == '$' || c == f.Escape {
			b.WriteByte(f.Escape)
		}
		b.WriteByte(text[i])
	}
	b.WriteByte('"')
	return b.String()
}
