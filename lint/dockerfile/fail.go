package dockerfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// fail models the instruction that BuildKit's parser gives up at and reports why. It returns the line at which reading
// goes on.
func (r *reader) fail(f *failure, last int) int {
	r.comments(f.first)
	if strings.HasSuffix(f.err.Error(), "unterminated heredoc") {
		r.openHeredoc(f.first, last)
		return last + 1
	}
	line, _ := r.join(f.first, f.last, "")
	s := r.open(&line, 0)
	for s.verb == "onbuild" && s.rest < s.stop {
		s = r.open(&line, s.rest)
	}
	span, message := s.misread(f.err)
	r.problem(source.Malformed, "malformed."+s.verb, span, message)
	whole := r.open(&line, 0)
	r.add(whole.invalid())
	r.next = f.last + 1
	return r.next
}

// misread finds what BuildKit's parser cannot take.
func (s *statement) misread(err error) (source.Span, string) {
	rest := s.text[s.rest:max(s.stop, s.rest)]
	if s.verb == "env" || s.verb == "label" {
		words := s.rawWords()
		if len(words) > 0 && !strings.Contains(s.text[words[0][0]:words[0][1]], "=") {
			return s.span(words[0][0], words[0][1]), strings.ToUpper(s.verb) + " needs a value: name=value"
		}
		for _, w := range words {
			if word := s.text[w[0]:w[1]]; !strings.Contains(word, "=") {
				return s.span(w[0], w[1]), fmt.Sprintf("%s has no =; write name=value, in quotes where it holds blanks", show(word))
			}
		}
	}
	if strings.Contains(err.Error(), "arrays must be comprised of strings") {
		if n := strings.IndexByte(rest, '['); n >= 0 {
			i, j := notString(rest[n:])
			return s.span(s.rest+n+i, s.rest+n+j), "the array can hold strings only; put quotes around this"
		}
	}
	if n := strings.Index(rest, "<<"); n >= 0 {
		return s.span(s.rest+n, s.stop), "the end word of this heredoc cannot be read; check its quotes"
	}
	return s.span(s.rest, s.stop), quote(innermost(err))
}

// notString returns the range of the first element of a JSON array that is no string.
func notString(array string) (start, end int) {
	d := json.NewDecoder(strings.NewReader(array))
	d.UseNumber()
	if _, err := d.Token(); err != nil {
		return 0, len(array)
	}
	for d.More() {
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			break
		}
		end = int(d.InputOffset())
		if len(raw) > 0 && raw[0] != '"' {
			return end - len(raw), end
		}
	}
	return 0, len(array)
}

// rawWords splits the arguments as BuildKit does for ENV and LABEL: at blanks outside of quotes.
func (s *statement) rawWords() [][2]int {
	var out [][2]int
	for i := s.rest; i < s.stop; {
		i = s.skipSpace(i)
		start := i
		quote := byte(0)
		for i < s.stop {
			c := s.text[i]
			if quote == 0 && s.skipSpace(i) > i {
				break
			}
			switch {
			case c == s.node.file.Escape && quote != '\'':
				i++
			case c == quote:
				quote = 0
			case quote == 0 && (c == '\'' || c == '"'):
				quote = c
			}
			i++
		}
		i = min(i, s.stop)
		if i > start {
			out = append(out, [2]int{start, i})
		}
	}
	return out
}

// openHeredoc models an instruction whose heredoc is never closed: everything below is its body.
func (r *reader) openHeredoc(first, last int) {
	noted := len(r.file.Comments)
	line, next := r.join(first, last, "")
	r.file.Comments = r.file.Comments[:noted]
	docs := lineHeredocs(line.text)
	open := r.openDocs(docs, next, last)
	// With the end words that never come BuildKit reads the instruction as it would have been meant.
	piece := append([]byte(nil), r.piece(first, last)...)
	if !bytes.HasSuffix(piece, []byte{'\n'}) {
		piece = append(piece, '\n')
	}
	for _, d := range docs[open:] {
		piece = append(append(piece, d.Name...), '\n')
	}
	nodes, _ := r.parseBytes(first, piece)
	if len(nodes) != 1 {
		s := r.open(&line, 0)
		r.problem(source.Malformed, "heredoc.open", s.span(s.rest, s.stop), "the end word of a heredoc never comes")
		r.add(s.invalid())
		r.next = last + 1
		return
	}
	n := nodes[0]
	n.EndLine = last
	line, next = r.join(n.StartLine, last, n.Original)
	in := r.instruction(n, &line, 0, next)
	r.add(in)
	r.next = last + 1
	all := heredocsOf(in)
	for i := open; i < len(all); i++ {
		span := all[i].Word.Span
		if span.IsZero() {
			span = in.Keyword().Span
		}
		name := all[i].Name.Value
		r.problem(source.Malformed, "heredoc.open."+shorten(name), span,
			fmt.Sprintf("%s never comes: this heredoc swallows the rest of the file", show(name)))
	}
}

// openDocs returns the index of the first heredoc whose end word does not come in the lines that follow.
func (r *reader) openDocs(docs []*parser.Heredoc, at, last int) int {
	for i, d := range docs {
		closed := false
		for ; at <= last && !closed; at++ {
			start, end := r.lines.bounds(at)
			line := r.lines.content[start:end]
			if d.Chomp {
				line = bytes.TrimLeft(line, "\t")
			}
			closed = string(line) == d.Name
		}
		if !closed {
			return i
		}
	}
	return len(docs)
}

// lineHeredocs returns the heredocs that a line opens, in order.
func lineHeredocs(text string) []*parser.Heredoc {
	s := &statement{logical: &logical{text: text}, stop: len(text)}
	var out []*parser.Heredoc
	for i := 0; i < s.stop; {
		i = s.skipSpace(i)
		end := s.shellWord(i)
		if end <= i {
			break
		}
		if word := text[i:end]; strings.Contains(word, "<<") {
			if h := parser.MustParseHeredoc(word); h != nil {
				out = append(out, h)
			}
		}
		i = end
	}
	return out
}

func heredocsOf(in Instruction) []*Heredoc {
	switch in := in.(type) {
	case *Run:
		return in.Heredocs
	case *Copy:
		return in.Heredocs
	case *Add:
		return in.Heredocs
	case *OnBuild:
		if in.Trigger != nil {
			return heredocsOf(in.Trigger)
		}
	}
	return nil
}
