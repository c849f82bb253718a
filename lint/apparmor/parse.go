package apparmor

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The bounds of what is read of one file. What lies behind them is a gap.
const (
	maxBlocks = 64     // blocks inside one another
	maxRules  = 50_000 // rules of one file
	maxWords  = 1_000  // words of one rule
	maxFaults = 1_000  // problems of one file
)

// Parse reads a file of profiles. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *File {
	f := &File{Source: src, variables: map[string]variable{}}
	p := &parser{scanner: scanner{file: src, src: src.Content}, out: f}
	if strings.HasPrefix(string(src.Content[:min(3, len(src.Content))]), "\ufeff") {
		p.at = 3
	}
	p.block(nil, rest{}, 0)
	f.Comments = p.comments
	f.checkVariables(p)
	p.compilePatterns()
	return f
}

type parser struct {
	scanner
	out   *File
	rules int
	stop  bool // a bound was met
}

func (p *parser) problem(kind source.ProblemKind, at source.Span, key, message string) {
	if len(p.out.Problems) >= maxFaults || p.stop {
		return
	}
	p.out.Problems = append(p.out.Problems, source.Problem{Kind: kind, Span: at.Visible(), Message: message, Key: key})
}

func (p *parser) bound(at source.Span, message string) {
	p.problem(source.Unread, at, "bound", message)
	p.stop = true
}

// rest is what a block says of all rules in it: its qualifiers, and whether a condition decides about it.
type rest struct {
	qualifiers
	doubtful bool
	nested   bool
}

// block reads what stands in a block, or, without a profile, at the top of the file. It returns the place behind the brace that
// closes it.
func (p *parser) block(in *Profile, q rest, depth int) (closed bool) {
	if depth > maxBlocks {
		p.bound(p.file.Span(p.at, p.at), "blocks nested more than "+strconv.Itoa(maxBlocks)+" deep are not read")
	}
	for !p.stop {
		p.skip(false)
		if p.including() || p.wordHere("include") {
			p.include(in)
			continue
		}
		if p.at < len(p.src) && (p.src[p.at] == '@' || p.src[p.at] == '$') && p.assignment(in) {
			continue
		}
		start := p.at
		first := p.next()
		switch first.kind {
		case end:
			return false
		case broken:
			p.problem(source.Malformed, first.span.FirstLine(), "bracket", "the bracket is not closed")
			continue
		case closing:
			if depth > 0 {
				return true
			}
			p.problem(source.Malformed, first.span, "brace", "this brace closes nothing")
			continue
		case open:
			p.opened(in, q, nil, first, depth)
			continue
		case comma:
			p.problem(source.Malformed, first.span, "comma", "a comma without a rule before it")
			continue
		}
		p.statement(in, q, first, start, depth)
	}
	return false
}

// wordHere reports whether a word stands here, with a blank, a bracket or a quote behind it.
func (p *parser) wordHere(name string) bool {
	after := p.at + len(name)
	return after < len(p.src) && string(p.src[p.at:after]) == name && strings.IndexByte(" \t<\"", p.src[after]) >= 0
}

// statement reads on to the comma that ends a rule, or to the brace that opens a block.
func (p *parser) statement(in *Profile, q rest, first token, start, depth int) {
	tokens := []token{first}
	for {
		last := tokens[len(tokens)-1]
		if len(tokens) > maxWords {
			p.bound(last.span, "a rule of more than "+strconv.Itoa(maxWords)+" words; from here on nothing is read")
			return
		}
		p.skip(false)
		before, t := p.at, token{kind: end}
		if !p.including() {
			t = p.next()
		}
		switch t.kind {
		case comma:
			p.rule(in, q, tokens, p.file.Span(start, t.span.End))
			return
		case open:
			p.opened(in, q, tokens, t, depth)
			return
		case broken:
			p.problem(source.Malformed, t.span.FirstLine(), "bracket", "the bracket is not closed")
			return
		case end, closing:
			p.at = before // to be read again: it ends the block
			p.problem(source.Malformed, last.span.FirstLine(), "comma", "the rule does not end in a comma")
			return
		}
		tokens = append(tokens, t)
	}
}

// include reads one line of the form include <path>, include if exists <path> or include "path".
func (p *parser) include(in *Profile) {
	start := p.at
	if p.src[p.at] == '#' {
		p.at++
	}
	p.at += len("include")
	stop := p.lineEnd()
	line := strings.TrimRight(string(p.src[p.at:stop]), " \t\r")
	inc := Include{Span: p.file.Span(start, p.at+len(line))}
	text := p.file.Text(p.at, p.at+len(line))
	trim := func() {
		n := len(text.Value) - len(strings.TrimLeft(text.Value, " \t"))
		text = text.Slice(n, len(text.Value))
	}
	trim()
	if rest, ok := strings.CutPrefix(text.Value, "if exists"); ok {
		inc.IfExists = true
		text = text.Slice(len(text.Value)-len(rest), len(text.Value))
		trim()
	}
	p.at = stop
	v := text.Value
	switch {
	case strings.HasPrefix(v, "<") && strings.Contains(v, ">"):
		inc.Magic, inc.Path = true, text.Slice(1, strings.IndexByte(v, '>'))
	case strings.HasPrefix(v, `"`) && strings.Contains(v[1:], `"`):
		inc.Path = text.Slice(1, 1+strings.IndexByte(v[1:], '"'))
	case v != "" && v[0] != '<' && v[0] != '"':
		word, _, _ := strings.Cut(strings.ReplaceAll(v, "\t", " "), " ")
		inc.Path = text.Slice(0, len(word))
	}
	if inc.Path.Value == "" {
		p.problem(source.Malformed, inc.Span, "include", "the include names no file")
		return
	}
	if in == nil {
		p.out.Includes = append(p.out.Includes, inc)
	} else {
		in.Includes = append(in.Includes, inc)
	}
}

// lineEnd returns the place of the next line feed, or of the end.
func (p *parser) lineEnd() int {
	if i := slices.Index(p.src[p.at:], '\n'); i >= 0 {
		return p.at + i
	}
	return len(p.src)
}

// opened reads what a brace opens: a profile, a hat, a block of qualifiers or of a condition.
func (p *parser) opened(in *Profile, q rest, head []token, brace token, depth int) {
	switch {
	case len(head) > 0 && head[0].is("if", "else"):
		q.doubtful = true
		p.closes(in, q, brace, depth)
	case in != nil && allQualifiers(head): // without any it is a block all the same
		q.nested = true
		for _, t := range head {
			q.add(t.text)
		}
		p.closes(in, q, brace, depth)
	default:
		child := p.head(in, head, brace)
		if in == nil {
			p.out.Profiles = append(p.out.Profiles, child)
		} else {
			in.Children = append(in.Children, child)
		}
		child.Closed = p.closes(child, rest{}, brace, depth)
		child.End = p.at - 1
		child.Span = p.file.Span(child.Head.Start, p.at)
	}
}

func (p *parser) closes(in *Profile, q rest, brace token, depth int) bool {
	closed := p.block(in, q, depth+1)
	if !closed {
		p.problem(source.Malformed, brace.span, "brace", "this brace is not closed")
	}
	return closed
}
