package apparmor

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// token is a word, a group in brackets, or a sign.
type token struct {
	kind   tokenKind
	text   source.Text // of a word: without quotes, escapes kept, since they mean something to patterns
	quoted bool
	group  []token // the words in round brackets
	span   source.Span
}

type tokenKind int

const (
	end   tokenKind = iota // of the file
	word                   // /etc/passwd, peer=unconfined, options=
	group                  // (send, receive)
	arrow                  // ->
	comma
	open
	closing
	broken // a bracket that is not closed
)

// is reports whether the token is a word that is written without quotes.
func (t token) is(names ...string) bool {
	if t.kind != word || t.quoted {
		return false
	}
	for _, name := range names {
		if t.text.Value == name {
			return true
		}
	}
	return false
}

// scanner splits a file into tokens. As in AppArmor's own one, a comma is part of a word where the word goes on behind it, and a
// comment begins where a word could.
type scanner struct {
	file     *source.File
	src      []byte
	at       int
	comments []source.Text
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// skip goes to the next token, over blanks and comments. With line it stops at the end of the line.
func (s *scanner) skip(line bool) {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case line && c == '\n':
			return
		case blank(c):
			s.at++
		case line && c == '\\' && s.at+1 < len(s.src) && s.src[s.at+1] == '\n':
			s.at += 2
		case c == '#' && !s.including():
			stop := len(s.src)
			if i := bytes.IndexByte(s.src[s.at:], '\n'); i >= 0 {
				stop = s.at + i
			}
			if stop-s.at > len("plimsoll") { // shorter ones silence nothing
				s.comments = append(s.comments, s.file.Text(s.at+1, len(bytes.TrimRight(s.src[:stop], "\r"))))
			}
			s.at = stop
		default:
			return
		}
	}
}

// including reports whether "#include" stands here, which is no comment.
func (s *scanner) including() bool {
	rest, ok := bytes.CutPrefix(s.src[s.at:], []byte("#include"))
	return ok && len(rest) > 0 && bytes.IndexByte([]byte(" \t<\""), rest[0]) >= 0
}

// next reads one token.
func (s *scanner) next() token {
	s.skip(false)
	return s.token(false)
}

func (s *scanner) sign(kind tokenKind, n int) token {
	t := token{kind: kind, span: s.file.Span(s.at, s.at+n)}
	s.at += n
	return t
}

func (s *scanner) token(inGroup bool) token {
	if s.at >= len(s.src) {
		return token{kind: end, span: s.file.Span(len(s.src), len(s.src))}
	}
	switch c := s.src[s.at]; {
	case c == ',':
		return s.sign(comma, 1)
	case c == '}':
		return s.sign(closing, 1)
	case c == '{' && s.block():
		return s.sign(open, 1)
	case c == '-' && bytes.HasPrefix(s.src[s.at:], []byte("->")):
		return s.sign(arrow, 2)
	case c == '(' && !inGroup:
		return s.brackets()
	case c == '"':
		return s.quotes()
	}
	return s.word(inGroup)
}

// block reports whether a brace opens a block, rather than a set of alternatives.
func (s *scanner) block() bool {
	return s.at+1 == len(s.src) || blank(s.src[s.at+1]) || s.src[s.at+1] == '}' || s.src[s.at+1] == '#'
}

func (s *scanner) quotes() token {
	start := s.at
	for s.at++; s.at < len(s.src) && s.src[s.at] != '"' && s.src[s.at] != '\n'; s.at++ {
		if s.src[s.at] == '\\' && s.at+1 < len(s.src) {
			s.at++
		}
	}
	text := s.file.Text(start+1, min(s.at, len(s.src)))
	if s.at < len(s.src) && s.src[s.at] == '"' {
		s.at++
	}
	s.at = min(s.at, len(s.src))
	span := s.file.Span(start, s.at)
	return token{kind: word, quoted: true, text: text.WithSpan(span), span: span}
}

