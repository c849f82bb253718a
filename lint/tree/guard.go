package tree

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxTurns bounds how many characters that turn the direction of text are reported for one file.
const maxTurns = 20

// admit decides whether the bytes may be handed to the YAML reader: their number, their encoding, their characters. It
// decodes UTF-16. The YAML reader would say the same of most of this, but only of the first fault and without its place.
func (s *Stream) admit(limits Limits) bool {
	if size := len(s.File.Content); size > limits.Bytes {
		s.problem(source.Unread, 0, 0, "size",
			fmt.Sprintf("file of %d MB is not read: the limit is %d MB", size>>20, limits.Bytes>>20))
		return false
	}
	switch c := s.File.Content; {
	case bytes.HasPrefix(c, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(c, []byte{0, 0, 0xFE, 0xFF}):
		s.problem(source.Malformed, 0, 4, "encoding", "UTF-32 cannot be read; save the file as UTF-8")
		return false
	case bytes.HasPrefix(c, []byte{0xFF, 0xFE}):
		return s.decode(c, binary.LittleEndian)
	case bytes.HasPrefix(c, []byte{0xFE, 0xFF}):
		return s.decode(c, binary.BigEndian)
	}
	return s.inspect()
}

// decode replaces the file by its text in UTF-8.
func (s *Stream) decode(content []byte, order binary.ByteOrder) bool {
	units := make([]uint16, 0, len(content)/2)
	for i := 2; i+1 < len(content); i += 2 {
		units = append(units, order.Uint16(content[i:]))
	}
	text := make([]byte, 0, len(units)+len(units)/2)
	bad := -1
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if i+1 < len(units) {
				r = utf16.DecodeRune(rune(units[i]), rune(units[i+1]))
			}
			if r != utf8.RuneError {
				i++
			} else if bad < 0 {
				bad = len(text)
			}
		}
		text = utf8.AppendRune(text, r)
	}
	if len(content)%2 != 0 && bad < 0 {
		bad = len(text)
	}
	s.File = source.NewDecoded(s.File.Path, text)
	if bad >= 0 {
		s.problem(source.Malformed, bad, bad+3, "encoding", "half a character of UTF-16 cannot be read")
		return false
	}
	return s.inspect()
}

// inspect looks for characters that neither YAML nor JSON allows, and for those that turn the direction of text.
func (s *Stream) inspect() bool {
	c, fine, found := s.File.Content, true, 0
	var seen [' ' + 1]bool // control characters that were reported, U+FFFE and U+FFFF as the last
	for i := 0; i < len(c); {
		if b := c[i]; b >= ' ' && b < utf8.RuneSelf || b == '\n' || b == '\t' || b == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(c[i:])
		start := i
		switch {
		case r == utf8.RuneError && size == 1:
			s.problem(source.Malformed, i, i+1, "encoding",
				fmt.Sprintf("byte 0x%02X is no UTF-8; save the file as UTF-8", c[i]))
			return false
		case r == 0:
			for i < len(c) && c[i] == 0 {
				i++
			}
			if fine = false; !seen[0] {
				seen[0] = true
				s.problem(source.Malformed, start, i, "nul", "file holds NUL bytes (U+0000); remove them")
			}
			continue
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			fine = false
			if seen[min(r, ' ')] {
				break
			}
			seen[min(r, ' ')] = true
			if start > 0 && c[start-1] > ' ' && c[start-1] < utf8.RuneSelf {
				start-- // the character itself shows as nothing
			}
			s.problem(source.Malformed, start, i+size, fmt.Sprintf("control.%04X", r),
				fmt.Sprintf("%s does not allow the character U+%04X", s.language, r))
		case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			if found++; found <= maxTurns {
				s.problem(source.HiddenControl, i, i+size, fmt.Sprintf("bidi.%d", found),
					fmt.Sprintf("character U+%04X turns the direction of text: what shows is not what is read", r))
			}
		}
		i += size
	}
	return fine
}
