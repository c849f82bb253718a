package tree

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// line is one line of a block scalar: its bytes without the line break, and the break.
type line struct{ start, end, next int }

func lineAt(c []byte, at int) line {
	i := at
	for i < len(c) && breakLen(c, i) == 0 {
		i++
	}
	return line{at, i, i + breakLen(c, i)}
}

// indentOf counts the spaces that a line begins with.
func (l line) indentOf(c []byte) int {
	n := 0
	for l.start+n < l.end && c[l.start+n] == ' ' {
		n++
	}
	return n
}

// block decodes a literal or folded scalar whose | or > stands at the offset, and returns where its last line ends. The
// indentation is not known here where the header names one, since it counts from that of the parent, so it is taken from
// the value that the library made.
func block(b *source.Builder, c []byte, at int, value string, folded bool) int {
	header := lineAt(c, at)
	chomp := chomping(c[at:header.end])
	end := at + 1
	for end < header.end && strings.IndexByte("+-123456789", c[end]) >= 0 {
		end++
	}
	indent, ok := blockIndent(c, header.next, value)
	if !ok {
		// Nothing but blank lines.
		for i := header.next; i < len(c) && b.Len() < len(value); {
			l := lineAt(c, i)
			if l.next == l.end {
				break
			}
			b.Append(breakText(c, l.end, l.next-l.end), l.end, l.next)
			i = l.next
		}
		return end
	}
	type gap struct {
		text       string
		start, end int
	}
	var lead gap    // the line break behind the last line of text
	var blank []gap // and those of the blank lines behind it
	wasBlank := false
	for i := header.next; i < len(c); {
		l := lineAt(c, i)
		brk := gap{breakText(c, l.end, l.next-l.end), l.end, l.next}
		if l.next == l.end {
			brk.text = ""
		}
		spaces := l.indentOf(c)
		if l.start+spaces == l.end && spaces <= indent {
			if brk.text != "" {
				blank = append(blank, brk)
			}
			i = l.next
			if l.next == l.end {
				break
			}
			continue
		}
		if spaces < indent {
			break
		}
		text := line{l.start + indent, l.end, l.next}
		isBlank := c[text.start] == ' ' || c[text.start] == '\t'
		switch {
		case folded && !wasBlank && !isBlank && lead.text == "\n":
			if len(blank) == 0 {
				b.Append(" ", lead.start, text.start)
			}
		default:
			b.Append(lead.text, lead.start, lead.end)
		}
		for _, g := range blank {
			b.Append(g.text, g.start, g.end)
		}
		blank = blank[:0]
		b.Append(string(c[text.start:text.end]), text.start, text.end)
		lead, wasBlank, end = brk, isBlank, l.end
		i = l.next
		if l.next == l.end {
			break
		}
	}
	if chomp != '-' {
		b.Append(lead.text, lead.start, lead.end)
	}
	if chomp == '+' {
		for _, g := range blank {
			b.Append(g.text, g.start, g.end)
		}
	}
	return end
}

// chomping returns the indicator in the header of a block scalar: '-', '+', or 0.
func chomping(header []byte) byte {
	for _, b := range header[1:] {
		switch {
		case b == '-' || b == '+':
			return b
		case b < '0' || b > '9':
			return 0
		}
	}
	return 0
}

// blockIndent returns the number of columns that are no text, from the first line that holds more than spaces.
func blockIndent(c []byte, at int, value string) (int, bool) {
	text := strings.TrimLeft(value, "\n\u2028\u2029")
	if text == "" {
		return 0, false
	}
	for at < len(c) {
		l := lineAt(c, at)
		spaces := l.indentOf(c)
		if l.start+spaces < l.end {
			own := len(text) - len(strings.TrimLeft(text, " "))
			return spaces - own, own <= spaces
		}
		if l.next == l.end {
			break
		}
		at = l.next
	}
	return 0, false
}
