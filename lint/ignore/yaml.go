package ignore

import (
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// FromYAML returns the document that a YAML file is. It costs little for a file in which no comment may be a
// directive: then it has no keys.
func FromYAML(stream *tree.Stream) Document {
	doc := Document{Language: YAML, File: stream.File.Span(0, len(stream.File.Content))}
	for _, c := range stream.Comments() {
		doc.Comments = append(doc.Comments, Comment{Span: c.Span, Text: c.Text})
	}
	if !Any(doc.Comments) {
		return doc
	}
	for _, root := range stream.Docs {
		doc.Keys = appendKeys(doc.Keys, root)
	}
	return doc
}

// appendKeys walks in the order of the bytes. What an alias stands for is written elsewhere.
func appendKeys(keys []source.Span, n *tree.Node) []source.Span {
	if n.Target != nil {
		return keys
	}
	for _, item := range n.Items {
		keys = appendKeys(append(keys, item.Whole()), item)
	}
	for _, pair := range n.Pairs {
		keys = appendKeys(append(keys, pair.Key.Whole().Join(pair.Value.Whole())), pair.Value)
	}
	return keys
}
