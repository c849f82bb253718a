// Package systemd reads unit files and drop-ins, as far as it takes to tell how a service is started.
package systemd

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Bounds on one file.
const (
	maxEntries  = 10_000
	maxProblems = 100
	maxWords    = 4096
)

// Unit is one unit file or drop-in.
type Unit struct {
	Source *source.File
	// Entries are the settings in the order written.
	Entries  []Entry
	Problems []source.Problem
}

// Entry is one setting.
type Entry struct {
	Section, Key string
	// Name is the place of the key, and Span what stands behind the equals sign, with its further lines.
	Name, Span source.Span

	file *source.File
}

// Empty reports whether nothing stands behind the equals sign, which takes back what lists held before.
func (e Entry) Empty() bool { return len(bytes.TrimSpace(e.Span.Bytes())) == 0 }

// Parse reads a unit. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *Unit {
	u := &Unit{Source: src}
	section, c := "", src.Content
	for at := 0; at < len(c) && len(u.Entries) < maxEntries && len(u.Problems) < maxProblems; {
		start, end := at, lineEnd(c, at)
		at = next(c, end)
		for start < end && (c[start] == ' ' || c[start] == '\t') {
			start++
		}
		line := bytes.TrimRight(c[start:end], " \t\r")
		switch {
		case len(line) == 0, line[0] == '#', line[0] == ';':
			continue
		case line[0] == '[':
			section = string(bytes.Trim(line, "[]"))
			continue
		}
		for more := continues(c[start:end]); more && at < len(c); at = next(c, end) {
			end = lineEnd(c, at)
			more = comment(c[at:end]) || continues(c[at:end])
		}
		equals := bytes.IndexByte(c[start:end], '=')
		if equals < 0 {
			u.Problems = append(u.Problems, source.Problem{
				Kind: source.Malformed, Span: src.Span(start, start+len(line)), Key: "line",
				Message: "a unit file has sections, and lines of the form key=value; this is neither",
			})
			continue
		}
		key := bytes.TrimRight(c[start:start+equals], " \t")
		u.Entries = append(u.Entries, Entry{
			Section: section, Key: string(key), Name: src.Span(start, start+len(key)), Span: src.Span(start+equals+1, end), file: src,
		})
	}
	return u
}

// comment reports whether a line is one.
func comment(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) > 0 && (line[0] == '#' || line[0] == ';')
}

func lineEnd(c []byte, at int) int {
	if i := bytes.IndexByte(c[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(c)
}

func next(c []byte, end int) int { return min(end+1, len(c)) }

// continues reports whether a line goes on in the next one.
func continues(line []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(line, "\r"), []byte(`\`))
}

// Word is one word of a command line.
type Word struct {
	Text source.Text
	// Known is false where a variable or a specifier is in it, which only the host knows.
	Known bool
}

// Words splits a command line as systemd does: blanks part words, quotes of both kinds keep them together, a backslash takes the
// next character as it is, and at the end of a line it goes on.
func (e Entry) Words() []Word {
	if e.file == nil {
		return nil
	}
	r := &reader{file: e.file, c: e.file.Content, at: e.Span.Start, end: e.Span.End}
	var words []Word
	for r.blank(); r.at < r.end && len(words) < maxWords; r.blank() {
		words = append(words, r.word())
	}
	return words
}

type reader struct {
	file    *source.File
	c       []byte
	at, end int
}

// blank passes over blanks, the ends of lines, and comments between lines.
func (r *reader) blank() {
	for r.at < r.end {
		switch b := r.c[r.at]; {
		case b == '\\' && r.breaks():
			r.at = next(r.c, lineEnd(r.c, r.at))
			for r.at < r.end && comment(r.c[r.at:lineEnd(r.c, r.at)]) {
				r.at = next(r.c, lineEnd(r.c, r.at))
			}
		case b == ' ' || b == '\t' || b == '\n' || b == '\r':
			r.at++
		default:
			return
		}
	}
}

// breaks reports whether the backslash that stands here ends its line.
func (r *reader) breaks() bool {
	rest := r.c[r.at+1 : r.end]
	return len(rest) == 0 || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("\r\n"))
}

func (r *reader) word() Word {
	start, b, known := r.at, source.NewBuilder(r.file), true
	var quote byte
	for r.at < r.end {
		switch c := r.c[r.at]; {
		case c == '\\' && r.breaks():
			if quote == 0 {
				return Word{b.Text(start, r.at), known}
			}
			b.Append(" ", r.at, r.at+1)
			r.at = next(r.c, lineEnd(r.c, r.at))
			continue
		case c == '\\' && r.at+1 < r.end:
			b.Append(unescape(r.c[r.at+1]), r.at, r.at+2)
			r.at++
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			return Word{b.Text(start, r.at), known}
		case (c == '$' || c == '%') && r.at+1 < r.end && r.c[r.at+1] == c:
			b.Append(string(c), r.at, r.at+2)
			r.at++
		default:
			known = known && c != '$' && c != '%'
			b.Append(string(r.c[r.at:r.at+1]), r.at, r.at+1)
		}
		r.at++
	}
	return Word{b.Text(start, r.at), known}
}

func unescape(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 's':
		return " "
	}
	return string(rune(c))
}

// Start returns the words of the command that starts the service: the last ExecStart= of a unit and its drop-ins, in their
// order. An empty one takes back those before it.
func Start(units ...*Unit) []Word {
	var last Entry
	for _, u := range units {
		for _, e := range u.Entries {
			if e.Section == "Service" && e.Key == "ExecStart" {
				last = e
			}
		}
	}
	words := last.Words()
	if len(words) > 0 { // what stands before the program says how it is run
		if text := words[0].Text; text.Value != "" {
			n := len(text.Value) - len(strings.TrimLeft(text.Value, "@-:+!|"))
			words[0].Text = text.Slice(n, len(text.Value))
		}
	}
	return words
}
