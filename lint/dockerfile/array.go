package dockerfile

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// BrokenArray is text that is meant to be a JSON array and is none: BuildKit takes it for a line of shell, or for words.
type BrokenArray struct {
	// At is the first thing that JSON does not take.
	At source.Span
	// Reason says why, as a clause.
	Reason string
	// Text is the whole.
	Text source.Text
	// Mended is the array as it was meant; empty where that is not clear.
	Mended string
}

// Broken returns the array that the arguments of an instruction are meant to be, where they are none.
func Broken(in Instruction) (BrokenArray, bool) {
	switch in := in.(type) {
	case *Run:
		return in.Command.broken(false)
	case *Cmd:
		return in.Command.broken(true)
	case *Entrypoint:
		return in.Command.broken(true)
	case *Healthcheck:
		return in.Command.broken(false)
	case *Copy:
		return in.broken(&in.Transfer)
	case *Add:
		return in.broken(&in.Transfer)
	case *Volume:
		if !in.JSON && len(in.Paths) > 0 {
			return brokenArray(in.text(in.Paths[0], in.Paths[len(in.Paths)-1]), true)
		}
	}
	return BrokenArray{}, false
}

// broken looks at a command. starts says that it is what a container starts with, for which no test alone makes sense.
func (c *Command) broken(starts bool) (BrokenArray, bool) {
	if c.Form == ExecForm || isTest(c.Text.Value, starts) {
		return BrokenArray{}, false
	}
	return brokenArray(c.Text, true)
}

// broken looks at the words of COPY and ADD. They may begin with a pattern such as [a-z]*, so a quote has to follow.
func (n *node) broken(t *Transfer) (BrokenArray, bool) {
	if t.JSON || len(t.Sources) == 0 || t.Dest.IsZero() {
		return BrokenArray{}, false
	}
	text := n.text(t.Sources[0], t.Dest)
	rest := strings.TrimLeft(strings.TrimPrefix(text.Value, "["), " \t")
	return brokenArray(text, strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "“"))
}

// text returns what stands from one word to another, as far as it is one line.
func (n *node) text(first, last source.Text) source.Text {
	src := n.file.Source
	if src.Embedded() || last.Span.End < first.Span.Start {
		return first
	}
	text := src.Text(first.Span.Start, last.Span.End)
	if strings.IndexByte(text.Value, '\n') >= 0 {
		return first
	}
	return text
}

// isTest reports whether a line of shell begins with the program [, or with [[.
func isTest(text string, starts bool) bool {
	if strings.HasPrefix(text, "[[") {
		return true
	}
	if len(text) < 2 || text[0] != '[' || !blank(text[1]) {
		return false
	}
	quote := byte(0)
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == ',':
			return false
		case c == ']' && blank(text[i-1]):
			return !starts || strings.TrimSpace(text[i+1:]) != ""
		}
	}
	return false
}

func brokenArray(text source.Text, meant bool) (BrokenArray, bool) {
	v := text.Value
	if !meant || !strings.HasPrefix(v, "[") || len(v) > maxValue {
		return BrokenArray{}, false
	}
	var list []any
	err := json.Unmarshal([]byte(v), &list)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return BrokenArray{}, false
	}
	i := min(max(int(syntax.Offset)-1, 0), len(v)-1)
	_, n := utf8.DecodeRuneInString(v[i:])
	out := BrokenArray{At: text.At(i, i+n), Text: text, Reason: reason(v, i, syntax), Mended: mended(v)}
	if out.At.Len() == 0 {
		out.At = text.Span
	}
	return out, true
}

func reason(v string, i int, err *json.SyntaxError) string {
	before := strings.TrimRight(v[:i], " \t")
	switch c := v[i]; {
	case int(err.Offset) >= len(v) && strings.HasPrefix(err.Error(), "unexpected end"):
		return "the array is not closed"
	case strings.HasSuffix(before, "]") && json.Valid([]byte(before)):
		return "nothing may follow the array"
	case c == '\'':
		return "JSON takes double quotes only"
	case strings.HasPrefix(v[i:], "“"), strings.HasPrefix(v[i:], "”"), strings.HasPrefix(v[i:], "‘"):
		return "these are typographic quotes"
	case c == ']' && strings.HasSuffix(before, ","):
		return "no comma may stand behind the last word"
	case c == '"':
		return "a comma is missing"
	case strings.HasSuffix(before, `\`):
		return `a backslash is written \\ in JSON`
	}
	return "the words need double quotes"
}

// mended returns the array that a text is after its quotes and its last comma are put right.
func mended(v string) string {
	v = strings.NewReplacer("“", `"`, "”", `"`).Replace(v)
	if strings.IndexByte(v, '"') < 0 {
		v = strings.ReplaceAll(v, "'", `"`)
	}
	if before, _, ok := strings.Cut(v, "#"); ok && json.Valid([]byte(before)) {
		v = strings.TrimRight(before, " \t") // the comment was none
	}
	if rest, ok := strings.CutSuffix(v, "]"); ok {
		v = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(rest, " \t"), ","), " \t") + "]"
	}
	var list []string
	if json.Unmarshal([]byte(v), &list) != nil {
		return ""
	}
	return v
}
