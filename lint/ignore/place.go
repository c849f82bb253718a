package ignore

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Place is where a comment belongs that silences what begins at a byte of a file.
type Place struct {
	// At is the empty span at the start of the line that the comment, with Indent in front of it, goes above.
	At     source.Span
	Indent string
	Scope  Scope // Next, or File where the byte lies in nothing that a comment covers
}

// Comment returns the line that silences rules, without its end.
func (p Place) Comment(rules []string, reason string) string {
	word := "plimsoll:ignore="
	if p.Scope == File {
		word = "plimsoll:ignore-file="
	}
	return p.Indent + "# " + word + strings.Join(rules, ",") + " -- " + reason
}

// PlaceFor finds the place in a Dockerfile or in YAML. It fails where there is none: in a file without an instruction or a key, and
// where everything around stands in flow style on lines that begin with something else.
func PlaceFor(l Language, f *source.File, offset int) (Place, bool) {
	var spans []source.Span
	if l == Dockerfile {
		for _, in := range dockerfile.Parse(f).Instructions {
			spans = append(spans, in.Span())
		}
	} else {
		for _, root := range tree.Parse(f, tree.Limits{}).Docs {
			spans = appendKeys(spans, root)
		}
	}
	best, scope := source.Span{}, Next
	for _, s := range spans {
		if s.File == f && s.Start <= offset && (offset < s.End || offset == s.Start) && begins(l, s) && s.Start >= best.Start {
			best = s
		}
	}
	if best.IsZero() && len(spans) > 0 && begins(l, spans[0]) {
		best, scope = spans[0], File
	}
	if best.IsZero() {
		return Place{}, false
	}
	start, _ := f.LineBounds(f.LineAt(best.Start))
	line := string(f.Content[start:best.Start])
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	return Place{At: f.Span(start, start), Indent: indent, Scope: scope}, true
}

// begins reports whether nothing but blanks, and in YAML the dashes of items, stand in front of a span on its line.
func begins(l Language, s source.Span) bool {
	start, _ := s.File.LineBounds(s.File.LineAt(s.Start))
	blanks := " \t"
	if l == YAML {
		blanks = " \t-"
	}
	return strings.Trim(string(s.File.Content[start:s.Start]), blanks) == ""
}
