package shell

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// origin is a buffer for the parser and the way from its offsets to the source. The buffer has the length of what it
// stands for, so an offset is one.
type origin struct {
	raw  []byte
	file *source.File // where raw[i] is the byte base+i; nil where text holds the value that raw is
	base int
	text source.Text
	line int      // raw[:line] are the instruction's own lines: Docker takes escaped line ends out of them
	gaps []Region // the blank parts of raw, in order
}

func textOrigin(text source.Text) *origin {
	o := &origin{text: text, raw: []byte(text.Value)}
	o.clean()
	return o
}

// window returns the bytes from the first region to the last one with everything between them blank.
func window(src *source.File, regions []Region) *origin {
	size := len(src.Content)
	base, end := clamp(regions[0].Start, size), clamp(regions[len(regions)-1].End, size)
	if end <= base {
		return nil
	}
	o := &origin{raw: make([]byte, end-base), file: src, base: base}
	copy(o.raw, src.Content[base:end])
	at := base
	for _, r := range regions {
		if start := clamp(r.Start, size); start > at {
			o.gaps = append(o.gaps, Region{at - base, start - base})
			blank(o.raw, at-base, start-base)
		}
		at = max(at, clamp(r.End, size))
	}
	o.clean()
	o.join()
	return o
}

func clamp(offset, size int) int { return min(max(offset, 0), size) }

func blank(raw []byte, start, end int) {
	for i := max(start, 0); i < min(end, len(raw)); i++ {
		raw[i] = ' '
	}
}

// gap returns the first gap in raw[i:j], an empty region at j where there is none.
func (o *origin) gap(i, j int) Region {
	if len(o.gaps) > 0 {
		n := sort.Search(len(o.gaps), func(k int) bool { return o.gaps[k].End > i })
		if n < len(o.gaps) && o.gaps[n].Start < j {
			return Region{max(o.gaps[n].Start, i), min(o.gaps[n].End, j)}
		}
	}
	return Region{j, j}
}

// clean replaces what the parser stumbles over and a shell does not: NUL and bytes that are no UTF-8.
func (o *origin) clean() {
	if bytes.IndexByte(o.raw, 0) < 0 && utf8.Valid(o.raw) {
		return
	}
	for i := 0; i < len(o.raw); {
		r, size := utf8.DecodeRune(o.raw[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			o.raw[i] = '_'
		}
		i += size
	}
}

// join makes the instruction's own lines one to the parser. Docker also joins lines where blanks follow the backslash,
// which a shell does not, and it joins before the shell sees a comment, so that a comment reaches over the line end.
func (o *origin) join() {
	i := 0
	for ; ; i++ {
		n := bytes.IndexByte(o.raw[i:], '\n')
		if n < 0 {
			i = len(o.raw)
			break
		}
		i += n
		k := i
		for k > 0 && (o.raw[k-1] == ' ' || o.raw[k-1] == '\t' || o.raw[k-1] == '\r') {
			k--
		}
		if k == 0 || o.raw[k-1] != '\\' {
			break
		}
		if k < i && !(k == i-1 && o.raw[k] == '\r') {
			o.raw[k-1] = ' '
			o.raw[i-1] = '\\'
		}
	}
	o.line = i
	if hash := comment(o.raw[:o.line]); hash >= 0 && bytes.IndexByte(o.raw[hash:o.line], '\n') >= 0 {
		blank(o.raw, hash, o.line)
	}
}

// comment returns the offset at which a comment starts in one logical line, or -1. It follows quotes and substitutions
// as deep as a person would nest them and says -1 where it loses its way.
func comment(line []byte) int {
	if bytes.IndexByte(line, '#') < 0 {
		return -1
	}
	var nest [16]byte // the closing byte of each open construct
	depth := 0
	for i := 0; i < len(line); i++ {
		inner := byte(0)
		if depth > 0 {
			inner = nest[depth-1]
		}
		quoted := inner == '"'
		switch c := line[i]; {
		case c == '\\':
			i++
			if i < len(line) && line[i] == '\r' {
				i++
			}
			continue
		case c == inner && inner != 0:
			depth--
			continue
		case c == '\'' && !quoted && inner != '}':
			n := bytes.IndexByte(line[i+1:], '\'')
			if n < 0 {
				return -1
			}
			i += n + 1
			continue
		case c == '#' && depth == 0 && (i == 0 || bytes.IndexByte([]byte(" \t\n;&|("), line[i-1]) >= 0):
			return i
		case c == '"' || c == '`':
			inner = c
		case c == '$' && i+1 < len(line) && line[i+1] == '(', c == '(' && !quoted && inner != '}':
			inner = ')'
			if c == '$' {
				i++
			}
		case c == '$' && i+1 < len(line) && line[i+1] == '{':
			inner = '}'
			i++
		default:
			continue
		}
		if depth == len(nest) {
			return -1
		}
		nest[depth] = inner
		depth++
	}
	return -1
}

// span returns the source of raw[i:j].
func (o *origin) span(i, j int) source.Span {
	if o.file != nil {
		return o.file.Span(o.base+i, o.base+j)
	}
	return o.text.At(i, j)
}

// firstLine returns what the script starts with, for what is said of it as a whole.
func (o *origin) firstLine() source.Span {
	text := bytes.TrimLeft(o.raw, " \t\r\n")
	start := len(o.raw) - len(text)
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return o.span(start, start+len(text))
}

// slice returns raw[i:j] as a text that decodes to itself.
func (o *origin) slice(i, j int) source.Text {
	if o.file != nil {
		return o.file.Text(o.base+i, o.base+j)
	}
	return o.text.Slice(i, j)
}

// builder returns a builder for texts of this origin, nil where the origin has no place.
func (o *origin) builder() *source.Builder {
	switch {
	case o.file != nil:
		return source.NewBuilder(o.file)
	case o.text.Span.File != nil:
		return source.NewBuilder(o.text.Span.File)
	}
	return nil
}

// piece appends a decoded piece of raw[i:j] to b.
func (o *origin) piece(b *source.Builder, piece string, i, j int) {
	switch {
	case o.file != nil:
		b.Append(piece, o.base+i, o.base+j)
	case len(piece) == j-i:
		// Byte by byte: the value may itself be put together from pieces. The builder melts neighbours.
		for k := range len(piece) {
			s := o.text.At(i+k, i+k+1)
			b.Append(piece[k:k+1], s.Start, s.End)
		}
	default:
		s := o.text.At(i, j)
		b.Append(piece, s.Start, s.End)
	}
}

// finish makes the text of what was appended to b, written as raw[i:j].
func (o *origin) finish(b *source.Builder, i, j int) source.Text {
	if o.file != nil {
		return b.Text(o.base+i, o.base+j)
	}
	s := o.text.At(i, j)
	return b.Text(s.Start, s.End)
}
