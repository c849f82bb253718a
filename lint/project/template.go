package project

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// templateMarks open what a template engine fills in. Docker and Compose give none of them a meaning of their own where
// templateSpan looks for them.
var templateMarks = [...]string{"{{", "{%", "<%", "%%", "@@"}

// TemplateSpan returns the place that shows a file to be a template of a document rather than the document: what it will
// say is only known once a program filled it in. It reports false for a document.
//
// In a Dockerfile, that is a mark of a template engine in a FROM, or a line before the first FROM that begins with one. In
// a Compose file, it is a line or an unquoted value that begins with one: YAML has no use for that. In an AppArmor profile, where two
// braces may begin alternatives, it is a pair of them without a comma inside.
func TemplateSpan(src *source.File, kind Kind) (source.Span, bool) {
	switch kind {
	case Dockerfile:
		return dockerfileTemplate(src)
	case Compose:
		return composeTemplate(src)
	case AppArmor:
		return appArmorTemplate(src)
	}
	return source.Span{}, false
}

func dockerfileTemplate(src *source.File) (source.Span, bool) {
	seen := false
	for start, end := range lines(src.Content) {
		line := bytes.TrimLeft(src.Content[start:end], " \t\xef\xbb\xbf")
		at := end - len(line)
		word, operands := firstWord(line)
		switch {
		case bytes.EqualFold(word, []byte("FROM")):
			seen = true
			if i := anyMark(operands, templateMarks[:]); i >= 0 {
				i += bytes.Index(line, operands)
				return src.Span(at+i, at+len(bytes.TrimRight(line, " \t"))), true
			}
		case !seen && beginsWithMark(line):
			return src.Span(at, end), true
		}
	}
	return source.Span{}, false
}

func composeTemplate(src *source.File) (source.Span, bool) {
	block := -1 // indentation of the key whose value is a block of text
	for start, end := range lines(src.Content) {
		line := bytes.TrimLeft(src.Content[start:end], " \t\xef\xbb\xbf")
		at := end - len(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if indent := at - start; block >= 0 && indent > block {
			continue
		} else if block = -1; opensBlock(line) {
			block = indent
			continue
		}
		if beginsWithMark(line) {
			return src.Span(at, end), true
		}
		if i := bytes.Index(line, []byte(": {{")); i >= 0 && beginsWithMark(line[i+2:]) && !quoted(line[:i]) {
			return src.Span(at+i+2, end), true
		}
	}
	return source.Span{}, false
}

func appArmorTemplate(src *source.File) (source.Span, bool) {
	for start, end := range lines(src.Content) {
		line := src.Content[start:end]
		i := anyMark(line, templateMarks[:3])
		if i < 0 {
			continue
		}
		if inner, _, ok := bytes.Cut(line[i+2:], []byte("}")); line[i+1] != '{' || ok && !bytes.Contains(inner, []byte(",")) {
			return src.Span(start+i, end), true
		}
	}
	return source.Span{}, false
}

// beginsWithMark reports whether a line begins with a mark that is closed again on it. It takes only those that nothing
// else begins with.
func beginsWithMark(line []byte) bool {
	return anyMark(line, templateMarks[:3]) == 0 && anyMark(line, []string{"}}", "%}", "%>"}) > 0
}

// anyMark returns where the first of the marks stands, or -1.
func anyMark(text []byte, marks []string) int {
	first := -1
	for _, m := range marks {
		if i := bytes.Index(text, []byte(m)); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// opensBlock reports whether the value of the line's key is a block of text: `run: |-`.
func opensBlock(line []byte) bool {
	line = bytes.TrimRight(line, " \t+-0123456789")
	if n := len(line); n > 1 && (line[n-1] == '|' || line[n-1] == '>') {
		return line[n-2] == ' '
	}
	return false
}

// quoted reports whether a quote was opened and not closed.
func quoted(text []byte) bool {
	return bytes.Count(text, []byte{'"'})%2 == 1 || bytes.Count(text, []byte{'\''})%2 == 1
}

// lines yields the bounds of each line, without its end.
func lines(content []byte) func(yield func(start, end int) bool) {
	return func(yield func(int, int) bool) {
		for start := 0; start < len(content); {
			end, next := len(content), len(content)
			if i := bytes.IndexByte(content[start:], '\n'); i >= 0 {
				end, next = start+i, start+i+1
			}
			if end > start && content[end-1] == '\r' {
				end--
			}
			if !yield(start, end) {
				return
			}
			start = next
		}
	}
}