// word reads up to a blank, or a comma that ends the word. A word that ends in "=" takes no bracket or quote behind it, which are
// tokens of their own.
func (s *scanner) word(inGroup bool) token {
	start := s.at
	for ; s.at < len(s.src); s.at++ {
		c := s.src[s.at]
		switch {
		case c == '\\' && s.at+1 < len(s.src):
			s.at++
			continue
		case blank(c), inGroup && (c == ')' || c == '(' || c == ','):
		case c == ',':
			if !whole(s.src[start:s.at]) && s.inWord() {
				continue
			}
		case c == '(' && letters(s.src[start:s.at]), c == '-' && letters(s.src[start:s.at]) && s.at+1 < len(s.src) && s.src[s.at+1] == '>':
		case (c == '/' || c == '@') && glued(s.src[start:s.at]):
		case (c == '(' || c == '"') && s.at > start && s.src[s.at-1] == '=':
		case c == '{' && s.at > start && s.src[s.at-1] == ')' && s.block():
		default:
			continue
		}
		break
	}
	s.at = max(min(s.at, len(s.src)), min(start+1, len(s.src)))
	text := s.file.Text(start, s.at)
	return token{kind: word, text: text, span: text.Span}
}

// letters reports whether a word so far is of letters alone, as keywords are, which end where a bracket or an arrow begins.
func letters(word []byte) bool {
	if len(word) > maxKeyword {
		return false
	}
	for _, c := range word {
		if c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return len(word) > 0
}

// maxKeyword bounds what is taken for a keyword.
const maxKeyword = 32

// whole reports whether a word so far is a keyword or an access, so that a comma ends it even without a blank behind.
func whole(b []byte) bool {
	if !letters(b) {
		return false
	}
	text := source.Unplaced(string(b))
	_, isKeyword := keyword(token{kind: word, text: text})
	_, isAccess := readAccess(text)
	return isKeyword || isAccess
}

// glued reports whether a word is a qualifier, behind which a path may stand without a blank.
func glued(word []byte) bool {
	switch string(word) {
	case "deny", "allow", "audit", "owner":
		return true
	}
	return false
}

// inWord reports whether the word goes on behind the comma at hand.
func (s *scanner) inWord() bool {
	if s.at+1 >= len(s.src) {
		return false
	}
	c := s.src[s.at+1]
	return !blank(c) && c != ',' && c != '"' && c != '#' || bytes.HasPrefix(s.src[s.at+1:], []byte("#{"))
}

// maxBrackets bounds round brackets inside one another, as in peer=(name=(a|b)).
const maxBrackets = 8

// brackets reads a group.
func (s *scanner) brackets() token {
	t := token{kind: group}
	start, depth := s.at, 0
	for s.at < len(s.src) {
		s.skip(false)
		if s.at >= len(s.src) {
			break
		}
		switch c := s.src[s.at]; {
		case c == '(':
			s.at++
			if depth++; depth > maxBrackets {
				t.kind, t.span = broken, s.file.Span(start, s.at)
				return t
			}
		case c == ')':
			s.at++
			if depth--; depth == 0 {
				t.span = s.file.Span(start, s.at)
				return t
			}
		case c == ',':
			s.at++
		case c == '{' && s.block(), c == '}': // no bracket would hold one: it is not closed
			t.kind, t.span = broken, s.file.Span(start, s.at)
			return t
		default:
			if w := s.token(true); w.kind == word {
				t.group = append(t.group, w)
			}
		}
	}
	t.kind, t.span = broken, s.file.Span(start, len(s.src))
	return t
}

// key splits "peer=unconfined" into its key and the value.
func (t token) key() (name string, value source.Text, ok bool) {
	if t.kind != word || t.quoted {
		return "", source.Text{}, false
	}
	i := strings.IndexByte(t.text.Value, '=')
	if i <= 0 || strings.ContainsAny(t.text.Value[:i], "/{}@") {
		return "", source.Text{}, false
	}
	return t.text.Value[:i], t.text.Slice(i+1, len(t.text.Value)), true
}
