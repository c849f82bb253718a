package dockerfile

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxLine is the longest line that BuildKit reads, in bytes without the line feed.
const maxLine = 1<<16 - 1

// lines are the physical lines of a file as BuildKit counts them: a line feed alone ends one.
type lines struct {
	content []byte
	starts  []int
	cut     map[int]cut // the lines that are too long for BuildKit
}

// cut says how much of a line that is too long BuildKit is given.
type cut struct {
	kept   int
	goesOn bool // the line ends in an escape character, which is kept as well
}

func newLines(content []byte) lines {
	starts := make([]int, 1, 2+bytes.Count(content, []byte{'\n'}))
	for at := 0; ; {
		n := bytes.IndexByte(content[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
		starts = append(starts, at)
	}
	if n := len(starts); n > 1 && starts[n-1] == len(content) {
		starts = starts[:n-1]
	}
	return lines{content: content, starts: starts}
}

func (l *lines) count() int { return len(l.starts) }

// start returns where a line begins, counted from 1; the line behind the last one begins at the end of the file.
func (l *lines) start(n int) int {
	if n > len(l.starts) {
		return len(l.content)
	}
	return l.starts[n-1]
}

// bounds returns a line without its line end.
func (l *lines) bounds(n int) (start, end int) {
	start, end = l.start(n), l.start(n+1)
	if end > start && l.content[end-1] == '\n' {
		end--
	}
	for end > start && l.content[end-1] == '\r' {
		end--
	}
	if c, ok := l.cut[n]; ok {
		end = start + c.kept
	}
	return start, end
}

// at returns the number of the line that holds the offset.
func (l *lines) at(offset int) int {
	return sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset })
}

// segment says that the text of a logical line from at on stands in the content from src on, up to the next segment.
type segment struct{ at, src int }

// logical is an instruction's line as BuildKit puts it together: continued lines are one, comments and blank lines
// between them are gone.
type logical struct {
	src  *source.File
	text string
	segs []segment
	// whole is where the instruction stands. It is what a word maps to that was not found, which no input is known to
	// bring about.
	whole [2]int
}

// offset returns where the byte at i of the text stands in the content.
func (l *logical) offset(i int) int {
	if len(l.segs) == 1 {
		return l.segs[0].src + i - l.segs[0].at
	}
	n := sort.Search(len(l.segs), func(k int) bool { return l.segs[k].at > i }) - 1
	if n < 0 {
		return l.whole[0]
	}
	return l.segs[n].src + i - l.segs[n].at
}

// bounds returns the offsets of the bytes that text[i:j] was written as.
func (l *logical) bounds(i, j int) (start, end int) {
	if len(l.segs) == 0 {
		return l.whole[0], l.whole[1]
	}
	start = l.offset(i)
	if j <= i {
		return start, start
	}
	return start, l.offset(j-1) + 1
}

func (l *logical) span(i, j int) source.Span {
	return l.src.Span(l.bounds(i, j))
}

// slice returns text[i:j] with the bytes it was written as.
func (l *logical) slice(i, j int) source.Text {
	if len(l.segs) == 0 {
		return source.Placed(l.text[i:j], l.span(i, j))
	}
	start, end := l.bounds(i, j)
	if end-start == j-i {
		return l.src.Text(start, end)
	}
	b := source.NewBuilder(l.src)
	l.appendTo(b, i, j)
	return b.Text(start, end)
}

// appendTo adds text[i:j] to a builder, one piece for each line.
func (l *logical) appendTo(b *source.Builder, i, j int) {
	n := max(sort.Search(len(l.segs), func(k int) bool { return l.segs[k].at > i })-1, 0)
	for ; i < j; n++ {
		next := j
		if n+1 < len(l.segs) {
			next = min(l.segs[n+1].at, j)
		}
		if next > i {
			src := l.segs[n].src + i - l.segs[n].at
			b.Append(l.text[i:next], src, src+next-i)
			i = next
		}
	}
}

// take returns value, which BuildKit read at text[i:], with its bytes, and where the text goes on. BuildKit writes the
// replacement character for bytes that are no UTF-8; apart from these the value stands in the text as it is.
func (l *logical) take(i int, value string) (source.Text, int) {
	if len(l.segs) > 0 && strings.HasPrefix(l.text[i:], value) {
		return l.slice(i, i+len(value)), i + len(value)
	}
	b := source.NewBuilder(l.src)
	k := i
	for rest := value; rest != "" && len(l.segs) > 0; {
		want, n := utf8.DecodeRuneInString(rest)
		got, m := utf8.DecodeRuneInString(l.text[k:])
		if m == 0 || want != got {
			break
		}
		at := l.offset(k)
		b.Append(rest[:n], at, at+m)
		rest, k = rest[n:], k+m
		if rest == "" {
			start, end := l.bounds(i, k)
			return b.Text(start, end), k
		}
	}
	if value == "" && len(l.segs) > 0 {
		return l.slice(i, i), i
	}
	return source.Placed(value, l.src.Span(l.whole[0], l.whole[1])), i
}

// join puts the logical line together that begins in the given line and is known to be text; without a text to
// compare it with it makes the text. It returns the number of the line behind it, and the comments inside it are
// added to notes.
func (r *reader) join(first, last int, text string) (logical, int) {
	out := logical{src: r.src, text: text}
	from := len(r.arena)
	size, n := 0, first
	var made []byte
	for ; n <= last; n++ {
		start, end := r.lines.bounds(n)
		line := r.lines.content[start:end]
		if n == first {
			if n == 1 && bytes.HasPrefix(line, utf8Mark) {
				line = line[len(utf8Mark):]
			}
			trimmed := trimLeft(line)
			start, line = end-len(trimmed), trimmed
		} else if trimmed := trimLeft(line); len(trimmed) == 0 {
			continue
		} else if trimmed[0] == '#' {
			r.comment(end-len(trimmed), end)
			continue
		}
		line, goesOn := r.trimEscape(line)
		if c, ok := r.lines.cut[n]; ok {
			goesOn = c.goesOn
		}
		r.arena = append(r.arena, segment{at: size, src: start})
		size += len(line)
		if text == "" {
			made = append(made, line...)
		} else if size > len(text) || string(line) != text[size-len(line):size] {
			r.arena = r.arena[:from]
			size = -1
			break
		}
		if !goesOn {
			n++
			break
		}
	}
	if text == "" {
		out.text = string(made)
	} else if size != len(text) {
		r.arena = r.arena[:from]
	}
	out.segs = r.arena[from:len(r.arena):len(r.arena)]
	end := r.lines.start(n)
	out.whole = [2]int{r.lines.start(first), max(end, r.lines.start(first))}
	return out, n
}

// trimEscape takes the escape character off a line that goes on in the next one. Blanks behind it do not matter; two of
// them do not continue a line.
func (r *reader) trimEscape(line []byte) ([]byte, bool) {
	end := len(line)
	for end > 0 && (line[end-1] == ' ' || line[end-1] == '\t') {
		end--
	}
	if end == 0 || line[end-1] != r.file.Escape || end > 1 && line[end-2] == r.file.Escape {
		return line, false
	}
	return line[:end-1], true
}

var utf8Mark = []byte("\xef\xbb\xbf")

func trimLeft(line []byte) []byte {
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	if i < len(line) && line[i] > ' ' && line[i] < utf8.RuneSelf {
		return line[i:]
	}
	return bytes.TrimLeftFunc(line[i:], unicode.IsSpace)
}

// blank reports the characters that separate words, as BuildKit's reWhitespace does: ASCII alone.
func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r' }
