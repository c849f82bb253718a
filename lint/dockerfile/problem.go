package dockerfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// problem adds a problem. The keys of those that BuildKit meets only when it builds begin with "build.": values of
// variables, stages that are not there, and whatever is wrong with the trigger of an ONBUILD.
func (r *reader) problem(kind source.ProblemKind, key string, span source.Span, message string) *source.Problem {
	if r.depth > 0 && !strings.HasPrefix(key, "build.") {
		key = "build." + key
	}
	p := &r.file.Problems
	*p = append(*p, source.Problem{Kind: kind, Key: key, Span: span, Message: message})
	return &(*p)[len(*p)-1]
}

// finish puts the problems in order.
func (r *reader) finish() {
	triggers := func(in Instruction) bool { ob, ok := in.(*OnBuild); return ok && ob.Trigger != nil }
	if slices.ContainsFunc(r.file.Instructions, triggers) {
		r.file.all = slices.Collect(withTriggers(r.file.Instructions))
	}
	slices.SortStableFunc(r.file.Problems, func(a, b source.Problem) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// maxControls bounds how many runs of hidden characters are reported of one file.
const maxControls = 100

// controls reports the characters that make text look other than it is: those that turn its direction (the set of
// CVE-2021-42574), and control characters that move a terminal's cursor. Neighbours of one kind are one problem.
func (r *reader) controls() {
	content := r.src.Content
	if r.noText {
		return
	}
	found := 0
	for i := 0; i < len(content) && found < maxControls; i++ {
		if c := content[i]; c >= ' ' && c != 0xE2 && c != 0x7F || c == '\n' || c == '\t' {
			continue
		}
		n, message := r.hidden(content, i)
		if n == 0 {
			continue
		}
		end := i + n
		for end < len(content) {
			more, same := r.hidden(content, end)
			if more == 0 || same != message {
				break
			}
			end += more
		}
		r.problem(source.HiddenControl, "control", r.src.Span(i, end), message)
		found++
		i = end - 1
	}
}

// hidden returns the number of bytes of the hidden character at i, which is 0 where there is none, and what to say of
// it.
func (r *reader) hidden(content []byte, i int) (int, string) {
	switch c := content[i]; {
	case c == 0xE2:
		if !turning(content[i:]) {
			return 0, ""
		}
		return 3, "characters that turn the direction of the text hide what is written; remove them"
	case c == '\r':
		if i+1 == len(content) || content[i+1] == '\n' || content[i+1] == '\r' || r.oldEnds {
			return 0, ""
		}
		return 1, "a carriage return inside a line hides what stands before it; remove it"
	case c == '\n', c == '\t', c == '\f', c == '\v', c >= ' ' && c != 0x7F:
		return 0, ""
	}
	return 1, "control characters do not show in an editor or terminal; remove them"
}

// turning reports whether b begins with one of U+202A to U+202E and U+2066 to U+2069.
func turning(b []byte) bool {
	if len(b) < 3 {
		return false
	}
	return b[1] == 0x80 && 0xAA <= b[2] && b[2] <= 0xAE || b[1] == 0x81 && 0xA6 <= b[2] && b[2] <= 0xA9
}
