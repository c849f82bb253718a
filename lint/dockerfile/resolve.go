package dockerfile

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// resolve expands a text and maps the outcome back.
func (b *Build) resolve(text source.Text, in scope) (Resolved, outcome) {
	out := b.expand(text.Value, in)
	r := Resolved{Value: out.value, Known: out.known, Missing: out.missing, Text: text}
	if out.value == text.Value {
		if len(out.used) == 0 {
			return r, out
		}
	} else if out.err == nil && !out.large {
		r.Text = b.mapBack(text, out.value, in)
	}
	for i, set := range out.used {
		if !set.span.IsZero() {
			r.Notes = append(r.Notes, set.note(out.names[i]))
		}
	}
	return r, out
}

// mapBack maps the value that a text expands to. It takes the text apart itself and has each part expanded alone; where
// that does not come to the same value, the value maps to the text as a whole.
func (b *Build) mapBack(text source.Text, value string, in scope) source.Text {
	m := mapper{build: b, in: in, text: text, word: text.Value, b: source.NewBuilder(b.File.Source)}
	if text.Span.IsZero() || !utf8.ValidString(text.Value) {
		return source.Placed(value, text.Span)
	}
	m.plain()
	start, end := m.offset(text.Span.Start), m.offset(text.Span.End)
	if got := m.b.Text(start, end); !m.lost && got.Value == value {
		return got.WithSpan(text.Span)
	}
	return source.Placed(value, text.Span)
}

// mapper is a text that is being mapped back.
type mapper struct {
	build *Build
	in    scope
	text  source.Text
	word  string
	b     *source.Builder
	i     int
	lost  bool
}

// plain reads what stands outside of quotes.
func (m *mapper) plain() {
	escape := m.build.File.Escape
	for m.i < len(m.word) && !m.lost {
		switch c := m.word[m.i]; {
		case c == '$':
			m.variable()
		case c == '\'':
			end := strings.IndexByte(m.word[m.i+1:], '\'')
			if end < 0 {
				m.lost = true
				return
			}
			m.literal(m.i+1, m.i+1+end)
			m.i += end + 2
		case c == '"':
			m.i++
			m.quoted()
		case c == escape:
			m.escaped()
		default:
			m.run(`$'"`, escape)
		}
	}
}

// quoted reads what stands behind a double quote.
func (m *mapper) quoted() {
	escape := m.build.File.Escape
	for m.i < len(m.word) && !m.lost {
		switch c := m.word[m.i]; {
		case c == '"':
			m.i++
			return
		case c == '$':
			m.variable()
		case c == escape && m.i+1 < len(m.word) && (m.word[m.i+1] == '"' || m.word[m.i+1] == '$' || m.word[m.i+1] == escape):
			m.escaped()
		case c == escape:
			m.literal(m.i, m.i+1)
			m.i++
		default:
			m.run(`$"`, escape)
		}
	}
	m.lost = true
}

// escaped reads an escape character and the character behind it.
func (m *mapper) escaped() {
	if m.i+1 >= len(m.word) {
		m.i++
		return
	}
	_, n := utf8.DecodeRuneInString(m.word[m.i+1:])
	m.append(m.word[m.i+1:m.i+1+n], m.i, m.i+1+n)
	m.i += 1 + n
}

// run reads characters that stand for themselves.
func (m *mapper) run(stops string, escape byte) {
	j := m.i
	for j < len(m.word) && m.word[j] != escape && strings.IndexByte(stops, m.word[j]) < 0 {
		j++
	}
	m.literal(m.i, j)
	m.i = j
}

// literal adds word[i:j] as it is, line by line where it goes over several.
func (m *mapper) literal(i, j int) {
	for i < j {
		n := j - i
		if span := m.text.At(i, j); span.Len() != n {
			// Continued lines lie between, or the bytes were decoded: character by character it maps in any case.
			_, n = utf8.DecodeRuneInString(m.word[i:j])
		}
		m.append(m.word[i:i+n], i, i+n)
		i += n
	}
}

// append adds a piece that was made of word[i:j].
func (m *mapper) append(piece string, i, j int) {
	span := m.text.At(i, j)
	m.b.Append(piece, m.offset(span.Start), m.offset(span.End))
}

// variable reads a dollar sign and the name or the braces behind it.
func (m *mapper) variable() {
	end := variableEnd(m.word, m.i, m.build.File.Escape, 0)
	if end < 0 {
		m.lost = true
		return
	}
	if end == m.i+1 {
		m.literal(m.i, end)
	} else {
		out := m.build.expand(m.word[m.i:end], m.in)
		if out.err != nil || out.large {
			m.lost = true
			return
		}
		m.append(out.value, m.i, end)
	}
	m.i = end
}

// offset turns an offset of the outermost file into one of the content. The bytes of an embedded file lie in order,
// so it can be searched for.
func (m *mapper) offset(outer int) int {
	src := m.build.File.Source
	if !src.Embedded() {
		return outer
	}
	return sort.Search(len(src.Content), func(k int) bool { return src.Span(k, k+1).Start >= outer })
}

// variableEnd returns the end of the variable whose dollar sign stands at i, or -1 where it has none.
func variableEnd(word string, i int, escape byte, depth int) int {
	const deepest = 50
	i++
	if i >= len(word) || word[i] != '{' {
		return i + nameLength(word[i:])
	}
	if depth > deepest {
		return -1
	}
	for i++; i < len(word); {
		switch c := word[i]; c {
		case '}':
			return i + 1
		case '\'', '"':
			end := strings.IndexByte(word[i+1:], c)
			if end < 0 {
				return -1
			}
			i += end + 2
		case '$':
			if i = variableEnd(word, i, escape, depth+1); i < 0 {
				return -1
			}
		case escape:
			i += 2
		default:
			i++
		}
	}
	return -1
}

// nameLength returns the length of the variable's name at the start of s, as BuildKit's lexer reads it: a run of
// digits, a special parameter, or letters, digits and underscores.
func nameLength(s string) int {
	for i, c := range s {
		switch {
		case i == 0 && unicode.IsDigit(c):
			return len(s) - len(strings.TrimLeftFunc(s, unicode.IsDigit))
		case i == 0 && strings.ContainsRune("@*#?-$!0", c):
			return 1
		case !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_':
			return i
		}
	}
	return len(s)
}
