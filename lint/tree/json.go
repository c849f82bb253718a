package tree

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ParseJSON reads a file as JSON (RFC 8259) and nothing more: comments, commas before a closing bracket and other words of its
// neighbours are problems, and what can be read in spite of them is there. A mark of the encoding at the start is passed over. A
// key that stands twice is no problem here, since readers differ; Node.Repeated tells.
func ParseJSON(src *source.File, limits Limits) *Stream {
	limits = limits.orDefault()
	s := &Stream{File: src, Complete: true, comments: func() []Comment { return nil }, language: "JSON"}
	if !s.admit(limits) {
		s.Complete = false
		return s
	}
	r := &jsonReader{stream: s, c: s.File.Content, depth: limits.Depth}
	if len(r.c) >= 3 && string(r.c[:3]) == "\xef\xbb\xbf" {
		r.at = 3
	}
	r.blank()
	if r.at == len(r.c) {
		return s
	}
	if n := r.value(0); n != nil {
		s.Docs = append(s.Docs, n)
	}
	if r.blank(); r.at < len(r.c) && !r.lost {
		r.problem(r.at, r.token(), "trailing", "JSON ends here, but the file goes on; remove what follows")
	}
	s.Complete = !r.lost
	slices.SortStableFunc(s.Problems, func(a, b source.Problem) int { return a.Span.Start - b.Span.Start })
	return s
}

// jsonReader reads one value after the other. Once it is lost, nothing that follows is understood.
type jsonReader struct {
	stream *Stream
	c      []byte
	at     int
	depth  int
	lost   bool
}

func (r *jsonReader) problem(start, end int, key, message string) {
	r.stream.problem(source.Malformed, start, max(end, min(start+1, len(r.c))), key, message)
}

// lose says what cannot be read and gives up.
func (r *jsonReader) lose(message string) *Node {
	if !r.lost {
		at := min(r.at, max(len(r.c)-1, 0))
		r.problem(at, r.token(), "syntax", message)
	}
	r.lost = true
	return nil
}

// token returns where the word ends that stands here, for a place of a problem.
func (r *jsonReader) token() int {
	i := r.at
	for i < len(r.c) && i < r.at+40 && wordByte(r.c[i]) {
		i++
	}
	return max(i, min(r.at+1, len(r.c)))
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-' || b == '+' || b == '.' ||
		b >= utf8.RuneSelf
}

// blank passes over blanks, and over comments, which are said once.
func (r *jsonReader) blank() {
	for r.at < len(r.c) {
		switch b := r.c[r.at]; {
		case b == ' ' || b == '\t' || b == '\n' || b == '\r':
			r.at++
		case b == '#', b == '/' && r.at+1 < len(r.c) && (r.c[r.at+1] == '/' || r.c[r.at+1] == '*'):
			start := r.at
			r.comment()
			r.problem(start, r.at, "comment", "JSON has no comments; remove it")
		default:
			return
		}
	}
}

func (r *jsonReader) comment() {
	block := r.c[r.at] == '/' && r.c[r.at+1] == '*'
	for r.at++; r.at < len(r.c); r.at++ {
		if block && r.c[r.at] == '/' && r.c[r.at-1] == '*' {
			r.at++
			return
		}
		if !block && (r.c[r.at] == '\n' || r.c[r.at] == '\r') {
			return
		}
	}
}

// value reads the value that begins here. It returns nil once the reader is lost.
func (r *jsonReader) value(depth int) *Node {
	if depth > r.depth {
		if !r.lost {
			r.stream.problem(source.Unread, r.at, r.at+1, "depth",
				fmt.Sprintf("nested more than %d deep; what lies deeper is not read", r.depth))
		}
		r.lost = true
		return nil
	}
	if r.blank(); r.at >= len(r.c) {
		return r.lose("the file ends where a value is expected")
	}
	switch b := r.c[r.at]; {
	case b == '{':
		return r.collection(Mapping, '}', depth)
	case b == '[':
		return r.collection(Sequence, ']', depth)
	case b == '"':
		return r.text()
	case b == '\'':
		return r.lose("JSON writes text in double quotes")
	case wordByte(b):
		return r.word()
	}
	return r.lose(fmt.Sprintf("%s where a value is expected", r.seen()))
}

