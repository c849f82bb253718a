package lsp

import (
	"bytes"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// encoding is the unit in which positions count characters.
type encoding string

const (
	utf8Encoding  encoding = "utf-8"
	utf16Encoding encoding = "utf-16"
)

// negotiate returns the first encoding of a client's list that is known here; what clients count in that have none is UTF-16.
func negotiate(offered []string) encoding {
	for _, e := range offered {
		if e := encoding(e); e == utf8Encoding || e == utf16Encoding {
			return e
		}
	}
	return utf16Encoding
}

// width returns how many units of the encoding a character takes.
func (e encoding) width(r rune, size int) int {
	switch {
	case e == utf8Encoding:
		return size
	case r > 0xFFFF:
		return 2
	}
	return 1
}

// offset returns the byte of a text that a position stands in front of. A position behind the end of its line stands at that end, one
// behind the last line at the end of the text, and one inside of a character in front of it.
func (e encoding) offset(text []byte, p position) int {
	at := 0
	for line := 0; line < p.Line; line++ {
		end := bytes.IndexAny(text[at:], "\r\n")
		if end < 0 {
			return len(text)
		}
		at += end + 1
		if text[at-1] == '\r' && at < len(text) && text[at] == '\n' {
			at++
		}
	}
	for units := 0; at < len(text) && text[at] != '\n' && text[at] != '\r'; {
		r, size := utf8.DecodeRune(text[at:])
		if units += e.width(r, size); units > p.Character {
			break
		}
		at += size
	}
	return at
}

// edit returns a text with a change made. The text itself stays as it is.
func (e encoding) edit(text []byte, c change) []byte {
	if c.Range == nil {
		return []byte(c.Text)
	}
	start, end := e.offset(text, c.Range.Start), e.offset(text, c.Range.End)
	if end < start {
		start, end = end, start
	}
	out := make([]byte, 0, len(text)-(end-start)+len(c.Text))
	out = append(out, text[:start]...)
	out = append(out, c.Text...)
	return append(out, text[end:]...)
}

// bom is the byte-order mark.
const bom = "\ufeff"

// position returns the place of a byte of a document. A byte-order mark in it is a character.
func (e encoding) position(f *source.File, offset int) position {
	offset = min(max(offset, 0), len(f.Content))
	line := f.LineAt(offset)
	start, _ := f.LineBounds(line)
	if e == utf8Encoding {
		return position{line - 1, offset - start}
	}
	column := f.UTF16(offset).Column - 1
	if line == 1 && offset >= len(bom) && bytes.HasPrefix(f.Content, []byte(bom)) {
		column++
	}
	return position{line - 1, column}
}

// onDisk returns the range of a span of a file that is not open. Clients that open it leave a byte-order mark out.
func (e encoding) onDisk(s source.Span) textRange {
	r := e.span(s)
	if bytes.HasPrefix(s.File.Content, []byte(bom)) {
		for _, p := range []*position{&r.Start, &r.End} {
			if p.Line == 0 {
				p.Character = max(0, p.Character-e.width('\ufeff', len(bom)))
			}
		}
	}
	return r
}

// span returns the range of a span.
func (e encoding) span(s source.Span) textRange {
	return textRange{e.position(s.File, s.Start), e.position(s.File, s.End)}
}
