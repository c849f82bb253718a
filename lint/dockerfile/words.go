package dockerfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// statement is the line of one instruction on the way to its model.
type statement struct {
	*logical
	node       node
	ast        *parser.Node
	rest, stop int // where the arguments behind the flags begin and end
	nextLine   int // the line behind the logical one: where the heredocs begin
	lastLine   int // the last line of the instruction
	verb       string
}

// instruction models one instruction of BuildKit, whose line is the logical one from offset i on.
func (r *reader) instruction(ast *parser.Node, line *logical, i, nextLine int) Instruction {
	s := r.open(line, i)
	s.ast, s.nextLine, s.lastLine = ast, nextLine, ast.EndLine
	if nextLine <= ast.EndLine && len(ast.Heredocs) > 0 {
		_, s.node.end = r.lines.bounds(ast.EndLine)
	}
	in := r.build(&s)
	r.check(&s, in)
	return in
}

// open splits the keyword and the flags off a line, as BuildKit's splitCommand does.
func (r *reader) open(line *logical, i int) statement {
	text := line.text
	stop := len(strings.TrimRightFunc(text[i:], unicode.IsSpace)) + i
	i = stop - len(strings.TrimLeftFunc(text[i:stop], unicode.IsSpace))
	end := i
	for end < stop && !blank(text[end]) {
		end++
	}
	s := statement{logical: line, stop: stop, verb: strings.ToLower(text[i:end])}
	s.node.file, s.node.keyword = r.file, line.slice(i, end)
	s.node.start, s.node.end = line.bounds(i, stop)
	for end < stop && blank(text[end]) {
		end++
	}
	s.rest = s.scanFlags(end, r.file.Escape)
	return s
}

// args are the words that BuildKit found, as a list.
func (s *statement) args() *parser.Node { return s.ast.Next }

// json reports whether the arguments are a JSON array.
func (s *statement) json() bool { return s.ast.Attributes["json"] }

// all returns the arguments as one text.
func (s *statement) all() source.Text {
	if s.ast != nil && s.args() == nil {
		return source.Text{}
	}
	return s.slice(s.rest, s.stop)
}

// words returns the arguments between blanks, or the elements of a JSON array.
func (s *statement) words() []source.Text {
	if s.json() {
		return s.elements()
	}
	n := 0
	for a := s.args(); a != nil; a = a.Next {
		n++
	}
	if n == 0 {
		return nil
	}
	out := make([]source.Text, 0, n)
	i := s.rest
	for a := s.args(); a != nil; a = a.Next {
		for i < s.stop && blank(s.text[i]) {
			i++
		}
		var t source.Text
		t, i = s.take(i, a.Value)
		out = append(out, t)
	}
	return out
}

// pairs returns the arguments of ENV and LABEL, and whether they are written without =.
func (s *statement) pairs() (pairs []Pair, legacy bool) {
	i := s.rest
	for a := s.args(); a != nil && a.Next != nil && a.Next.Next != nil; a = a.Next.Next.Next {
		i = s.skipSpace(i)
		key, value, sep := a.Value, a.Next.Value, a.Next.Next.Value
		name, k := s.take(i, key)
		if sep == "" {
			legacy = true
			for k < s.stop && blank(s.text[k]) {
				k++
			}
		} else if k < s.stop && s.text[k] == '=' {
			k++
		}
		text, end := s.take(k, value)
		if !legacy {
			end = s.wordEnd(end)
		}
		pairs = append(pairs, Pair{Span: s.span(i, end), Name: name, Value: text, HasValue: true})
		i = end
	}
	return pairs, legacy
}

// declarations returns the arguments of ARG.
func (s *statement) declarations() []Pair {
	var pairs []Pair
	i := s.rest
	for a := s.args(); a != nil; a = a.Next {
		i = s.skipSpace(i)
		word, end := s.take(i, a.Value)
		end = s.wordEnd(end)
		p := Pair{Span: s.span(i, end), Name: word}
		if n := strings.IndexByte(a.Value, '='); n >= 0 {
			p.Name, p.Value, p.HasValue = word.Slice(0, n), word.Slice(n+1, len(a.Value)), true
		}
		pairs = append(pairs, p)
		i = end
	}
	return pairs
}

func (s *statement) skipSpace(i int) int {
	for i < s.stop {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// wordEnd skips the escape character that BuildKit drops at the end of a line.
func (s *statement) wordEnd(i int) int {
	if i == s.stop-1 && s.text[i] == s.node.file.Escape {
		return s.stop
	}
	return i
}

// scanFlags reads the flags from i on as BuildKit's extractBuilderFlags does, byte by byte, and returns where the
// arguments begin.
func (s *statement) scanFlags(i int, escape byte) int {
	for {
		for i < s.stop && flagSpace(s.text[i]) {
			i++
		}
		if i+1 >= s.stop || s.text[i] != '-' || s.text[i+1] != '-' {
			return s.skipSpace(i)
		}
		end, plain, quoted := flagEnd(s.text[:s.stop], i, escape)
		var word source.Text
		if plain {
			word = s.slice(i, end)
		} else {
			word = s.decodeFlag(i, end, escape)
		}
		if word.Value == "--" {
			if end == s.stop {
				return s.stop
			}
			return s.skipSpace(end)
		}
		if quoted || word.Value != "" {
			s.node.flags = append(s.node.flags, makeFlag(word))
		}
		i = end
	}
}

func makeFlag(word source.Text) Flag {
	f := Flag{Span: word.Span}
	n := strings.IndexByte(word.Value, '=')
	if n < 0 {
		n = len(word.Value)
	} else {
		f.Value, f.HasValue = word.Slice(n+1, len(word.Value)), true
		span := word.Span // the value as written goes on to the end of the flag, quotes included
		span.Start = word.At(n, n+1).End
		f.Value = f.Value.WithSpan(span)
	}
	f.Name = word.Slice(min(2, n), n)
	return f
}

// flagEnd returns where the flag that begins at i ends, and whether it holds nothing to decode.
func flagEnd(text string, i int, escape byte) (end int, plain, quoted bool) {
	plain = true
	quote := byte(0)
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote && quote != 0:
			quote = 0
		case quote == 0 && flagSpace(c):
			return i, plain, quoted
		case quote == 0 && (c == '\'' || c == '"'):
			quote, quoted, plain = c, true, false
		case c == escape:
			plain = false
			i++
		case c >= utf8.RuneSelf:
			plain = false
		}
	}
	return min(i, len(text)), plain, quoted
}

// decodeFlag takes the quotes and escapes out of a flag. BuildKit takes each byte for a character of its own, so bytes
// that are no ASCII come out as Latin-1.
func (s *statement) decodeFlag(i, end int, escape byte) source.Text {
	b := source.NewBuilder(s.src)
	start, stop := s.bounds(i, end)
	quote := byte(0)
	for ; i < end; i++ {
		from := s.offset(i)
		switch c := s.text[i]; {
		case c == quote && quote != 0:
			quote = 0
			continue
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
			continue
		case c == escape:
			i++
			if i >= end {
				continue
			}
		}
		b.Append(string(rune(s.text[i])), from, s.offset(i)+1)
	}
	return b.Text(start, stop)
}

// flagSpace is unicode.IsSpace of one byte taken for a character.
func flagSpace(c byte) bool {
	return c == ' ' || '\t' <= c && c <= '\r' || c == 0x85 || c == 0xA0
}