// seen shows the character that stands here.
func (r *jsonReader) seen() string {
	if r.at >= len(r.c) {
		return "the end of the file"
	}
	c, _ := utf8.DecodeRune(r.c[r.at:])
	return strconv.QuoteRune(c)
}

func (r *jsonReader) collection(kind Kind, closing byte, depth int) *Node {
	n, start := &Node{Kind: kind, Style: Flow, Tag: "!!seq", size: 1}, r.at
	if kind == Mapping {
		n.Tag = "!!map"
	}
	comma := -1
	for r.at++; !r.lost; {
		if r.blank(); r.at >= len(r.c) {
			r.at = start
			r.lose(fmt.Sprintf("%s is not closed", kind))
			break
		}
		if r.c[r.at] == closing {
			if r.at++; comma >= 0 {
				r.problem(comma, comma+1, "comma", "JSON has no comma behind the last value; remove it")
			}
			break
		}
		if comma < 0 && n.size > 1 {
			r.problem(r.at, r.token(), "comma", "a comma is missing before this")
		}
		if comma = -1; !r.item(n, depth) {
			break
		}
		if r.blank(); r.at < len(r.c) && r.c[r.at] == ',' {
			comma = r.at
			r.at++
		}
	}
	n.Span = r.stream.File.Span(start, r.at)
	if r.lost {
		n.Span = r.stream.File.Span(start, start+1)
	}
	return n
}

// item reads one value of a list, or one entry of a mapping. What is understood is kept, even if the reader is lost then.
func (r *jsonReader) item(n *Node, depth int) bool {
	if n.Kind == Sequence {
		if v := r.value(depth + 1); v != nil {
			n.Items, n.size = append(n.Items, v), n.size+v.size
		}
		return !r.lost
	}
	var key *Node
	switch b := r.c[r.at]; {
	case b == '"':
		key = r.text()
	case wordByte(b):
		start := r.at
		key = r.plain()
		r.problem(start, r.at, "key", "JSON writes keys in double quotes")
	case b == '\'':
		r.lose("JSON writes keys in double quotes")
	default:
		r.lose(fmt.Sprintf("%s where a key is expected", r.seen()))
	}
	if key == nil {
		return false
	}
	if r.blank(); r.at >= len(r.c) || r.c[r.at] != ':' {
		r.lose(fmt.Sprintf("%s where a colon is expected", r.seen()))
		return false
	}
	r.at++
	v := r.value(depth + 1)
	if v != nil {
		n.Pairs, n.size = append(n.Pairs, Pair{Key: key, Value: v}), n.size+1+v.size
	}
	return !r.lost
}

// plain takes the word that stands here for a text.
func (r *jsonReader) plain() *Node {
	start := r.at
	for r.at < len(r.c) && wordByte(r.c[r.at]) {
		r.at++
	}
	text := r.stream.File.Text(start, r.at)
	return &Node{Kind: Scalar, Style: Plain, Tag: "!!str", Text: text, Span: text.Span, size: 1}
}

// word reads a number, true, false or null.
func (r *jsonReader) word() *Node {
	start := r.at
	n := r.plain()
	switch word := n.Text.Value; {
	case word == "true" || word == "false":
		n.Tag = "!!bool"
	case word == "null":
		n.Tag = "!!null"
	case isNumber(word):
		n.Tag = "!!float"
		if _, err := strconv.ParseInt(word, 10, 64); err == nil {
			n.Tag = "!!int"
		}
	default:
		r.problem(start, r.at, "word", "JSON knows no such word; text stands in double quotes")
	}
	return n
}

