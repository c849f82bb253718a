package source

import (
	"fmt"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of byte offsets in a file that is no embedded one. The zero Span is no place.
type Span struct {
	File       *File
	Start, End int
}

// IsZero reports whether the span names no place.
func (s Span) IsZero() bool { return s.File == nil }

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Bytes returns what the span covers. The result must not be changed.
func (s Span) Bytes() []byte {
	if s.File == nil {
		return nil
	}
	return s.File.Content[s.Start:s.End]
}

// Position returns the place at which the span starts.
func (s Span) Position() Position { return s.File.Position(s.Start) }

// EndPosition returns the place just behind the span.
func (s Span) EndPosition() Position { return s.File.Position(s.End) }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool {
	return s.File == o.File && s.Start <= o.Start && o.End <= s.End
}

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool {
	return s.File == o.File && s.Start < o.End && o.Start < s.End
}

// Join returns the smallest span that covers both. Spans of different files do not join: s is returned.
func (s Span) Join(o Span) Span {
	switch {
	case s.File == nil:
		return o
	case s.File != o.File:
		return s
	}
	return Span{File: s.File, Start: min(s.Start, o.Start), End: max(s.End, o.End)}
}

// FirstLine returns the part of the span that lies on its first line.
func (s Span) FirstLine() Span {
	if s.File == nil {
		return s
	}
	_, end := s.File.LineBounds(s.File.LineAt(s.Start))
	s.End = max(min(s.End, end), s.Start)
	return s
}

// Visible returns the span, or, where it is empty, the character behind it, so that there is something to underline: in
// front of it at the end of the file. Only in an empty file does it stay empty.
func (s Span) Visible() Span {
	if s.File == nil || s.Len() > 0 {
		return s
	}
	if s.Start < len(s.File.Content) {
		_, size := utf8.DecodeRune(s.File.Content[s.Start:])
		s.End = s.Start + size
	} else if s.Start > 0 {
		_, size := utf8.DecodeLastRune(s.File.Content)
		s.Start -= size
	}
	return s
}

// String shows the span as path:line:column, for tests and errors.
func (s Span) String() string {
	if s.File == nil {
		return "-"
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", s.File.Path, p.Line, p.Column)
}
