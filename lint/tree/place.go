package tree

import (
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// places turns the positions of the YAML reader into byte offsets. It counts lines as YAML 1.1 does, which is not how
// editors and source.File do: a lone CR, U+0085, U+2028 and U+2029 end a line as well.
type places struct {
	content []byte
	lines   []int // offset at which each line starts

	// The last answer: positions mostly come in order, and a line may be very long.
	line, column, offset int
}

func newPlaces(f *source.File) *places {
	c := f.Content
	p := &places{content: c, lines: make([]int, 1, 1+len(c)/24)}
	if len(c) >= 3 && string(c[:3]) == "\xef\xbb\xbf" {
		p.lines[0] = 3
	}
	for i := 0; i < len(c); i++ {
		if b := c[i]; b > '\r' && b < utf8.RuneSelf {
			continue
		}
		if n := breakLen(c, i); n > 0 {
			i += n - 1
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// breakLen returns the number of bytes of the YAML line break at i, 0 if there is none.
func breakLen(c []byte, i int) int {
	if i >= len(c) {
		return 0
	}
	switch c[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(c) && c[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if i+1 < len(c) && c[i+1] == 0x85 {
			return 2
		}
	case 0xE2:
		if i+2 < len(c) && c[i+1] == 0x80 && (c[i+2] == 0xA8 || c[i+2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// breakText returns what the YAML reader makes of a line break of n bytes at i.
func breakText(c []byte, i, n int) string {
	if n == 3 {
		return string(c[i : i+3])
	}
	return "\n"
}

// at returns the offset of a line and a column of runes, both from 1.
func (p *places) at(line, column int) int {
	if line < 1 {
		return 0
	}
	if line > len(p.lines) {
		return len(p.content)
	}
	col, off := 1, p.lines[line-1]
	if line == p.line && column >= p.column {
		col, off = p.column, p.offset
	}
	for ; col < column && off < len(p.content); col++ {
		if p.content[off] < utf8.RuneSelf {
			off++
			continue
		}
		_, size := utf8.DecodeRune(p.content[off:])
		off += size
	}
	p.line, p.column, p.offset = line, col, off
	return off
}
