package shell

import (
	"bytes"
	"strconv"

	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxValue bounds what variables may make of a word.
const maxValue = 1 << 16

// decoder takes the quotes and escapes off a word: into a text where build is set, else into value.
type decoder struct {
	o       *origin
	build   *source.Builder
	value   []byte
	literal bool // no expansion met so far
	// mask writes substitutions as variables of the same length, so that the text can be read again without them.
	mask bool
	// resolve gives the value of an expansion; nil leaves expansions as written.
	resolve func(pe *syntax.ParamExp) (string, bool)
	unknown bool // an expansion had no known value
	tabs    bool // leading tabs of lines go: <<-
	end     int  // the parser counts a heredoc's delimiter to its last literal; this is where the body ends
}

func (d *decoder) emit(piece string, i, j int) {
	if d.build != nil {
		d.o.piece(d.build, piece, i, j)
		return
	}
	d.value = append(d.value, piece...)
}

// raw emits bytes that stand for themselves, those in gaps left out.
func (d *decoder) raw(i, j int) {
	for i < j {
		gap := d.o.gap(i, j)
		if d.build != nil {
			d.o.piece(d.build, string(d.o.raw[i:gap.Start]), i, gap.Start)
		} else {
			d.value = append(d.value, d.o.raw[i:gap.Start]...)
		}
		i = gap.End
	}
}

// quoting is the context that a literal stands in: it decides what a backslash does.
type quoting int

const (
	bare quoting = iota
	double
	hereDoc
	asIs
)

func (d *decoder) word(w *Word) {
	q := bare
	switch {
	case w.node == nil:
		d.raw(int(w.start), int(w.end))
		return
	case w.quoted:
		q = asIs
	case w.body:
		q = hereDoc
	}
	d.tabs, d.end = w.tabs, int(w.end)
	d.parts(w.node.Parts, q)
}

func (d *decoder) parts(parts []syntax.WordPart, q quoting) {
	for _, part := range parts {
		i, j := d.o.offsets(part.Pos(), part.End())
		switch part := part.(type) {
		case *syntax.Lit:
			d.lit(part, q)
		case *syntax.SglQuoted:
			d.single(part)
		case *syntax.DblQuoted:
			d.parts(part.Parts, double)
		case *syntax.ParamExp:
			d.literal = false
			d.param(part, i, j)
		case *syntax.CmdSubst, *syntax.ProcSubst:
			d.literal, d.unknown = false, true
			if d.mask {
				d.emit("$"+string(bytes.Repeat([]byte{'_'}, max(j-i-1, 1))), i, j)
				continue
			}
			d.raw(i, j)
		case *syntax.ExtGlob:
			d.raw(i, j)
		default:
			d.literal, d.unknown = false, true
			d.raw(i, j)
		}
	}
}

func (d *decoder) param(pe *syntax.ParamExp, i, j int) {
	if d.resolve == nil {
		d.raw(i, j)
		return
	}
	value, known := d.resolve(pe)
	if !known || len(value) > maxValue || d.size()+len(value) > maxValue {
		d.unknown = true
		d.raw(i, j)
		return
	}
	d.emit(value, i, j)
}

func (d *decoder) size() int {
	if d.build != nil {
		return d.build.Len()
	}
	return len(d.value)
}

// lit decodes a literal. The parser keeps escapes in a literal's value but drops escaped line ends and the backslashes
// that backquotes demand; its value and the bytes are walked side by side to find each byte's place.
func (d *decoder) lit(lit *syntax.Lit, q quoting) {
	i, end := d.o.offsets(lit.Pos(), lit.End())
	if end = min(end, d.end); end <= i {
		return
	}
	value, raw := lit.Value, d.o.raw
	if len(value) == end-i && !d.tabs && (q == asIs || bytes.IndexByte(raw[i:end], '\\') < 0) {
		d.raw(i, end)
		return
	}
	escaped := false // the byte before is a backslash that takes the next one's meaning
	at := 0          // where that backslash stands
	indent := i == 0 || raw[i-1] == '\n' || raw[i-1] == '\t'
	for j := 0; j < len(value) && i < end; i++ {
		c := raw[i]
		if c == '\\' && q != asIs && !escaped && d.lineEnd(i+1, end) > 0 && !bytesAre(value[j:], "\\\n") {
			i += d.lineEnd(i+1, end)
			continue
		}
		if c != value[j] {
			continue
		}
		j++
		if d.tabs {
			if c == '\t' && indent {
				continue
			}
			indent = c == '\n'
		}
		switch {
		case escaped:
			escaped = false
			if unescapes(c, q) {
				d.emit(string(raw[i:i+1]), at, i+1)
			} else {
				d.raw(at, i+1)
			}
		case c == '\\' && q != asIs && j < len(value):
			escaped, at = true, i
		default:
			d.raw(i, i+1)
		}
	}
}

func bytesAre(value, prefix string) bool {
	return len(value) >= len(prefix) && value[:len(prefix)] == prefix
}

// lineEnd returns the length of the line end at offset i, 0 where there is none before end.
func (d *decoder) lineEnd(i, end int) int {
	switch {
	case i < end && d.o.raw[i] == '\n':
		return 1
	case i+1 < end && d.o.raw[i] == '\r' && d.o.raw[i+1] == '\n':
		return 2
	}
	return 0
}

// unescapes reports whether a backslash in front of c goes.
func unescapes(c byte, q quoting) bool {
	switch q {
	case bare:
		return true
	case double:
		return c == '$' || c == '`' || c == '"' || c == '\\'
	case hereDoc:
		return c == '$' || c == '`' || c == '\\'
	}
	return false
}

func (d *decoder) single(q *syntax.SglQuoted) {
	i, j := d.o.offsets(q.Pos(), q.Right)
	i++
	if q.Dollar {
		d.ansi(min(i+1, j), j)
		return
	}
	// Docker joins the lines of an instruction before a shell could see them as quoted.
	for line := min(j, d.o.line); i < line; {
		n := bytes.IndexByte(d.o.raw[i:line], '\\')
		if n < 0 {
			break
		}
		k := d.lineEnd(i+n+1, line)
		if k == 0 {
			d.raw(i, i+n+1)
			i += n + 1
			continue
		}
		d.raw(i, i+n)
		i += n + 1 + k
	}
	if i < j {
		d.raw(i, j)
	}
}

// ansi decodes the inside of $'...'.
func (d *decoder) ansi(i, end int) {
	raw := d.o.raw
	for i < end {
		n := bytes.IndexByte(raw[i:end], '\\')
		if n < 0 || i+n+1 >= end {
			break
		}
		if n > 0 {
			d.raw(i, i+n)
		}
		i += n
		piece, size := ansiEscape(raw[i:end])
		d.emit(piece, i, i+size)
		i += size
	}
	if i < end {
		d.raw(i, end)
	}
}

// ansiEscape decodes the escape that raw starts with and returns its length.
func ansiEscape(raw []byte) (string, int) {
	number := func(from, most, base int) (string, int) {
		n := from
		for n < len(raw) && n < from+most && isDigit(raw[n], base) {
			n++
		}
		v, err := strconv.ParseUint(string(raw[from:n]), base, 32)
		switch {
		case err != nil:
			return string(raw[:from]), from
		case base == 16 && most > 2:
			return string(rune(v)), n
		}
		return string([]byte{byte(v)}), n
	}
	switch c := raw[1]; c {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'a':
		return "\a", 2
	case 'b':
		return "\b", 2
	case 'e', 'E':
		return "\x1b", 2
	case 'f':
		return "\f", 2
	case 'v':
		return "\v", 2
	case '\\', '\'', '"', '?':
		return string(rune(c)), 2
	case 'x':
		return number(2, 2, 16)
	case 'u':
		return number(2, 4, 16)
	case 'U':
		return number(2, 8, 16)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return number(1, 3, 8)
	}
	return string(raw[:2]), 2
}

func isDigit(c byte, base int) bool {
	if base == 8 {
		return c >= '0' && c <= '7'
	}
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
