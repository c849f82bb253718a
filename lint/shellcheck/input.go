package shellcheck

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// input is one script on its way to ShellCheck and back. Behind the lines of its own that stand in front, the text has the
// bytes of the Dockerfile in their places.
type input struct {
	src      *source.File
	base     int // where raw begins in the file
	raw      []byte
	head     []string // lines in front of raw
	subject  string
	disabled []codes
	lines    []int // where the lines of raw begin; made when first asked
}

// newInput returns the input that a script is, nil where ShellCheck is not to read it.
func newInput(s *project.Script, file *dockerfile.File, o Options) *input {
	shellName := dialect(s.Program)
	if shellName == "" || s.Run.Form != dockerfile.ShellForm {
		return nil
	}
	regions := make([]shell.Region, len(s.Run.Regions))
	for i, r := range s.Run.Regions {
		regions[i] = shell.Region(r)
	}
	raw, base := shell.Window(file.Source, regions)
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	in := &input{src: file.Source, base: base, raw: unixLines(raw), subject: s.Subject}
	in.head = []string{"# shellcheck shell=" + shellName}
	if list := names(s.Run); len(list) > 0 {
		in.head = append(in.head, "export "+strings.Join(list, "=1 ")+"=1")
	}
	if o.NoDirectives {
		disarm(in.raw)
	}
	in.top()
	return in
}

// disarm makes directives plain comments.
func disarm(raw []byte) {
	word := []byte("shellcheck")
	for at := 0; ; {
		n := bytes.Index(raw[at:], word)
		if n < 0 {
			return
		}
		at += n
		if front := bytes.TrimRight(raw[:at], " \t"); len(front) > 0 && front[len(front)-1] == '#' {
			raw[at] = 'S'
		}
		at += len(word)
	}
}

// unixLines takes carriage returns out of line ends; those in front of them keep their length.
func unixLines(raw []byte) []byte {
	if bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	raw = bytes.ReplaceAll(raw, []byte("\\\r\n"), []byte(" \\\n"))
	return bytes.ReplaceAll(raw, []byte("\r\n"), []byte(" \n"))
}

// top looks at the comments that the text begins with: a #! is known already and would stand on the wrong line, and a
// directive is for all of the script although a line of ours stands in front.
func (in *input) top() {
	for at := 0; at < len(in.raw); {
		line, _, _ := bytes.Cut(in.raw[at:], []byte{'\n'})
		text := bytes.TrimSpace(line)
		if len(text) > 0 && text[0] != '#' {
			return
		}
		if bytes.HasPrefix(text, []byte("#!")) {
			for i := range line {
				in.raw[at+i] = ' '
			}
		} else if list := directive(string(text)); list != nil {
			in.disabled = append(in.disabled, list...)
		}
		if bytes.Contains(text, []byte("shellcheck")) && bytes.Contains(text, []byte("shell=")) {
			in.raw[at+bytes.IndexByte(line, '#')+1] = '#' // the first line says which shell it is
		}
		at += len(line) + 1
	}
}

// text returns what ShellCheck reads.
func (in *input) text() []byte {
	var b bytes.Buffer
	for _, line := range in.head {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	b.Write(in.raw)
	if n := len(in.raw); n > 0 && in.raw[n-1] != '\n' {
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// span returns the place of a range of lines and columns, which count from 1, columns in characters. ok is false where the
// place is not in the script.
func (in *input) span(line, column, endLine, endColumn int) (span source.Span, ok bool) {
	start, ok := in.offset(line, column)
	if !ok {
		return span, false
	}
	end, ok := in.offset(endLine, endColumn)
	if !ok || end < start {
		end = start
	}
	return in.src.Span(in.base+start, in.base+end), true
}

// offset returns where a line and a column are in raw.
func (in *input) offset(line, column int) (int, bool) {
	line -= len(in.head)
	if line < 1 || column < 1 {
		return 0, false
	}
	if in.lines == nil {
		in.lines = []int{0}
		for i, b := range in.raw {
			if b == '\n' {
				in.lines = append(in.lines, i+1)
			}
		}
	}
	if line > len(in.lines) {
		return len(in.raw), line == len(in.lines)+1 // the line end that was added
	}
	at := in.lines[line-1]
	for ; column > 1 && at < len(in.raw) && in.raw[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(in.raw[at:])
		at += size
	}
	return at, true
}
