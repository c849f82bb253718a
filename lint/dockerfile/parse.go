package dockerfile

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxFailures bounds how many instructions of one file may fail in a way that makes BuildKit's parser give up: each of
// them has it begin anew behind it. What stands behind the last of them is not read, and a Problem says so.
const maxFailures = 100

// Parse reads a Dockerfile. It always returns a model: what is wrong is in its Problems.
func Parse(src *source.File) *File {
	f := &File{Source: src, Escape: '\\'}
	r := &reader{file: f, src: src}
	if !r.noDockerfile() {
		r.lines = newLines(src.Content)
		r.header()
		r.limit()
		r.read()
		r.judge()
		r.link()
	}
	r.controls()
	r.finish()
	return f
}

// reader is the state of one Parse.
type reader struct {
	file  *File
	src   *source.File
	lines lines

	mended int // the last parser directive that BuildKit refuses; up to it the escape character alone is given to it
	next   int // the first line that no instruction and no comment was taken from
	stop   int // the line from which on nothing is given to BuildKit; 0 for none
	failed int // how often BuildKit's parser gave up
	arena  []segment
	noted  int // comments before this one know the instruction that follows
	depth  int // of ONBUILD

	headerEnd     int // where the parser directives end
	otherLanguage bool
	noText        bool
	oldEnds       bool // lines end in a carriage return alone
	unknown       []*Invalid
}

// failure is an instruction that BuildKit's parser gives up at.
type failure struct {
	first, last int
	err         error
}

// read has BuildKit parse the file and models each instruction. Where the parser gives up, what stands before is parsed
// again without the culprit, and reading goes on behind it: no line is parsed more than three times.
func (r *reader) read() {
	last := r.lines.count()
	if r.stop > 0 {
		last = r.stop - 1
	}
	for at := 1; at <= last; {
		nodes, fail := r.parse(at, last)
		if fail == nil {
			r.model(nodes)
			break
		}
		if before, again := r.parse(at, fail.first-1); again == nil {
			r.model(before)
		}
		if r.failed == maxFailures {
			r.problem(source.Unread, "unread", r.lineSpan(fail.first), "too many errors: nothing is read from here on")
			break
		}
		r.failed++
		at = r.fail(fail, last)
	}
	r.comments(last + 1)
}

// parse gives the lines from first to last to BuildKit and returns the instructions, with the line numbers of the file.
func (r *reader) parse(first, last int) ([]*parser.Node, *failure) {
	if last < first {
		return nil, nil
	}
	return r.parseBytes(first, r.piece(first, last))
}

// piece returns lines of what BuildKit gets to read.
func (r *reader) piece(first, last int) []byte {
	if r.mended == 0 && len(r.lines.cut) == 0 {
		return r.lines.content[r.lines.start(first):r.lines.start(last+1)]
	}
	return r.mend(first, last)
}

// parseBytes parses a piece of the file that begins with the line first.
func (r *reader) parseBytes(first int, piece []byte) ([]*parser.Node, *failure) {
	var in io.Reader = bytes.NewReader(piece)
	shift := first - 1
	if first > 1 {
		// A piece has no directives of its own. The empty comment keeps BuildKit from looking for any.
		prefix := "#\n"
		if r.file.Escape != '\\' {
			prefix = "# escape=" + string(r.file.Escape) + "\n#\n"
		}
		shift -= strings.Count(prefix, "\n")
		in = io.MultiReader(strings.NewReader(prefix), in)
	}
	res, err := parser.Parse(in)
	if err != nil {
		return nil, r.failure(err, first, shift)
	}
	for _, n := range res.AST.Children {
		n.StartLine += shift
		n.EndLine += shift
	}
	return res.AST.Children, nil
}

// failure tells which lines an error of BuildKit's parser is about. It returns nil where there is none to report: a
// piece without instructions is no error.
func (r *reader) failure(err error, first, shift int) *failure {
	var at *parser.LocationError
	if !errors.As(err, &at) || len(at.Locations) == 0 || len(at.Locations[0]) == 0 {
		return &failure{first: first, last: first, err: err}
	}
	if strings.HasSuffix(err.Error(), "file with no instructions") {
		return nil
	}
	ranges := at.Locations[0]
	start := max(ranges[0].Start.Line+shift, first)
	return &failure{first: start, last: max(ranges[len(ranges)-1].End.Line+shift, start), err: err}
}

// model turns BuildKit's instructions into ours.
func (r *reader) model(nodes []*parser.Node) {
	for _, n := range nodes {
		r.comments(n.StartLine)
		line, next := r.join(n.StartLine, n.EndLine, n.Original)
		r.add(r.instruction(n, &line, 0, next))
		r.next = n.EndLine + 1
	}
}

// add puts an instruction into the file.
func (r *reader) add(in Instruction) {
	f := r.file
	c := in.core()
	c.index = len(f.Instructions)
	f.Instructions = append(f.Instructions, in)
	if from, ok := in.(*From); ok {
		s := &Stage{Index: len(f.Stages), Name: from.Alias, From: from}
		f.Stages = append(f.Stages, s)
	}
	if n := len(f.Stages); n > 0 {
		s := f.Stages[n-1]
		s.Instructions = append(s.Instructions, in)
		c.stage = s
	} else if arg, ok := in.(*Arg); ok {
		f.Meta = append(f.Meta, arg)
	}
	if ob, ok := in.(*OnBuild); ok && ob.Trigger != nil {
		t := ob.Trigger.core()
		t.index, t.stage, t.trigger = c.index, c.stage, true
		if c.stage != nil {
			c.stage.triggers = append(c.stage.triggers, ob.Trigger)
		}
	}
	for ; r.noted < len(f.Comments); r.noted++ {
		f.Comments[r.noted].Next = in
	}
}

// lineSpan returns a line without the blanks around it.
func (r *reader) lineSpan(n int) source.Span {
	start, end := r.lines.bounds(n)
	line := r.lines.content[start:end]
	start = end - len(trimLeft(line))
	end = start + len(bytes.TrimRight(r.lines.content[start:end], " \t\v\f\r"))
	return r.src.Span(start, end)
}
