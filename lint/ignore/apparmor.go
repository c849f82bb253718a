package ignore

import (
	"cmp"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FromAppArmor returns the document that a file of AppArmor profiles is. Comments stand above a rule or a profile, as above the keys of
// YAML.
func FromAppArmor(f *apparmor.File) Document {
	doc := Document{Language: YAML, File: f.Source.Span(0, len(f.Source.Content))}
	for _, c := range f.Comments {
		at := c.Span
		at.Start-- // the sign itself
		doc.Comments = append(doc.Comments, Comment{Span: at, Text: c})
	}
	for _, p := range f.All() {
		doc.Keys = append(doc.Keys, p.Span)
		for _, r := range p.Rules {
			doc.Keys = append(doc.Keys, r.Span)
		}
	}
	slices.SortStableFunc(doc.Keys, func(a, b source.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return doc
}
