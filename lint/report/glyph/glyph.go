// Package glyph makes text from untrusted files safe and tidy to print: what could move the cursor, recolour the
// terminal, reorder the line or hide in it is spelled out, and columns are counted as a terminal counts them.
package glyph

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns s fit to stand on one line of a terminal or a log. Tabs, line ends and other controls, characters
// that reorder text, characters that cannot be seen and bytes that are no UTF-8 are spelled out, as in \n, \u{202e}
// and \x{ff}. Everything else is kept, so that text of plain letters comes back as it is.
func Visible(s string) string {
	i := firstHidden(s)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:i])
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	if i == 0 {
		prev = 0
	}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if hidden(prev, r, size) {
			b.WriteString(spell(r, size, s[i]))
			prev = 0
		} else {
			b.WriteString(s[i : i+size])
			prev = r
		}
		i += size
	}
	return b.String()
}

// Shown reports whether r, behind some letter, is printed as it is.
func Shown(r rune) bool { return !hidden('x', r, utf8.RuneLen(r)) }

// firstHidden returns the offset of the first character of s that has to be spelled out, or len(s).
func firstHidden(s string) int {
	var prev rune
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' || c == 0x7f {
				return i
			}
			prev, i = rune(c), i+1
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if hidden(prev, r, size) {
			return i
		}
		prev, i = r, i+size
	}
	return len(s)
}

// hidden reports whether r is spelled out behind prev, the character printed before it; prev is 0 at the start and
// behind something spelled out.
func hidden(prev, r rune, size int) bool {
	switch {
	case r == utf8.RuneError && size == 1:
		return true
	case r < utf8.RuneSelf:
		return r < ' ' || r == 0x7f
	case r == 0x3000: // the space of East Asian text
		return false
	case !unicode.IsPrint(r): // controls, bidirectional and zero-width formats, odd spaces, private use, unassigned
		return true
	case unicode.Is(unicode.Variation_Selector, r):
		// One selector behind a character picks its emoji or text form. A run of them can carry a hidden message.
		return prev < 0x80 && !keycap(prev) || unicode.Is(unicode.M, prev) || r < 0xfe0e || r > 0xfe0f
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), r == 0x2800: // letters and symbols without ink
		return true
	case unicode.Is(unicode.M, r):
		return prev == 0 // it would combine with whatever stands before the text
	}
	return false
}

func keycap(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// spell writes out a character, or the byte c where there is none.
func spell(r rune, size int, c byte) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x{%02x}`, c)
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	}
	return fmt.Sprintf(`\u{%02x}`, r)
}
