package cel

import (
	"fmt"
	"strconv"
	"strings"
)

type tokenKind int

const (
	tokEnd tokenKind = iota
	tokName
	tokInt
	tokText
	tokSign
)

type token struct {
	kind       tokenKind
	start, end int
	text       string // a name, a sign, or the value of a text
	number     int64
}

func (t token) describe() string {
	if t.kind == tokEnd {
		return "the end"
	}
	return strconv.Quote(t.text)
}

type scanner struct {
	text string
	pos  int
	tok  token
}

func (s *scanner) fail(start, end int, format string, args ...any) {
	panic(&Error{start, end, fmt.Sprintf(format, args...)})
}

func isLetter(c byte) bool { return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// scan reads the next token.
func (s *scanner) scan() {
	for s.pos < len(s.text) {
		if strings.HasPrefix(s.text[s.pos:], "//") {
			for s.pos < len(s.text) && s.text[s.pos] != '\n' {
				s.pos++
			}
			continue
		}
		if !strings.ContainsRune(" \t\r\n", rune(s.text[s.pos])) {
			break
		}
		s.pos++
	}
	start := s.pos
	if start == len(s.text) {
		s.tok = token{tokEnd, start, start, "", 0}
		return
	}
	switch c := s.text[start]; {
	case (c == 'r' || c == 'R') && start+1 < len(s.text) && (s.text[start+1] == '"' || s.text[start+1] == '\''):
		s.pos++
		s.quoted(start, true)
	case isLetter(c):
		for s.pos < len(s.text) && (isLetter(s.text[s.pos]) || isDigit(s.text[s.pos])) {
			s.pos++
		}
		s.tok = token{tokName, start, s.pos, s.text[start:s.pos], 0}
	case isDigit(c):
		for s.pos < len(s.text) && (isLetter(s.text[s.pos]) || isDigit(s.text[s.pos])) {
			s.pos++
		}
		n, err := strconv.ParseInt(s.text[start:s.pos], 10, 64)
		if err != nil || s.pos < len(s.text) && s.text[s.pos] == '.' {
			s.fail(start, s.pos, "%s is no whole number", s.text[start:s.pos])
		}
		s.tok = token{tokInt, start, s.pos, s.text[start:s.pos], n}
	case c == '"' || c == '\'':
		s.quoted(start, false)
	default:
		for _, sign := range [...]string{"&&", "||", "==", "!=", "<=", ">="} {
			if strings.HasPrefix(s.text[start:], sign) {
				s.pos += 2
				s.tok = token{tokSign, start, s.pos, sign, 0}
				return
			}
		}
		if !strings.ContainsRune("()[].,?:!<>+-*/%", rune(c)) {
			s.fail(start, start+1, "%q is no part of an expression", c)
		}
		s.pos++
		s.tok = token{tokSign, start, s.pos, s.text[start:s.pos], 0}
	}
}

// quoted reads a text, from its quote on.
func (s *scanner) quoted(start int, raw bool) {
	quote := s.text[s.pos]
	var b strings.Builder
	for s.pos++; ; s.pos++ {
		switch {
		case s.pos >= len(s.text) || s.text[s.pos] == '\n':
			s.fail(start, s.pos, "the text is not closed")
		case s.text[s.pos] == quote:
			s.pos++
			s.tok = token{tokText, start, s.pos, b.String(), 0}
			return
		case s.text[s.pos] == '\\' && !raw && s.pos+1 < len(s.text):
			s.pos++
			escapes := map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', '"': '"', '\'': '\'', '`': '`', '?': '?'}
			c, ok := escapes[s.text[s.pos]]
			if !ok {
				s.fail(s.pos-1, s.pos+1, `\%c is no escape that works here; write r"..." for a pattern`, s.text[s.pos])
			}
			b.WriteByte(c)
		default:
			b.WriteByte(s.text[s.pos])
		}
	}
}
