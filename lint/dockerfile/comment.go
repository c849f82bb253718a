package dockerfile

import (
	"bytes"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// comments collects the comments from the first line that was not read up to the given one, exclusive.
func (r *reader) comments(upto int) {
	for n := max(r.next, 1); n < upto; n++ {
		start, end := r.lines.bounds(n)
		line := r.lines.content[start:end]
		if n == 1 {
			line = bytes.TrimPrefix(line, utf8Mark)
		}
		if line = trimLeft(line); len(line) > 0 && line[0] == '#' {
			r.comment(end-len(line), end)
		}
	}
	r.next = max(r.next, upto)
}

// comment adds the comment whose # stands at start.
func (r *reader) comment(start, end int) {
	r.file.Comments = append(r.file.Comments, Comment{
		Span:      r.src.Span(start, end),
		Text:      r.src.Text(start+1, end),
		Directive: start < r.headerEnd,
	})
}

// header reads the parser directives and notes the lines that BuildKit would refuse.
func (r *reader) header() {
	f := r.file
	p := parser.DirectiveParser{}
	for n := 1; n <= r.lines.count(); n++ {
		first, end := r.lines.bounds(n)
		if n == 1 && bytes.HasPrefix(r.lines.content, utf8Mark) {
			first += len(utf8Mark)
		}
		line := trimLeft(r.lines.content[first:end])
		if len(line) == 0 || line[0] != '#' || len(line) > maxLine {
			break
		}
		start := end - len(line)
		d, err := p.ParseLine(line)
		if err != nil {
			r.problem(source.Refused, "directive.twice", r.lineSpan(n), "this parser directive stands twice; remove one")
			r.mended = n
			continue
		}
		if d == nil {
			break
		}
		r.headerEnd = end
		value := r.directiveValue(start, end, d.Value)
		switch d.Name {
		case "syntax":
			if start == first { // the search for the frontend takes no blanks in front
				image, _, _ := strings.Cut(d.Value, " ")
				f.Syntax = value.Slice(0, len(image))
			}
		case "check":
			f.Check = value
		case "escape":
			if d.Value == "`" || d.Value == `\` {
				f.Escape = d.Value[0]
				continue
			}
			r.mended = n
			r.problem(source.Refused, "directive.escape", value.Span, "the escape character can only be \\ or `")
		}
	}
	r.syntax()
}

// directiveValue finds the value of the directive in the line [start, end).
func (r *reader) directiveValue(start, end int, value string) source.Text {
	line := r.lines.content[start:end]
	eq := bytes.IndexByte(line, '=') + 1
	n := bytes.Index(line[eq:], []byte(value))
	if n < 0 {
		return source.Placed(value, r.src.Span(start, end))
	}
	return r.src.Text(start+eq+n, start+eq+n+len(value))
}

// syntax finds the frontend in the other forms that BuildKit looks for before it reads anything else: a directive
// behind a #! line, a // directive, or a JSON object.
func (r *reader) syntax() {
	content := r.lines.content
	head := bytes.TrimPrefix(content, utf8Mark)
	if bytes.HasPrefix(head, []byte("#!")) {
		_, head, _ = bytes.Cut(head, []byte{'\n'})
	} else if bytes.HasPrefix(head, []byte{'#'}) {
		return
	}
	object := bytes.TrimLeft(head, " \t\r\n")
	isObject := len(object) > 0 && object[0] == '{' && bytes.Contains(object, []byte("syntax"))
	isSlashes := bytes.HasPrefix(head, []byte("//"))
	if !isObject && !isSlashes && !bytes.HasPrefix(head, []byte{'#'}) {
		return
	}
	_, value, where, ok := parser.DetectSyntax(content)
	if !ok {
		return
	}
	r.otherLanguage = isObject || isSlashes
	from, to := len(content)-len(object), len(content)
	if isObject {
		from += bytes.Index(object, []byte("syntax")) + len("syntax")
	} else if len(where) > 0 {
		from, to = r.lines.bounds(where[0].Start.Line)
		from += bytes.IndexByte(content[from:to], '=') + 1
	}
	image, _, _ := strings.Cut(value, " ")
	r.file.Syntax = source.Placed(image, r.src.Span(from, to))
	if n := bytes.Index(content[from:to], []byte(image)); n >= 0 && image != "" {
		r.file.Syntax = r.src.Text(from+n, from+n+len(image))
	}
}
