package report

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// excerptWidth is the number of cells that an excerpt gives to the source line.
const excerptWidth = 110

// rule writes a line of the gutter without a number.
func (t *text) rule(width int, rest string) {
	t.put(gutter, strings.Repeat(" ", width)+" |")
	t.put(plain, rest+"\n")
}

// excerpt writes the first line of a span with its number and the span underlined; "..." behind the underline says that
// the span goes on below. A label stands behind the underline.
func (t *text) excerpt(span source.Span, width int, under rune, s style, label string) {
	span = tight(span)
	f := span.File
	number := f.LineAt(span.Start)
	start, end := f.LineBounds(number)
	if start == 0 && bytes.HasPrefix(f.Content, []byte("\ufeff")) {
		start = min(3, end) // a byte-order mark is no text
	}
	line := glyph.Render(f.Content[start:end], span.Start-start, span.End-start, excerptWidth)

	no := strconv.Itoa(number)
	t.put(gutter, strings.Repeat(" ", width-len(no))+no+" |")
	left := " "
	if line.CutLeft {
		left = " ..."
	}
	if line.Text != "" {
		t.put(plain, left+line.Text)
	}
	if line.CutRight {
		t.put(plain, "...")
	}
	t.put(plain, "\n")

	t.put(gutter, strings.Repeat(" ", width)+" |")
	t.put(plain, strings.Repeat(" ", len(left)+line.Start))
	t.put(s, strings.Repeat(string(under), max(line.End-line.Start, 1)))
	if f.LineAt(span.End) > number {
		t.put(s, "...")
	}
	if label != "" {
		t.put(s, " "+label)
	}
	t.put(plain, "\n")
}
