package ignore

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Language is what a document is written in.
type Language int

// The languages. In YAML only the comments of plimsoll and Trivy are read: the others do not read it either.
const (
	Dockerfile Language = iota
	YAML
)

// Document is what a directive can cover, as plain data of one file or of one Dockerfile inside a Compose file. All
// spans lie in one outermost file, each slice is in the order of the bytes.
type Document struct {
	Language Language
	// File is the whole document.
	File source.Span
	// Comments are all comments, parser directives of a Dockerfile included.
	Comments []Comment
	// Instructions of a Dockerfile, from keyword to end, heredocs included.
	Instructions []source.Span
	// Stages of a Dockerfile, from FROM to the end of their last instruction.
	Stages []source.Span
	// Keys of YAML: every pair from the start of its key to the end of its value, and every item of a sequence. Of
	// several that begin at one byte the widest comes first.
	Keys []source.Span
}

// Comment is one comment.
type Comment struct {
	// Span is the comment from its # to the end of its line.
	Span source.Span
	// Text is what follows the #. It maps back to its bytes inside an embedded file too.
	Text source.Text
}

// Any reports whether a comment may be a directive. Most files have none, and need no Document.
func Any(comments []Comment) bool {
	return slices.ContainsFunc(comments, func(c Comment) bool { return mentions(c.Text.Value) })
}

func mentions(s string) bool {
	if strings.IndexByte(s, '=') < 0 && strings.IndexByte(s, ':') < 0 {
		return false
	}
	t := strings.TrimLeftFunc(s, func(r rune) bool { return r == '#' || unicode.IsSpace(r) })
	if len(t) > 6 {
		switch t[0] {
		case 'p', 'P', 'h', 'H', 'c', 'C':
			if hasFold(t, "plimsoll") || hasFold(t, "hadolint") || hasFold(t, "check") {
				return true
			}
		}
	}
	return strings.Contains(s, ":ignore:") || strings.Contains(s, ":skip=")
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// Parse returns the directives of a document in the order in which they stand, each with what it covers.
func Parse(doc Document) []Directive {
	if doc.File.IsZero() || !Any(doc.Comments) {
		return nil
	}
	p := parser{Document: doc, head: true, block: -1}
	for i, comment := range doc.Comments {
		p.comment(i, comment)
	}
	if doc.Language == YAML {
		p.placeInYAML()
	}
	p.stackTrivy()
	return p.out
}

type parser struct {
	Document
	out  []Directive
	next int // the first instruction that begins behind the comment at hand

	// Of BuildKit's reading: whether parser directives may still come and which ones came, and for which instruction the
	// comments are gathered, and which directive of them counts.
	head  bool
	seen  []string
	block int
	check int
}

func (p *parser) comment(i int, c Comment) {
	for p.next < len(p.Instructions) && p.Instructions[p.next].Start < c.Span.End {
		p.next++
	}
	directive := p.Language == Dockerfile && p.parserDirective(i, c)
	if p.Language == Dockerfile && strings.TrimSpace(c.Text.Value) == "" && !p.indented(c.Span) {
		p.detach()
	}
	if !mentions(c.Text.Value) {
		return
	}
	if d, ok := parseOwn(c); ok {
		p.add(d)
		return
	}
	from := len(p.out)
	if p.out = parseTrivy(c, p.out); len(p.out) > from {
		for k := range p.out[from:] {
			p.placeByLine(&p.out[from+k])
		}
		return
	}
	if p.Language != Dockerfile {
		return
	}
	if d, ok := parseHadolint(c); ok {
		p.add(d)
	} else if d, ok := parseBuildKit(c); ok {
		p.addBuildKit(d, directive)
	} else if d, ok := parseCheckov(c); ok {
		p.add(d)
	}
}

func (p *parser) add(d Directive) {
	switch {
	case d.Scope == File:
		d.Extent = p.File
	case d.Source == Hadolint:
		p.placeAdjacent(&d)
	case p.Language == YAML && d.Scope == Stage:
		d.fault(d.Span, "stage", "YAML has no stages; write plimsoll:ignore= above the service's key")
		d.broken = true
	case p.Language == Dockerfile && d.Scope == Stage:
		p.placeStage(&d)
	case p.Language == Dockerfile:
		p.placeNext(&d)
	}
	p.out = append(p.out, d)
}

// placeNext covers the instruction that the comment stands in, between its lines, or else the one that follows.
func (p *parser) placeNext(d *Directive) {
	if p.next > 0 && p.Instructions[p.next-1].End > d.Span.Start {
		d.Extent = p.Instructions[p.next-1]
	} else if p.next < len(p.Instructions) {
		d.Extent = p.Instructions[p.next]
	}
}

// placeStage covers the stage whose FROM is the next instruction, or else the one that the comment stands in; above
// the first FROM, the first.
func (p *parser) placeStage(d *Directive) {
	i := sort.Search(len(p.Stages), func(i int) bool { return p.Stages[i].Start >= d.Span.Start })
	if i > 0 && (i == len(p.Stages) || p.next == len(p.Instructions) ||
		p.Instructions[p.next].Start != p.Stages[i].Start) {
		i--
	}
	if i < len(p.Stages) {
		d.Extent = p.Stages[i]
	}
}

// placeAdjacent is hadolint's: the instruction, or the stage, that begins on the line below the comment.
func (p *parser) placeAdjacent(d *Directive) {
	if p.next == len(p.Instructions) || line(p.Instructions[p.next]) != line(d.Span)+1 {
		return
	}
	if d.Scope == Next {
		d.Extent = p.Instructions[p.next]
	} else if i := p.stageAt(p.Instructions[p.next].Start); i >= 0 {
		d.Extent = p.Stages[i]
	}
}

// stageAt returns the stage that begins at an offset, or -1.
func (p *parser) stageAt(offset int) int {
	i, ok := slices.BinarySearchFunc(p.Stages, offset, func(s source.Span, o int) int { return cmp.Compare(s.Start, o) })
	if !ok {
		return -1
	}
	return i
}

// placeByLine is Trivy's: what begins on the line of the comment or on the one below.
func (p *parser) placeByLine(d *Directive) {
	spans := p.Instructions
	if p.Language == YAML {
		spans = p.Keys
	}
	f, at := p.File.File, line(d.Span)
	from, _ := f.LineBounds(at)
	_, to := f.LineBounds(at + 1)
	i := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= from })
	j := i + sort.Search(len(spans)-i, func(k int) bool { return spans[i+k].Start > to })
	if i < j {
		d.Extent = spans[i]
		for _, s := range spans[i:j] {
			d.Extent.End = max(d.Extent.End, s.End)
		}
	}
}