// isNumber reports whether a word is a number of JSON.
func isNumber(w string) bool {
	digits := func(i int) int {
		for i < len(w) && w[i] >= '0' && w[i] <= '9' {
			i++
		}
		return i
	}
	i := 0
	if w[0] == '-' {
		i++
	}
	end := digits(i)
	if end == i || w[i] == '0' && end > i+1 {
		return false
	}
	if i = end; i < len(w) && w[i] == '.' {
		if end = digits(i + 1); end == i+1 {
			return false
		}
		i = end
	}
	if i < len(w) && (w[i] == 'e' || w[i] == 'E') {
		if i++; i < len(w) && (w[i] == '+' || w[i] == '-') {
			i++
		}
		if end = digits(i); end == i {
			return false
		}
		i = end
	}
	return i == len(w)
}

// text reads a text in double quotes.
func (r *jsonReader) text() *Node {
	start, c := r.at, r.c
	b := source.NewBuilder(r.stream.File)
	for i := start + 1; i < len(c); {
		switch {
		case c[i] == '"':
			r.at = i + 1
			text := b.Text(start, r.at)
			if text.Value == "" {
				text = r.stream.File.Text(start+1, start+1).WithSpan(text.Span)
			}
			return &Node{Kind: Scalar, Style: DoubleQuoted, Tag: "!!str", Text: text, Span: text.Span, size: 1}
		case c[i] == '\n' || c[i] == '\r' || c[i] == '\t':
			if c[i] != '\t' {
				return r.lose("the text is not closed on its line")
			}
			r.problem(i, i+1, "tab", `JSON writes a tab in a text as \t`)
			b.Append("\t", i, i+1)
			i++
		case c[i] == '\\':
			out, end := jsonEscape(c, i)
			if out == "" {
				r.problem(i, end, "escape", "JSON knows no such escape")
				out = string(c[i:end])
			}
			b.Append(out, i, end)
			i = end
		default:
			end := i + 1
			for end < len(c) && c[end] != '"' && c[end] != '\\' && c[end] >= ' ' {
				end++
			}
			b.Append(string(c[i:end]), i, end)
			i = end
		}
	}
	return r.lose("the text is not closed")
}

// jsonEscape decodes the escape at i. The result is empty where there is no such escape. Half a surrogate pair is U+FFFD, as in
// encoding/json.
func jsonEscape(c []byte, i int) (out string, end int) {
	end = min(i+2, len(c))
	if end == i+1 {
		return "", end
	}
	switch c[i+1] {
	case '"', '\\', '/':
		return string(c[i+1]), end
	case 'b':
		return "\b", end
	case 'f':
		return "\f", end
	case 'n':
		return "\n", end
	case 'r':
		return "\r", end
	case 't':
		return "\t", end
	case 'u':
		first, ok := unit(c, i)
		if !ok {
			return "", end
		}
		end = i + 6
		if second, ok := unit(c, end); ok && utf16.IsSurrogate(first) {
			if whole := utf16.DecodeRune(first, second); whole != utf8.RuneError {
				return string(whole), end + 6
			}
		}
		if utf16.IsSurrogate(first) {
			first = utf8.RuneError
		}
		return string(first), end
	}
	return "", end
}

// unit reads the \uXXXX at i.
func unit(c []byte, i int) (rune, bool) {
	if i+6 > len(c) || c[i] != '\\' || c[i+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(c[i+2:i+6]), 16, 16)
	return rune(n), err == nil
}

// Repeated returns the entries of a mapping whose key stands once more behind them, each with the entry that counts.
func (n *Node) Repeated() [][2]Pair {
	if len(n.Pairs) < 2 {
		return nil
	}
	last := make(map[string]int, len(n.Pairs))
	for i, p := range n.Pairs {
		last[p.Key.Text.Value] = i
	}
	if len(last) == len(n.Pairs) {
		return nil
	}
	var out [][2]Pair
	for i, p := range n.Pairs {
		if j := last[p.Key.Text.Value]; j != i {
			out = append(out, [2]Pair{p, n.Pairs[j]})
		}
	}
	return out
}
