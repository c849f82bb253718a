package ignore

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// FromDockerfile returns the document that a Dockerfile is; its spans lie in the Compose file around it, if there is
// one. A file in which no comment may be a directive costs nothing: its document is empty.
func FromDockerfile(f *dockerfile.File) Document {
	mention := func(c dockerfile.Comment) bool { return mentions(c.Text.Value) }
	if !slices.ContainsFunc(f.Comments, mention) {
		return Document{}
	}
	doc := Document{Language: Dockerfile, File: f.Source.Span(0, len(f.Source.Content))}
	for _, c := range f.Comments {
		doc.Comments = append(doc.Comments, Comment{Span: c.Span, Text: c.Text})
	}
	for _, in := range f.Instructions {
		doc.Instructions = append(doc.Instructions, in.Span())
	}
	for _, s := range f.Stages {
		doc.Stages = append(doc.Stages, s.Span())
	}
	return doc
}
