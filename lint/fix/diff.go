package fix

import (
	"fmt"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Diff returns the change as a unified diff that git apply and patch take, with three lines of context.
func (c *Change) Diff() string {
	edits := make([]udiff.Edit, len(c.edits))
	for i, e := range c.edits {
		edits[i] = udiff.Edit{Start: e.Span.Start, End: e.Span.End, New: e.New}
	}
	if len(edits) == 0 {
		edits = udiff.Lines(string(c.Before), string(c.After)) // the sum of several rounds
	}
	out, err := udiff.ToUnified(label("a/", c.Path), label("b/", c.Path), string(c.Before), edits, udiff.DefaultContextLines)
	if err != nil {
		panic("fix: edits of a plan overlap: " + err.Error()) // New and Verify keep them apart
	}
	return out
}

// label returns the name of a file in a diff. One that could deceive is quoted as git quotes it.
func label(prefix, path string) string {
	name := prefix + path
	if glyph.Visible(name) == name && !strings.ContainsAny(name, `"\`) && name == strings.TrimSpace(name) {
		if strings.Contains(name, " ") {
			name += "\t" // ends a name with blanks, for git and patch alike
		}
		return name
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(name) {
		switch c := name[i]; {
		case c == '"', c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Paint returns a diff for people to look at: what could deceive a terminal is spelled out, and lines are coloured where
// that is asked for. The result is no patch.
func Paint(diff string, color bool) string {
	var b strings.Builder
	for line := range strings.Lines(diff) {
		line = strings.TrimRight(line, "\r\n")
		style := ""
		switch {
		case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
			style = "1"
		case strings.HasPrefix(line, "@@"):
			style = "36"
		case strings.HasPrefix(line, "+"):
			style = "32"
		case strings.HasPrefix(line, "-"):
			style = "31"
		}
		parts := strings.Split(line, "\t")
		for i := range parts {
			parts[i] = glyph.Visible(parts[i])
		}
		line = strings.Join(parts, "\t")
		if color && style != "" {
			line = "\x1b[" + style + "m" + line + "\x1b[0m"
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
