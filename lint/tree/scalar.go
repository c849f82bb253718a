package tree

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// properties skips a tag and an anchor. It returns the offset behind them and that of the content.
func (r *reader) properties(at int, y *yaml.Node) (end, content int) {
	c := r.places.content
	end = at
	for i := at; i < len(c); {
		switch {
		case c[i] == '!':
			i = tagEnd(c, i)
			end = i
		case c[i] == '&' && y.Anchor != "" && bytes.HasPrefix(c[i+1:], []byte(y.Anchor)):
			i += 1 + len(y.Anchor)
			end = i
		case c[i] == ' ' || c[i] == '\t':
			i++
		case c[i] == '#' && i > end:
			for i < len(c) && breakLen(c, i) == 0 {
				i++
			}
		default:
			n := breakLen(c, i)
			if n == 0 {
				return end, i
			}
			i += n
		}
	}
	return end, end
}

func tagEnd(c []byte, i int) int {
	verbatim := i+1 < len(c) && c[i+1] == '<'
	for i < len(c) && c[i] != ' ' && c[i] != '\t' && breakLen(c, i) == 0 {
		if verbatim {
			if c[i] == '>' {
				return i + 1
			}
		} else if c[i] == ',' || c[i] == '[' || c[i] == ']' || c[i] == '{' || c[i] == '}' {
			return i
		}
		i++
	}
	return i
}

// scalar locates a scalar whose token begins at the offset. The library has decoded it; here it is decoded once more to
// learn which bytes each part came from. Should the two ever differ, the library is right and the parts map to the whole.
func (r *reader) scalar(y *yaml.Node, style Style, at int) (source.Text, int) {
	c := r.places.content
	f := r.stream.File
	start := at
	var text source.Text
	var end int
	switch style {
	case SingleQuoted, DoubleQuoted:
		end = quotedEnd(c, at, style == DoubleQuoted)
		if inner := c[min(at+1, end):max(at+1, end-1)]; string(inner) == y.Value {
			text = f.Text(at+1, end-1)
		} else {
			b := source.NewBuilder(f)
			quoted(b, c, at+1, end-1, style == DoubleQuoted)
			text = b.Text(at, end)
		}
	case Literal, Folded:
		b := source.NewBuilder(f)
		end = block(b, c, at, y.Value, style == Folded)
		text = b.Text(at, end)
	default:
		end = min(at+len(y.Value), len(c))
		if string(c[at:end]) == y.Value {
			text = f.Text(at, end)
		} else {
			b := source.NewBuilder(f)
			end = plain(b, c, at, y.Value)
			text = b.Text(at, end)
		}
	}
	span := f.Span(start, end)
	if text.Value != y.Value {
		text = source.Placed(y.Value, span)
		r.stream.inexact++
	}
	if end > start {
		r.tokens = append(r.tokens, token{start: start, end: end, block: style == Literal || style == Folded})
	}
	return text.WithSpan(span), end
}

// plain decodes a plain scalar of several lines, led by its value, and returns where it ends.
func plain(b *source.Builder, c []byte, at int, value string) int {
	i := at
	for j := 0; j < len(value) && i < len(c); {
		end, fold := foldAt(c, i)
		switch {
		case fold != "":
			if len(fold) > len(value)-j {
				return i
			}
			b.Append(fold, i, end)
			j += len(fold)
		case end > i: // blanks inside a line
			end = min(end, i+len(value)-j)
			b.Append(string(c[i:end]), i, end)
			j += end - i
		default:
			_, size := utf8.DecodeRune(c[i:])
			end = i + size
			b.Append(string(c[i:end]), i, end)
			j += size
		}
		i = end
	}
	return i
}

// foldAt looks at blanks that end in line breaks, in a plain or quoted scalar: it returns where the text goes on and what
// the fold stands for. Where there is no line break the fold is "", and the text goes on behind the blanks.
func foldAt(c []byte, i int) (end int, fold string) {
	if i >= len(c) || c[i] > ' ' && c[i] < 0x80 {
		return i, ""
	}
	for i < len(c) && (c[i] == ' ' || c[i] == '\t') {
		i++
	}
	n := breakLen(c, i)
	if n == 0 {
		return i, ""
	}
	first := breakText(c, i, n)
	i += n
	var rest []byte
	for i < len(c) {
		if c[i] == ' ' || c[i] == '\t' {
			i++
		} else if n := breakLen(c, i); n > 0 {
			rest = append(rest, breakText(c, i, n)...)
			i += n
		} else {
			break
		}
	}
	switch {
	case first != "\n":
		return i, first + string(rest)
	case len(rest) == 0:
		return i, " "
	}
	return i, string(rest)
}

// quotedEnd returns the offset behind the closing quote of a scalar that opens at the offset.
func quotedEnd(c []byte, at int, double bool) int {
	for i := at + 1; i < len(c); i++ {
		switch {
		case double && c[i] == '\\':
			i++
		case double && c[i] == '"':
			return i + 1
		case !double && c[i] == '\'':
			if i+1 >= len(c) || c[i+1] != '\'' {
				return i + 1
			}
			i++
		}
	}
	return len(c)
}

func quoted(b *source.Builder, c []byte, at, end int, double bool) {
	for i := at; i < end; {
		stop, fold := foldAt(c[:end], i)
		switch {
		case fold != "":
			b.Append(fold, i, stop)
			i = stop
		case stop > i: // blanks inside a line
			b.Append(string(c[i:stop]), i, stop)
			i = stop
		case !double && c[i] == '\'':
			b.Append("'", i, i+2)
			i += 2
		case double && c[i] == '\\' && i+1 < end:
			i = escape(b, c, i, end)
		default:
			_, size := utf8.DecodeRune(c[i:])
			b.Append(string(c[i:i+size]), i, i+size)
			i += size
		}
	}
}

// escape decodes the escape at i and returns the offset behind it.
func escape(b *source.Builder, c []byte, i, end int) int {
	if n := breakLen(c, i+1); n > 0 {
		// An escaped line break joins the lines; the line breaks behind it stay, blanks around them do not.
		j := i + 1 + n
		for j < end {
			if c[j] == ' ' || c[j] == '\t' {
				j++
			} else if n := breakLen(c, j); n > 0 {
				b.Append(breakText(c, j, n), j, j+n)
				j += n
			} else {
				break
			}
		}
		return j
	}
	digits := 0
	var out string
	switch c[i+1] {
	case '0':
		out = "\x00"
	case 'a':
		out = "\a"
	case 'b':
		out = "\b"
	case 't', '\t':
		out = "\t"
	case 'n':
		out = "\n"
	case 'v':
		out = "\v"
	case 'f':
		out = "\f"
	case 'r':
		out = "\r"
	case 'e':
		out = "\x1b"
	case 'N':
		out = "\u0085"
	case '_':
		out = "\u00a0"
	case 'L':
		out = "\u2028"
	case 'P':
		out = "\u2029"
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		out = string(c[i+1 : i+2])
	}
	stop := min(i+2+digits, end)
	if digits > 0 {
		var r rune
		for _, d := range c[i+2 : stop] {
			r = r<<4 | hex(d)
		}
		out = string(r)
	}
	b.Append(out, i, stop)
	return stop
}

func hex(d byte) rune {
	switch {
	case d >= 'a' && d <= 'f':
		return rune(d-'a') + 10
	case d >= 'A' && d <= 'F':
		return rune(d-'A') + 10
	}
	return rune(d-'0') & 15
}
