// Package dockerignore says which files of a build context an ignore file keeps out of the build.
//
// What a pattern means is decided by the matcher that BuildKit uses; this package adds the way back to the bytes, and
// keeps hostile files from costing much.
package dockerignore

import (
	"bytes"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/moby/patternmatcher"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The bounds of an ignore file: each pattern may become a regular expression. maxLine is BuildKit's own, which reads no file
// with a longer line.
const (
	maxPatterns = 10_000
	maxPattern  = 4096
	maxLine     = 64 << 10
)

// Pattern is one line of an ignore file.
type Pattern struct {
	// Text is the pattern as written, without "!" and the space around it.
	Text source.Text
	// Path is what is matched against: clean, without a slash in front.
	Path string
	// Negated is set for a line that begins with "!": it takes back in what the lines above keep out.
	Negated bool
	// Span is the pattern with its "!".
	Span source.Span
}

// File is an ignore file. It is safe for use by several goroutines.
type File struct {
	Source   *source.File
	Patterns []Pattern
	Problems []source.Problem

	known   bool // every pattern counts, so that the matcher has an answer
	mu      sync.Mutex
	matcher *patternmatcher.PatternMatcher // it compiles patterns when they are first tried
}

// Parse reads an ignore file. Of one that BuildKit refuses, or that is too large, nothing is known but its patterns.
func Parse(src *source.File) *File {
	f := &File{Source: src, known: true}
	content := src.Content
	if wide(content) {
		// BuildKit reads the bytes as they are: the patterns are none that a name matches.
		f.problem(source.Malformed, src.Span(0, 2), "UTF-16, which BuildKit does not read, so that nothing is kept out; save it as UTF-8",
			"encoding")
		f.matcher, _ = patternmatcher.New(nil)
		return f
	}
	start := 0
	if bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	for start < len(content) {
		end, next := len(content), len(content)
		if i := bytes.IndexByte(content[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		if !f.line(start, end) {
			break
		}
		start = next
	}
	f.compile()
	return f
}

// wide reports whether a text is UTF-16, which a byte-order mark shows.
func wide(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff"))
}

func (f *File) problem(kind source.ProblemKind, at source.Span, message, key string) {
	f.Problems = append(f.Problems, source.Problem{Kind: kind, Span: at, Message: message, Key: key})
}

// line reads one line. It reports false where the rest of the file is not to be read.
func (f *File) line(start, end int) bool {
	content := f.Source.Content
	if end-start >= maxLine {
		f.known = false
		f.problem(source.Refused, f.Source.Span(start, start+40), "BuildKit reads no line of more than 64 KiB", "line")
		return false
	}
	if content[start] == '#' {
		return true
	}
	start, end = trim(content, start, end)
	if start >= end {
		return true
	}
	p := Pattern{Span: f.Source.Span(start, end)}
	if content[start] == '!' {
		p.Negated = true
		start, end = trim(content, start+1, end)
	}
	if len(f.Patterns) == maxPatterns || end-start > maxPattern {
		f.known = false
		f.problem(source.Unread, p.Span.FirstLine(), "more or longer patterns than plimsoll reads, so what is kept out is not known",
			"patterns")
		return false
	}
	p.Text = f.Source.Text(start, end)
	p.Path = clean(p.Text.Value)
	if !p.Negated {
		p.Path, p.Negated = strings.CutPrefix(p.Path, "!") // behind a slash, it is taken for the sign all the same
	}
	f.Patterns = append(f.Patterns, p)
	return true
}

// trim takes the space off both ends of a line.
func trim(content []byte, start, end int) (int, int) {
	line := content[start:end]
	left := bytes.TrimSpace(line)
	if len(left) == 0 {
		return start, start
	}
	start += bytes.Index(line, left)
	return start, start + len(left)
}

// clean returns the pattern as it is matched: relative to the context, whatever slashes are written around it.
func clean(pattern string) string {
	if pattern == "" {
		return ""
	}
	pattern = path.Clean(pattern)
	if len(pattern) > 1 {
		pattern = strings.TrimPrefix(pattern, "/")
	}
	return pattern
}

// pattern returns the line as the matcher takes it.
func (p *Pattern) pattern() string {
	if p.Negated {
		return "!" + p.Path
	}
	return p.Path
}

// odd reports whether the pattern holds bytes that stand in no name worth asking for. The matcher would print that it has met
// them.
func (p *Pattern) odd() bool {
	return strings.ContainsAny(p.Path, "\x00\ufeff") || !utf8.ValidString(p.Path)
}

// matches tries the pattern alone, whatever its sign.
func (p *Pattern) matches(name string) (bool, error) {
	if p.Path == "" {
		return false, path.ErrBadPattern
	}
	pattern := p.Path
	if pattern[0] == '!' {
		pattern = `\` + pattern // the matcher would take it for the sign
	}
	one, err := patternmatcher.New([]string{pattern})
	if err != nil {
		return false, err
	}
	return one.MatchesOrParentMatches(name)
}

// compile makes the matcher, and says which patterns BuildKit refuses the build for.
func (f *File) compile() {
	patterns := make([]string, 0, len(f.Patterns))
	for i := range f.Patterns {
		p := &f.Patterns[i]
		if p.odd() {
			continue
		}
		patterns = append(patterns, p.pattern())
		if p.Path != "" && !strings.ContainsAny(p.Path, `[]\`) {
			continue // every such text is a pattern
		}
		if _, err := p.matches("x"); err != nil { // some are only refused when they are tried
			f.known = false
			f.problem(source.Refused, p.Span, "this is no pattern, so BuildKit refuses the build; close or escape what is special in it",
				"pattern "+p.pattern())
		}
	}
	if !f.known {
		return
	}
	var err error
	if f.matcher, err = patternmatcher.New(patterns); err != nil {
		f.known = false
	}
}

// Readmits reports whether some line takes back in what others keep out.
func (f *File) Readmits() bool {
	for i := range f.Patterns {
		if f.Patterns[i].Negated {
			return true
		}
	}
	return false
}
