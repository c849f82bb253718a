package ignore

import (
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// OfUnit returns the documents of a unit whose comments may silence findings, those of inline Dockerfiles included. Most units
// have none.
func OfUnit(u *project.Unit) []Document {
	var docs []Document
	if u.Dockerfile != nil {
		if doc := FromDockerfile(u.Dockerfile); Any(doc.Comments) {
			docs = append(docs, doc)
		}
	}
	if u.AppArmor != nil {
		if doc := FromAppArmor(u.AppArmor); Any(doc.Comments) {
			docs = append(docs, doc)
		}
	}
	for _, inner := range u.Inline {
		docs = append(docs, OfUnit(inner)...)
	}
	if u.Compose == nil {
		return docs
	}
	// The model keeps comments but no nodes: of the few files that have such comments the tree is made once more.
	wanted := map[*source.File]bool{}
	for _, c := range u.Compose.Comments {
		if f := c.Span.File; !wanted[f] && Any([]Comment{{Span: c.Span, Text: c.Text}}) {
			wanted[f] = true
			docs = append(docs, FromYAML(tree.Parse(f, tree.Limits{})))
		}
	}
	return docs
}
