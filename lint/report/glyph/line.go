package glyph

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TabWidth is the distance of tab stops in a Line, in cells.
const TabWidth = 4

// Line is a piece of a source line made ready to print. Cells are columns of a terminal: a wide character takes two, a
// combining one none.
type Line struct {
	Text       string // what to print
	Start, End int    // the cells that a marked range takes up in Text: [Start, End)
	CutLeft    bool   // something was left out before Text
	CutRight   bool   // something was left out behind Text
}

// Render makes one source line ready to print in at most width cells, around its bytes [start, end). Only as many bytes
// as fit are looked at, however long the line is. Tabs become spaces; everything else that Visible spells out is
// spelled out.
func Render(line []byte, start, end, width int) Line {
	start = min(max(start, 0), len(line))
	end = min(max(end, start), len(line))
	width = max(width, 8)

	from := windowStart(line, start, end, width)
	var b strings.Builder
	out := Line{CutLeft: from > 0, Start: -1, End: -1}
	cell, prev := 0, rune(0)
	i := from
	for i < len(line) {
		if i >= start && out.Start < 0 {
			out.Start = cell
		}
		if i >= end && out.End < 0 {
			out.End = cell
		}
		text, w, shown := render(line[i:], prev, cell)
		if cell+w > width || i-from > 8*width { // marks without a width could go on for ever
			break
		}
		b.WriteString(text)
		_, size := utf8.DecodeRune(line[i:])
		cell, prev, i = cell+w, shown, i+size
	}
	out.CutRight = i < len(line)
	if out.Start < 0 {
		out.Start = cell
	}
	if out.End < 0 {
		out.End = cell
	}
	out.Text = b.String()
	return out
}

// windowStart returns the offset at which printing starts so that the marked bytes can be seen: the start of the line
// where it reaches, else some way before the mark.
func windowStart(line []byte, start, end, width int) int {
	if cells(line[:min(len(line), 4*width)], end, width) <= width && end <= 4*width {
		return 0
	}
	lead := max(width-(end-start), width/3) // a long mark still has something before it
	lead = min(lead, width/2)
	from := start
	for room := lead; from > 0; {
		_, size := utf8.DecodeLastRune(line[:from])
		_, w, _ := render(line[from-size:], 'x', 0)
		if room -= max(w, 1); room < 0 {
			break
		}
		from -= size
	}
	return from
}

// cells counts the cells of line[:end], and stops beyond limit.
func cells(line []byte, end, limit int) int {
	n, prev := 0, rune(0)
	for i := 0; i < min(end, len(line)) && n <= limit; {
		_, w, shown := render(line[i:], prev, n)
		_, size := utf8.DecodeRune(line[i:])
		n, prev, i = n+w, shown, i+size
	}
	return n
}

// render returns what to print for the first character of b at a cell, the cells it takes, and the character itself, or
// 0 where it was spelled out.
func render(b []byte, prev rune, cell int) (text string, width int, shown rune) {
	if c := b[0]; c >= ' ' && c < 0x7f {
		return asciiText[c-' ' : c-' '+1], 1, rune(c)
	}
	r, size := utf8.DecodeRune(b)
	if r == '\t' {
		n := TabWidth - cell%TabWidth
		return "    "[:n], n, ' '
	}
	if hidden(prev, r, size) {
		text = spell(r, size, b[0])
		return text, len(text), 0
	}
	return string(b[:size]), Width(r), r
}

// asciiText holds the printable characters in order, so that a piece of it is one of them without an allocation.
const asciiText = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// Width returns the cells that a printable character takes: 0 for marks that combine with the one before, 2 for East
// Asian wide characters and emoji, else 1.
func Width(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return 0
	case r < 0x1100:
		return 1
	}
	for _, w := range wide {
		if r < w[0] {
			return 1
		}
		if r <= w[1] {
			return 2
		}
	}
	return 1
}

// wide are the ranges that terminals draw two cells wide, in order: Wide and Fullwidth of Unicode's EastAsianWidth.txt,
// neighbouring blocks joined.
var wide = [...][2]rune{
	{0x1100, 0x115f}, {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe},
	{0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab},
	{0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3},
	{0x26f5, 0x26f5}, {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728},
	{0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0},
	{0x27bf, 0x27bf}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x2e80, 0x303e}, {0x3041, 0x33ff},
	{0x3400, 0x4dbf}, {0x4e00, 0xa4cf}, {0xa960, 0xa97f}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19},
	{0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004},
	{0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335},
	{0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0},
	{0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
	{0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4},
	{0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6d7},
	{0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f93a},
	{0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
}
