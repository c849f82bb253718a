package dockerfile

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Deletion returns the edit that takes an instruction out of its file, with its lines. It fails for the trigger of an
// ONBUILD.
func Deletion(in Instruction) (source.Edit, bool) {
	n := in.core()
	src := n.file.Source
	if n.trigger || src.Embedded() {
		return source.Edit{}, false
	}
	start, _ := src.LineBounds(src.LineAt(n.start))
	last := src.LineAt(max(n.end-1, n.start))
	_, end := src.LineBounds(last)
	if len(bytes.TrimSpace(src.Content[start:n.start])) > 0 || len(bytes.TrimSpace(src.Content[min(n.end, end):end])) > 0 {
		return source.Edit{}, false
	}
	if last < src.LineCount() {
		end, _ = src.LineBounds(last + 1)
	}
	return source.Edit{Span: src.Span(start, end)}, true
}

// PairDeletion returns the edit that takes one of several pairs out of an instruction, or the instruction where it has no
// other. It fails where a comment stands between the pairs.
func PairDeletion(in Instruction, pairs []Pair, i int) (source.Edit, bool) {
	if len(pairs) == 1 {
		return Deletion(in)
	}
	src := in.core().file.Source
	if src.Embedded() {
		return source.Edit{}, false
	}
	edit := source.Edit{}
	if i == 0 {
		edit.Span = src.Span(pairs[0].Span.Start, pairs[1].Span.Start)
	} else {
		edit.Span = src.Span(pairs[i-1].Span.End, pairs[i].Span.End)
	}
	between := src.Content[pairs[max(i-1, 0)].Span.End:pairs[max(i, 1)].Span.Start]
	return edit, bytes.IndexByte(between, '#') < 0
}

// FlagDeletion returns the edit that takes a flag out of FROM, with the blanks behind it.
func (f *From) FlagDeletion(name string) (source.Edit, bool) {
	src := f.file.Source
	if src.Embedded() {
		return source.Edit{}, false
	}
	for _, flag := range f.flags {
		if flag.Name.Value != name {
			continue
		}
		end := flag.Span.End
		for end < f.end && (src.Content[end] == ' ' || src.Content[end] == '\t') {
			end++
		}
		return source.Edit{Span: src.Span(flag.Span.Start, end)}, true
	}
	return source.Edit{}, false
}

// Gap is a place at which an instruction goes on behind lines that hold nothing.
type Gap struct {
	// At is the escape character at the end of the line in front of them.
	At source.Span
	// Lines are the blank lines, line ends included; neighbours are one.
	Lines []source.Span
}

// maxGapLines bounds the pieces of a gap: comments part them. Further ones are left out.
const maxGapLines = 100

// Gaps returns the blank lines among those of an instruction; lines of heredocs are not its own.
func Gaps(in Instruction) []Gap {
	n := in.core()
	content, escape := n.file.Source.Content, n.file.Escape
	if n.trigger {
		return nil // they are those of the ONBUILD
	}
	var gaps []Gap
	last := -1 // the escape character that the instruction goes on behind
	open := false
	for at := n.start; at < len(content); {
		end := len(content)
		if i := bytes.IndexByte(content[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := bytes.TrimRight(content[at:end], "\r\n")
		switch word := trimLeft(line); {
		case last < 0 || len(word) > 0 && word[0] != '#':
			stop := len(bytes.TrimRight(line, " \t"))
			if stop == 0 || line[stop-1] != escape || stop > 1 && line[stop-2] == escape {
				return gaps
			}
			last, open = at+stop-1, false
		case len(word) > 0: // a comment
		default:
			if !open {
				gaps = append(gaps, Gap{At: n.file.Source.Span(last, last+1)})
				open = true
			}
			g := &gaps[len(gaps)-1]
			switch k := len(g.Lines); {
			case k > 0 && !n.file.Source.Embedded() && g.Lines[k-1].End == at:
				g.Lines[k-1].End = end
			case k <= maxGapLines:
				g.Lines = append(g.Lines, n.file.Source.Span(at, end))
			}
		}
		at = end
	}
	return gaps
}
