// Package tree reads YAML, and JSON as a part of it or by itself, into trees whose every node knows the bytes that it was written as.
//
// go.yaml.in/yaml/v4 decides what the nodes are; this package finds the bytes, and guards against input that would
// make a reader crash, hang or grow.
package tree

import (
	"slices"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Kind says what a node is. An alias has the kind of what it stands for.
type Kind uint8

// The kinds of nodes.
const (
	Scalar Kind = iota
	Mapping
	Sequence
)

// String names the kind as messages do.
func (k Kind) String() string {
	switch k {
	case Mapping:
		return "mapping"
	case Sequence:
		return "list"
	}
	return "value"
}

// Style says how a node is written.
type Style uint8

// The styles. Mappings and sequences are Block or Flow, scalars anything but these two.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
	Block
	Flow
)

// Node is one value of a document.
type Node struct {
	Kind  Kind
	Style Style
	// Tag is the short form of the tag that is written or that YAML gives the value: "!!str", "!!int", "!!bool",
	// "!!float", "!!null", "!!map", "!!seq", "!!merge", or an own one such as "!reset".
	Tag string
	// Tagged reports whether the tag is written.
	Tagged bool
	Anchor string
	// Span is the value as written here, without tag and anchor: quotes and brackets included; in block style from the
	// first key or dash to the end of the last value. For an alias it is the alias. It is empty for an empty value.
	Span source.Span
	// Properties spans the tag and the anchor, and is zero without them.
	Properties source.Span
	// Text is the decoded value of a scalar. For an alias it lies where the anchor is.
	Text source.Text
	// Items are the values of a sequence.
	Items []*Node
	// Pairs are the entries of a mapping in the order written, merge keys and all.
	Pairs []Pair
	// Target is the node that an alias stands for; Items, Pairs and Text are shared with it. It is nil for all others.
	Target *Node

	size     int // nodes below and including this one, with aliases expanded
	open     bool
	repeated bool // a key stands twice
}

// Pair is an entry of a mapping.
type Pair struct{ Key, Value *Node }

// IsNull reports whether the node is a null: nothing, ~ or null.
func (n *Node) IsNull() bool { return n.Kind == Scalar && n.Tag == "!!null" }

// IsString reports whether YAML takes the scalar for a text.
func (n *Node) IsString() bool { return n.Kind == Scalar && n.Tag == "!!str" }

// Whole returns the span with tag and anchor.
func (n *Node) Whole() source.Span { return n.Properties.Join(n.Span) }

// IsMerge reports whether the pair is a merge key.
func (p Pair) IsMerge() bool { return p.Key.Kind == Scalar && p.Key.Tag == "!!merge" }

// Pair returns the entry of a mapping with that key as written, the last one if there are several. It does not look into
// merge keys; Entries does.
func (n *Node) Pair(key string) (Pair, bool) {
	for _, p := range slices.Backward(n.Pairs) {
		if p.Key.Kind == Scalar && p.Key.Text.Value == key {
			return p, true
		}
	}
	return Pair{}, false
}

// Get returns the value of a key as Pair does, or nil.
func (n *Node) Get(key string) *Node {
	p, _ := n.Pair(key)
	return p.Value
}

// Limits bound what is read. The zero value stands for defaults.
type Limits struct {
	Bytes int // of the file; 16 MiB
	Depth int // of collections inside one another; 256
	Nodes int // that aliases may add to those that are written; 200,000
}

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 16 << 20
	}
	if l.Depth <= 0 {
		l.Depth = 256
	}
	if l.Nodes <= 0 {
		l.Nodes = 200_000
	}
	return l
}

// Stream is what was read from one file.
type Stream struct {
	// File holds the bytes that all spans lie in: the file that was given or, for UTF-16, its decoded text.
	File *source.File
	// Docs are the roots of the documents that could be read. A document without content is a null.
	Docs []*Node
	// Complete reports whether all documents were read to their ends. Keys that stand twice and aliases without an anchor
	// are problems, but leave the rest to be read.
	Complete bool
	// Problems are in the order of their places.
	Problems []source.Problem

	comments func() []Comment
	inexact  int // scalars whose parts map to the whole
	language string
}

// Comment is one comment, from the # to the end of its line.
type Comment struct {
	Span source.Span
	// Text is what follows the #, as written.
	Text source.Text
}

// Size returns the number of nodes of all documents, what aliases stand for counted each time.
func (s *Stream) Size() int {
	n := 0
	for _, doc := range s.Docs {
		n += doc.size
	}
	return n
}

// Comments returns the comments of the documents that could be read, in order. A # inside a value is none.
func (s *Stream) Comments() []Comment { return s.comments() }

// Parse reads a file. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File, limits Limits) *Stream {
	limits = limits.orDefault()
	s := &Stream{File: src, Complete: true, comments: func() []Comment { return nil }, language: "YAML"}
	if !s.admit(limits) {
		s.Complete = false
		return s
	}
	r := &reader{stream: s, limits: limits, places: newPlaces(s.File), anchors: map[string]*Node{}}
	r.read()
	s.comments = sync.OnceValue(r.comments)
	slices.SortStableFunc(s.Problems, func(a, b source.Problem) int { return a.Span.Start - b.Span.Start })
	return s
}

// maxProblems bounds the problems of one file: each of a million lines may hold one.
const maxProblems = 1000

func (s *Stream) problem(kind source.ProblemKind, start, end int, key, message string, notes ...source.Note) {
	switch n := len(s.Problems); {
	case n > maxProblems:
		return
	case n == maxProblems:
		kind, key, message, notes = source.Unread, "problems", "too many problems: no more are reported", nil
	}
	s.Problems = append(s.Problems, source.Problem{
		Kind: kind, Span: s.File.Span(start, end), Message: message, Key: key, Related: notes,
	})
}
