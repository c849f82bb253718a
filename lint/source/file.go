// Package source holds the bytes of the files that are linted and the way back to them.
//
// Everything else in plimsoll rests on the spans of this package: a finding, a fix and an editor's squiggle are spans.
package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is one input. It is immutable after New or Embed and safe for use by several goroutines.
type File struct {
	// Path names the file in reports: relative to the root, slash-separated, never with a leading "./".
	Path string
	// Content is the file as read. It must not be changed.
	Content []byte

	// outer is set for a file that lies inside a value of another one, such as build.dockerfile_inline.
	outer   *Text
	decoded bool

	once  sync.Once
	lines []int // byte offset at which each line starts
}

// New returns a file with the given name and bytes.
func New(path string, content []byte) *File { return &File{Path: path, Content: content} }

// NewDecoded returns a file whose Content is not what is stored, but the same text in UTF-8.
func NewDecoded(path string, content []byte) *File {
	return &File{Path: path, Content: content, decoded: true}
}

// Decoded reports whether the stored bytes are others than Content, so that no edit of Content can be made there.
func (f *File) Decoded() bool { return f.decoded }

// Embed returns the file that is written inside a value of another file. Its Content is the decoded value; spans made
// with Span lie in the outer file.
func Embed(text Text) *File {
	return &File{Path: text.Span.File.Path, Content: []byte(text.Value), outer: &text}
}

// Embedded reports whether the file is written inside a value of another file.
func (f *File) Embedded() bool { return f.outer != nil }

// Span returns the half-open span [start, end) of byte offsets into Content. For an embedded file the span is the one in
// the outermost file. Offsets outside the content are clamped.
func (f *File) Span(start, end int) Span {
	start = min(max(start, 0), len(f.Content))
	end = min(max(end, start), len(f.Content))
	if f.outer != nil {
		return f.outer.At(start, end)
	}
	return Span{File: f, Start: start, End: end}
}

// Text returns the bytes [start, end) of Content as a text that decodes to itself.
func (f *File) Text(start, end int) Text {
	start = min(max(start, 0), len(f.Content))
	end = min(max(end, start), len(f.Content))
	return Text{Value: string(f.Content[start:end]), Span: f.Span(start, end), file: f, start: start}
}

// Position is a place as people count: lines and columns from 1, columns in Unicode code points.
type Position struct{ Line, Column int }

func (f *File) index() []int {
	f.once.Do(func() {
		f.lines = make([]int, 1, 1+bytes.Count(f.Content, []byte{'\n'}))
		for i := 0; i < len(f.Content); i++ {
			switch c := f.Content[i]; {
			case c == '\n', c == '\r' && (i+1 == len(f.Content) || f.Content[i+1] != '\n'):
				f.lines = append(f.lines, i+1)
			}
		}
	})
	return f.lines
}

// LineCount returns the number of lines; a file without bytes has one.
func (f *File) LineCount() int { return len(f.index()) }

// LineAt returns the 1-based number of the line that holds the byte offset.
func (f *File) LineAt(offset int) int {
	lines := f.index()
	return sort.Search(len(lines), func(i int) bool { return lines[i] > offset })
}

// LineBounds returns the byte offsets of a 1-based line, without its line end. A line that does not exist is empty, at the
// end of the file.
func (f *File) LineBounds(line int) (start, end int) {
	lines := f.index()
	if line < 1 || line > len(lines) {
		return len(f.Content), len(f.Content)
	}
	start, end = lines[line-1], len(f.Content)
	if line < len(lines) {
		end = lines[line]
	}
	for end > start && (f.Content[end-1] == '\n' || f.Content[end-1] == '\r') {
		end--
	}
	return start, end
}

// Position returns the place of a byte offset of Content.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Content))
	line := f.LineAt(offset)
	start := f.lines[line-1]
	if line == 1 {
		start = min(f.bom(), offset) // a byte-order mark is no column
	}
	return Position{Line: line, Column: utf8.RuneCount(f.Content[start:offset]) + 1}
}

// UTF16 returns the place of a byte offset with the column in UTF-16 code units, as SARIF and editors count. Bytes that are
// no UTF-8 count as one unit each.
func (f *File) UTF16(offset int) Position {
	p := f.Position(offset)
	start := f.lines[p.Line-1]
	for i := start; i < min(offset, len(f.Content)); {
		r, size := utf8.DecodeRune(f.Content[i:])
		if r > 0xFFFF {
			p.Column++
		}
		i += size
	}
	return p
}

func (f *File) bom() int {
	if bytes.HasPrefix(f.Content, []byte("\xef\xbb\xbf")) {
		return 3
	}
	return 0
}
