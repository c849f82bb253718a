package report

import (
	"bytes"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// stride is the distance in bytes between the marks that are kept of a long line.
const stride = 4 << 10

// places counts columns. It remembers where it was in long lines, so that many findings in one line of many megabytes
// cost no more than reading that line once. It is used by one goroutine.
type places map[lineKey][]mark

type lineKey struct {
	file *source.File
	line int
}

// mark holds what lies before a byte offset of a line: i * stride or up to three bytes behind it.
type mark struct{ offset, runes, units int }

// place is a position in each of the ways in which people count: from 1, and offsets from 0.
type place struct {
	line   int
	column int // in code points
	unit   int // the column in UTF-16 code units
	offset int // in bytes, into the file
}

// at returns the place of a byte offset; the columns are those of source.File.Position and source.File.UTF16.
func (p places) at(f *source.File, offset int) place {
	offset = min(max(offset, 0), len(f.Content))
	line := f.LineAt(offset)
	start, _ := f.LineBounds(line)
	if start == 0 && bytes.HasPrefix(f.Content, []byte("\ufeff")) {
		start = min(3, offset) // a byte-order mark is no column
	}
	from := mark{offset: start}
	if offset-start > stride {
		from = p.mark(lineKey{f, line}, start, offset)
	}
	end := advance(from, f.Content[:offset], offset)
	return place{line: line, column: end.runes + 1, unit: end.units + 1, offset: offset}
}

// mark returns the last mark of a line that is not behind offset.
func (p places) mark(key lineKey, start, offset int) mark {
	marks := p[key]
	if marks == nil {
		marks = []mark{{offset: start}}
	}
	for last := marks[len(marks)-1]; last.offset+stride <= offset; {
		last = advance(last, key.file.Content, last.offset+stride)
		marks = append(marks, last)
	}
	p[key] = marks
	i := min((offset-start)/stride, len(marks)-1)
	for marks[i].offset > offset {
		i--
	}
	return marks[i]
}

// advance counts from a mark to the first rune boundary at or behind the offset; the offset itself where it cuts a rune.
func advance(m mark, content []byte, offset int) mark {
	for m.offset < offset {
		if content[m.offset] < utf8.RuneSelf {
			m.offset++
			m.runes++
			m.units++
			continue
		}
		r, size := utf8.DecodeRune(content[m.offset:])
		m.offset += size
		m.runes++
		m.units++
		if r > 0xffff {
			m.units++
		}
	}
	return m
}

// tight returns the span without the line ends that it closes with: they would make it reach into the next line.
func tight(s source.Span) source.Span {
	for s.End > s.Start+1 && (s.File.Content[s.End-1] == '\n' || s.File.Content[s.End-1] == '\r') {
		s.End--
	}
	return s
}
