package engine

import (
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// comments returns the files of a unit whose comments may silence findings; most units have none.
func comments(u *project.Unit) []ignore.Document {
	var docs []ignore.Document
	if u.Dockerfile != nil {
		if doc := ignore.FromDockerfile(u.Dockerfile); ignore.Any(doc.Comments) {
			docs = append(docs, doc)
		}
	}
	for _, inner := range u.Inline {
		docs = append(docs, comments(inner)...)
	}
	if u.Compose == nil {
		return docs
	}
	// The model keeps comments but no nodes: of the few files that have such comments the tree is made once more.
	wanted := map[*source.File]bool{}
	for _, c := range u.Compose.Comments {
		if f := c.Span.File; !wanted[f] && ignore.Any([]ignore.Comment{{Span: c.Span, Text: c.Text}}) {
			wanted[f] = true
			docs = append(docs, ignore.FromYAML(tree.Parse(f, tree.Limits{})))
		}
	}
	return docs
}
