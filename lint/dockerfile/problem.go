package dockerfile

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// problem adds a problem.
func (r *reader) problem(kind source.ProblemKind, key string, span source.Span, message string) *source.Problem {
	p := &r.file.Problems
	*p = append(*p, source.Problem{Kind: kind, Key: key, Span: span, Message: message})
	return &(*p)[len(*p)-1]
}

// finish puts the problems in order.
func (r *reader) finish() {
	slices.SortStableFunc(r.file.Problems, func(a, b source.Problem) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// maxControls bounds how many hidden characters of one file are reported.
const maxControls = 100

// controls reports the characters that make text look other than it is: those that turn its direction (the set of
// CVE-2021-42574), and control characters that move a terminal's cursor.
func (r *reader) controls() {
	content := r.src.Content
	found := 0
	for i := 0; i < len(content) && found < maxControls; i++ {
		c := content[i]
		if c >= ' ' && c != 0xE2 && c != 0x7F {
			continue
		}
		switch {
		case c == 0xE2:
			if !turning(content[i:]) {
				continue
			}
			r.control(i, i+3, "this character turns the direction of the text, which hides what is written")
		case c == '\n', c == '\t', c == '\f', c == '\v':
			continue
		case c == '\r':
			rest := bytes.TrimLeft(content[i:], "\r")
			if len(rest) == 0 || rest[0] == '\n' || r.oldEnds {
				i = len(content) - len(rest) - 1
				continue
			}
			r.control(i, i+1, "a carriage return inside a line, which hides what stands before it")
		case c == 0 && r.noText:
			continue
		default:
			r.control(i, i+1, "a control character, which a terminal does not show")
		}
		found++
	}
}

func (r *reader) control(start, end int, message string) {
	r.problem(source.HiddenControl, "control", r.src.Span(start, end), message)
}

// turning reports whether b begins with one of U+202A to U+202E and U+2066 to U+2069.
func turning(b []byte) bool {
	if len(b) < utf8.UTFMax-1 {
		return false
	}
	return b[1] == 0x80 && 0xAA <= b[2] && b[2] <= 0xAE || b[1] == 0x81 && 0xA6 <= b[2] && b[2] <= 0xA9
}