// stackTrivy lets Trivy's directives on lines that follow each other all stand where the last of them does.
func (p *parser) stackTrivy() {
	for i := len(p.out) - 2; i >= 0; i-- {
		d, below := &p.out[i], &p.out[i+1]
		if d.Source != Trivy || below.Source != Trivy {
			continue
		}
		if gap := line(below.Span) - line(d.Span); gap == 0 || gap == 1 {
			d.Extent = below.Extent
		}
	}
}

func line(s source.Span) int { return s.File.LineAt(s.Start) }

// indented reports whether blanks stand before the comment on its line of the document.
func (p *parser) indented(at source.Span) bool {
	return at.Position().Column > p.File.Position().Column
}

// parserDirective reports whether BuildKit takes the comment as a parser directive: those stand on the first lines of
// the file, without a gap, behind at most a shebang.
func (p *parser) parserDirective(i int, c Comment) bool {
	if !p.head {
		return false
	}
	p.head = false
	if line(c.Span) != line(p.File)+i {
		return false
	}
	if i == 0 && strings.HasPrefix(c.Text.Value, "!") {
		p.head = true
		return false
	}
	key, _, _ := directiveOf(c.Text.Value)
	key = strings.ToLower(key)
	switch key {
	case "syntax", "escape", "check":
		p.head = !slices.Contains(p.seen, key)
		p.seen = append(p.seen, key)
	}
	return p.head
}

// addBuildKit places "check=": as a parser directive it covers the file. Elsewhere it covers the next instruction,
// when it is the first of its comments, begins its line, and no empty comment comes between.
func (p *parser) addBuildKit(d Directive, directive bool) {
	inside := p.next > 0 && p.Instructions[p.next-1].End > d.Span.Start
	switch {
	case p.indented(d.Span) || inside:
	case directive:
		d.Scope, d.Extent = File, p.File
	case p.next == p.block:
	case p.next < len(p.Instructions):
		p.block, p.check = p.next, len(p.out)
		d.Extent = p.Instructions[p.next]
	}
	p.out = append(p.out, d)
}

// detach drops the comments that BuildKit gathered for the next instruction.
func (p *parser) detach() {
	if p.block == p.next {
		p.out[p.check].Extent = source.Span{}
	}
	p.block = -1
}

// placeInYAML places plimsoll's own directives, from the last to the first so that a comment knows what stands behind
// the comments below it.
func (p *parser) placeInYAML() {
	next := map[int]int{} // where a comment begins -> where the content behind it begins
	content := p.File.File.Content
	for i := len(p.Comments) - 1; i >= 0; i-- {
		s := p.Comments[i].Span
		at := s.End
		for at < len(content) && bytes.IndexByte([]byte(" \t\r\n"), content[at]) >= 0 {
			at++
		}
		if n, ok := next[at]; ok {
			at = n
		}
		next[s.Start] = at
	}
	for i := range p.out {
		if d := &p.out[i]; d.Source == Plimsoll && d.Scope == Next && !d.broken {
			p.placeKey(d, next[d.Span.Start])
		}
	}
}

// placeKey covers the key or item that begins at an offset, or those of the comment's own line when it ends one.
func (p *parser) placeKey(d *Directive, at int) {
	f := p.File.File
	start, end := f.LineBounds(line(d.Span))
	if len(bytes.TrimLeft(f.Content[start:d.Span.Start], " \t\ufeff")) > 0 {
		d.Scope = Line
		extent := source.Span{File: f, Start: start, End: end}
		if i := p.keyFrom(d.Span.Start) - 1; i >= 0 && p.Keys[i].Start >= start {
			extent.End = max(end, p.Keys[i].End)
		}
		d.Extent = extent
		return
	}
	i, dash := p.keyFrom(at), at < len(f.Content) && f.Content[at] == '-'
	if i < len(p.Keys) && f.LineAt(p.Keys[i].Start) == f.LineAt(at) {
		for !dash && i+1 < len(p.Keys) && p.Keys[i+1].Start == p.Keys[i].Start {
			i++
		}
		d.Extent = p.Keys[i]
		return
	}
	// What follows is the value of a key above: the key is what the comment speaks of.
	if i > 0 && p.Keys[i-1].End > at {
		d.Extent = p.Keys[i-1]
	}
}

// keyFrom returns the first key that begins at or behind an offset.
func (p *parser) keyFrom(offset int) int {
	return sort.Search(len(p.Keys), func(i int) bool { return p.Keys[i].Start >= offset })
}
