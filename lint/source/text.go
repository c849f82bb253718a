package source

import "sort"

// Text is a decoded value that knows which bytes it came from, through quotes, escapes, continuations, block scalars and
// heredocs.
type Text struct {
	// Value is what the program that reads the file makes of the bytes.
	Value string
	// Span is the whole token as written, quotes included.
	Span Span

	file  *File
	start int       // without segments: the offset of Value[0] in file
	segs  []segment // ordered by value offset
}

// segment says that Value[value:next.value] was written as file.Content[start:end].
type segment struct {
	value, start, end int

	verbatim bool // each byte stands for itself; else the part was decoded as a whole
}

// IsZero reports whether the text is neither a value nor a place.
func (t Text) IsZero() bool { return t.Value == "" && t.Span.File == nil }

// At returns the span of the bytes that Value[i:j] was decoded from. Offsets outside the value are clamped. An empty range
// is an empty span at its place; a text without a place gives the zero Span.
func (t Text) At(i, j int) Span {
	if t.file == nil {
		return t.Span
	}
	i = min(max(i, 0), len(t.Value))
	j = min(max(j, i), len(t.Value))
	start, _ := t.locate(i)
	end := start
	if j > i {
		_, end = t.locate(j - 1)
	}
	return t.file.Span(start, end)
}

// locate returns the bytes that Value[i] was decoded from; for i == len(Value), the empty range behind the last ones.
func (t Text) locate(i int) (start, end int) {
	if len(t.segs) == 0 {
		return t.start + i, t.start + min(i+1, len(t.Value))
	}
	n := sort.Search(len(t.segs), func(k int) bool { return t.segs[k].value > i }) - 1
	if n < 0 {
		return t.segs[0].start, t.segs[0].start
	}
	s := t.segs[n]
	switch {
	case i >= len(t.Value):
		return s.end, s.end
	case s.verbatim:
		return s.start + i - s.value, s.start + i - s.value + 1
	}
	return s.start, s.end
}

// Slice returns Value[i:j] as a text of its own, whose Span is that of At(i, j).
func (t Text) Slice(i, j int) Text {
	i = min(max(i, 0), len(t.Value))
	j = min(max(j, i), len(t.Value))
	out := Text{Value: t.Value[i:j], Span: t.At(i, j), file: t.file, start: t.start + i}
	if t.segs == nil {
		return out
	}
	b := Builder{file: t.file}
	for k := i; k < j; {
		n := sort.Search(len(t.segs), func(x int) bool { return t.segs[x].value > k }) - 1
		s, next := t.segs[n], len(t.Value)
		if n+1 < len(t.segs) {
			next = t.segs[n+1].value
		}
		stop := min(next, j)
		if s.verbatim {
			b.Append(t.Value[k:stop], s.start+k-s.value, s.start+stop-s.value)
		} else {
			b.Append(t.Value[k:stop], s.start, s.end)
		}
		k = stop
	}
	out.segs = b.segs
	if len(out.segs) == 0 {
		start, _ := t.locate(i)
		out.start = start
	}
	return out
}

// WithSpan returns the text with another Span, such as one that takes in the quotes.
func (t Text) WithSpan(s Span) Text {
	t.Span = s
	return t
}

// Unplaced returns a text that stands in no file, such as a default. Its spans are zero.
func Unplaced(value string) Text { return Text{Value: value} }

// Placed returns a value that was computed from the bytes of span as a whole: every part of it maps to the span.
func Placed(value string, span Span) Text { return Text{Value: value, Span: span} }

// Builder puts a Text together from decoded pieces, in order.
type Builder struct {
	file  *File
	value []byte
	segs  []segment
}

// NewBuilder returns a builder for a value written in file.
func NewBuilder(file *File) *Builder { return &Builder{file: file} }

// Append adds a piece that was decoded from the bytes [start, end) of the file's content.
func (b *Builder) Append(piece string, start, end int) {
	if piece == "" {
		return
	}
	verbatim := b.stands(piece, start, end)
	if n := len(b.segs); n > 0 && verbatim && b.segs[n-1].verbatim && b.segs[n-1].end == start {
		b.segs[n-1].end = end // neighbours melt into one segment
	} else {
		b.segs = append(b.segs, segment{value: len(b.value), start: start, end: end, verbatim: verbatim})
	}
	b.value = append(b.value, piece...)
}

// stands reports whether a piece stands in the file as it is. Its length alone does not tell: $A may stand for "xy".
func (b *Builder) stands(piece string, start, end int) bool {
	return end-start == len(piece) && b.file != nil && start >= 0 && end <= len(b.file.Content) &&
		string(b.file.Content[start:end]) == piece
}

// Len returns the number of bytes of the value so far.
func (b *Builder) Len() int { return len(b.value) }

// Text returns the value, written as the bytes [start, end) of the file: the whole token, quotes included.
func (b *Builder) Text(start, end int) Text {
	return Text{Value: string(b.value), Span: b.file.Span(start, end), file: b.file, start: start, segs: b.segs}
}
