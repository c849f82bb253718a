// Package ruletest runs rules over fixtures: txtar archives whose files carry, in lines of carets, the findings that are
// due under the offending text.
package ruletest

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// Fixture is one archive: the files to lint, the findings that are due, and the files after fixing.
type Fixture struct {
	Comment []byte
	// Names holds the names of the files in the order of the archive.
	Names []string
	Files map[string][]byte
	Fixed map[string][]byte
	Want  []Mark
}

// Mark is a finding as a fixture writes it: a line of carets below the line of the finding.
type Mark struct {
	File          string
	Line          int // 1-based
	Column, Width int // in code points, the column 1-based; carets under an empty span have the width 1
	More          int // further lines that the span covers
	Text          string
}

// expectation matches a line of carets; +N behind the carets says that the span goes on for N more lines.
var expectation = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([ \t]*)(\^+)(?:\+(\d+))? ([a-z0-9-]+: .*)$`)
})

// Parse reads a fixture.
func Parse(data []byte) (*Fixture, error) {
	archive := txtar.Parse(data)
	if len(archive.Files) == 0 {
		return nil, fmt.Errorf("no file in the archive")
	}
	f := &Fixture{Comment: archive.Comment, Files: map[string][]byte{}, Fixed: map[string][]byte{}}
	for _, file := range archive.Files {
		if name, ok := strings.CutPrefix(file.Name, "fixed/"); ok {
			f.Fixed[name] = file.Data
			continue
		}
		f.Names = append(f.Names, file.Name)
		content, err := f.strip(file.Name, file.Data)
		if err != nil {
			return nil, err
		}
		f.Files[file.Name] = content
	}
	return f, nil
}

// strip takes the lines of carets out and keeps what they say.
func (f *Fixture) strip(name string, data []byte) ([]byte, error) {
	var kept bytes.Buffer
	line := 0
	for raw := range bytes.Lines(data) {
		m := expectation().FindSubmatch(bytes.TrimRight(raw, "\r\n"))
		if m == nil {
			if bytes.HasPrefix(bytes.TrimLeft(raw, " \t"), []byte("^")) {
				// Left in the file, it would be linted and might silence what it is to expect.
				return nil, fmt.Errorf("%s: below line %d, carets are not followed by a rule, a colon and a message", name, line)
			}
			kept.Write(raw)
			line++
			continue
		}
		more, err := strconv.Atoi(string(m[3]))
		if err != nil {
			more = 0 // no +N: the span stays on its line
		}
		f.Want = append(f.Want, Mark{
			File: name, Line: line, Column: len(m[1]) + 1, Width: len(m[2]), More: more, Text: string(m[4]),
		})
	}
	return kept.Bytes(), nil
}

// MarkOf writes a finding as a fixture would.
func MarkOf(f lint.Finding) Mark {
	start, end := f.Span.Position(), f.Span.EndPosition()
	first := f.Span.FirstLine()
	return Mark{
		File: f.Span.File.Path, Line: start.Line, Column: start.Column,
		Width: max(utf8.RuneCount(first.Bytes()), 1), More: end.Line - start.Line,
		Text: f.Rule.ID + ": " + f.Message,
	}
}

// String shows the mark as file:line:column.
func (m Mark) String() string {
	return fmt.Sprintf("%s:%d:%d-%d+%d %s", m.File, m.Line, m.Column, m.Column+m.Width, m.More, m.Text)
}

// Format writes the fixture with the given findings as its marks.
func (f *Fixture) Format(marks []Mark) []byte {
	archive := &txtar.Archive{Comment: f.Comment}
	for _, name := range f.Names {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: annotate(f.Files[name], name, marks)})
	}
	for _, name := range f.Names {
		if data, ok := f.Fixed[name]; ok {
			archive.Files = append(archive.Files, txtar.File{Name: "fixed/" + name, Data: data})
		}
	}
	return txtar.Format(archive)
}

func annotate(data []byte, name string, marks []Mark) []byte {
	var out bytes.Buffer
	line := 0
	for raw := range bytes.Lines(data) {
		line++
		out.Write(raw)
		if !bytes.HasSuffix(raw, []byte("\n")) {
			out.WriteByte('\n')
		}
		for _, m := range marks {
			if m.File != name || m.Line != line {
				continue
			}
			more := ""
			if m.More > 0 {
				more = fmt.Sprintf("+%d", m.More)
			}
			fmt.Fprintf(&out, "%s%s%s %s\n", strings.Repeat(" ", m.Column-1), strings.Repeat("^", m.Width), more, m.Text)
		}
	}
	return out.Bytes()
}

// sortMarks puts marks in the order in which a file shows them.
func sortMarks(marks []Mark) []Mark {
	sorted := slices.Clone(marks)
	slices.SortFunc(sorted, func(a, b Mark) int { return strings.Compare(a.sortKey(), b.sortKey()) })
	return sorted
}

func (m Mark) sortKey() string {
	return fmt.Sprintf("%s\x00%09d\x00%09d\x00%09d\x00%s", m.File, m.Line, m.Column, m.Width, m.Text)
}
