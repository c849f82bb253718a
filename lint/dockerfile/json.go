package dockerfile

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// elements returns the strings of the JSON array that the arguments are.
func (s *statement) elements() []source.Text { return s.elementsFrom(s.rest, s.args()) }

// elementsFrom returns the strings of the JSON array that begins at offset i. BuildKit has read it, so it is
// well-formed.
func (s *statement) elementsFrom(i int, arg *parser.Node) []source.Text {
	n := 0
	for a := arg; a != nil; a = a.Next {
		n++
	}
	if n == 0 {
		return nil
	}
	out := make([]source.Text, 0, n)
	for a := arg; a != nil; a = a.Next {
		quote := strings.IndexByte(s.text[i:s.stop], '"')
		if quote < 0 {
			out = append(out, source.Placed(a.Value, s.span(s.rest, s.stop)))
			continue
		}
		i += quote
		var t source.Text
		t, i = s.element(i)
		if t.Value != a.Value {
			t = source.Placed(a.Value, t.Span)
		}
		out = append(out, t)
	}
	return out
}

// element decodes the JSON string whose quote stands at i, and returns where the text goes on.
func (s *statement) element(i int) (source.Text, int) {
	end := i + 1
	plain := true
	for end < s.stop && s.text[end] != '"' {
		switch {
		case s.text[end] == '\\':
			plain = false
			end++
		case s.text[end] >= utf8.RuneSelf:
			plain = false
		}
		end++
	}
	end = min(end, s.stop)
	next := min(end+1, s.stop)
	if plain {
		return s.slice(i+1, end).WithSpan(s.span(i, next)), next
	}
	b := source.NewBuilder(s.src)
	for k := i + 1; k < end; {
		piece, n := unescape(s.text[k:end])
		from, to := s.bounds(k, k+n)
		b.Append(piece, from, to)
		k += n
	}
	start, stop := s.bounds(i, next)
	return b.Text(start, stop), next
}

// unescape decodes the first character of the inside of a JSON string and returns it with the number of bytes it takes.
func unescape(s string) (string, int) {
	if s[0] != '\\' || len(s) < 2 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			return "\uFFFD", 1
		}
		return s[:n], n
	}
	switch s[1] {
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case 'u':
		hi := unit(s)
		if hi < 0 {
			return "\uFFFD", 2
		}
		if utf16.IsSurrogate(hi) {
			if r := utf16.DecodeRune(hi, unit(s[6:])); r != utf8.RuneError {
				return string(r), 12
			}
			return "\uFFFD", 6
		}
		return string(hi), 6
	}
	return s[1:2], 2
}

// unit returns the number of an escape such as \u00e9 at the start of s, or -1.
func unit(s string) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
