package report

import (
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Escape returns a writer for whole JSON values that spells out their invisible characters, as all reports do.
func Escape(w io.Writer) io.Writer { return &escaper{w} }

// escaper writes JSON with its invisible characters as \u escapes. Outside strings JSON is ASCII, so that whatever is
// not stands in a string. A JSON encoder hands over whole values, and thus whole characters.
type escaper struct{ w io.Writer }

func (e *escaper) Write(p []byte) (int, error) {
	done := 0
	for i := 0; i < len(p); {
		if p[i] < utf8.RuneSelf && p[i] != 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(p[i:])
		if glyph.Shown(r) {
			i += size
			continue
		}
		if _, err := e.w.Write(p[done:i]); err != nil {
			return done, err
		}
		var err error
		if r > 0xffff {
			_, err = fmt.Fprintf(e.w, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		} else {
			_, err = fmt.Fprintf(e.w, `\u%04x`, r)
		}
		if err != nil {
			return done, err
		}
		i += size
		done = i
	}
	_, err := e.w.Write(p[done:])
	return len(p), err
}
