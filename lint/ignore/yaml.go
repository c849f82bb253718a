package ignore

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// FromYAML returns the document that a YAML file is. A file in which no comment may be a directive costs little: its
// document is empty.
func FromYAML(stream *tree.Stream) Document {
	comments := stream.Comments()
	mention := func(c tree.Comment) bool { return mentions(c.Text.Value) }
	if !slices.ContainsFunc(comments, mention) {
		return Document{}
	}
	doc := Document{Language: YAML, File: stream.File.Span(0, len(stream.File.Content))}
	for _, c := range comments {
		doc.Comments = append(doc.Comments, Comment{Span: c.Span, Text: c.Text})
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
