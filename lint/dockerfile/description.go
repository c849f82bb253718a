package dockerfile

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Description is a comment right above an ARG or a named FROM. BuildKit shows it as the description where it begins with the
// name.
type Description struct {
	// Comment is the last line of it.
	Comment Comment
	// Names are the names that are defined.
	Names []string
	// Of is the instruction.
	Of Instruction
	// Tools says that the comment is meant for a program, such as one that silences a linter.
	Tools bool
}

// Named reports whether the comment begins with one of the names.
func (d *Description) Named() bool {
	word, _, _ := strings.Cut(strings.TrimSpace(d.Comment.Text.Value), " ")
	return slices.Contains(d.Names, word)
}

// Below returns the edit that puts an empty comment under it: only that tells BuildKit that the two do not belong together.
func (d *Description) Below() (source.Edit, bool) {
	src := d.Of.core().file.Source
	if src.Embedded() {
		return source.Edit{}, false
	}
	at := d.Of.core().start
	start, _ := src.LineBounds(src.LineAt(at))
	return source.Edit{Span: src.Span(start, start), New: "#\n"}, strings.TrimSpace(string(src.Content[start:at])) == ""
}

// Descriptions returns the comments right above ARG and named FROM, without a blank line or an empty comment between.
func (f *File) Descriptions() []Description {
	var out []Description
	for i, c := range f.Comments {
		if c.Next == nil || c.Directive || strings.TrimSpace(c.Text.Value) == "" ||
			i+1 < len(f.Comments) && f.Comments[i+1].Next == c.Next && f.Comments[i+1].Span.Start < c.Next.Span().Start {
			continue
		}
		d := Description{Comment: c, Of: c.Next, Tools: forTools(c.Text.Value)}
		switch in := c.Next.(type) {
		case *Arg:
			for _, p := range in.Pairs {
				d.Names = append(d.Names, p.Name.Value)
			}
		case *From:
			if !in.Alias.IsZero() {
				d.Names = append(d.Names, strings.ToLower(in.Alias.Value))
			}
		}
		at := c.Next.Span()
		if len(d.Names) > 0 && c.Span.Start < at.Start && c.Span.Position().Line+1 == at.Position().Line {
			out = append(out, d)
		}
	}
	return out
}

func forTools(comment string) bool {
	for _, mark := range [...]string{"=", "ignore", "skip", "nosem", "lint"} {
		if strings.Contains(comment, mark) {
			return true
		}
	}
	return false
}

// MostlyLower reports whether more instructions of the stages are written in lower case than in capitals. Those in mixed
// case do not count.
func (f *File) MostlyLower() bool {
	lower, upper := 0, 0
	for _, s := range f.Stages {
		for _, in := range s.Instructions {
			switch word := in.Keyword().Value; word {
			case strings.ToLower(word):
				lower++
			case strings.ToUpper(word):
				upper++
			}
		}
	}
	return lower > upper
}
