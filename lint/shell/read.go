package shell

import (
	"bytes"
	"errors"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// reader is a parser with its input; parsers hold buffers that are worth using again.
type reader struct {
	bash, posix *syntax.Parser
	in          bytes.Reader
}

var readers = sync.Pool{New: func() any {
	return &reader{
		bash:  syntax.NewParser(syntax.Variant(syntax.LangBash)),
		posix: syntax.NewParser(syntax.Variant(syntax.LangPOSIX)),
	}
}}

// read parses the walker's buffer and walks its commands.
func (w *walker) read(o *origin) {
	if len(bytes.TrimSpace(o.raw)) == 0 {
		return
	}
	switch {
	case len(o.raw) > maxSize:
		w.problem(source.Unread, o.firstLine(), "this script is too long to be read")
		return
	case len(o.raw) > maxOpeners && openers(o.raw) > maxOpeners:
		w.problem(source.Unread, o.firstLine(), "this script is nested too deeply to be read")
		return
	}
	r := readers.Get().(*reader)
	stmts, err := r.stmts(r.bash, o.raw)
	if err != nil && w.script.Dialect == POSIX {
		if again, posix := r.stmts(r.posix, o.raw); posix == nil {
			stmts, err = again, nil
		}
	}
	if err != nil {
		w.refused(o, err)
		if len(stmts) == 0 {
			stmts = r.before(o.raw, offsetOf(err))
		}
	}
	readers.Put(r)
	w.o = o
	w.stmts(stmts)
}

// stmts parses statement by statement: those in front of an error are kept.
func (r *reader) stmts(p *syntax.Parser, raw []byte) ([]*syntax.Stmt, error) {
	r.in.Reset(raw)
	var stmts []*syntax.Stmt
	var first error
	for stmt, err := range p.StmtsSeq(&r.in) {
		switch {
		case err != nil && first == nil:
			first = err // no break: the parser yields once more behind an error, which Go forbids after a break
		case first == nil && stmt != nil:
			stmts = append(stmts, stmt)
		}
	}
	return stmts, first
}

// before reads what stands in front of a syntax error, up to the list operator or line end before it: a chain of && is
// one statement to the parser, and lost as a whole.
func (r *reader) before(raw []byte, offset int) []*syntax.Stmt {
	cut := bytes.LastIndexAny(raw[:min(offset, len(raw))], "&|;\n")
	if cut <= 0 {
		return nil
	}
	stmts, _ := r.stmts(r.bash, bytes.TrimRight(raw[:cut], "&|; \t\r\n\\"))
	return stmts
}

func offsetOf(err error) int {
	var parse syntax.ParseError
	var lang syntax.LangError
	switch {
	case errors.As(err, &parse):
		return int(parse.Pos.Offset())
	case errors.As(err, &lang):
		return int(lang.Pos.Offset())
	}
	return 0
}

// refused notes a syntax error.
func (w *walker) refused(o *origin, err error) {
	at := min(offsetOf(err), len(o.raw)-1)
	message := "the shell cannot parse this"
	var parse syntax.ParseError
	if errors.As(err, &parse) && len(parse.Text) < 60 {
		message = "the shell cannot parse this: " + parse.Text
	}
	w.problem(source.Unparsed, o.span(at, at+1), message)
}

func (w *walker) problem(kind source.ProblemKind, span source.Span, message string) {
	w.script.Problems = append(w.script.Problems, source.Problem{
		Kind: kind, Span: span, Message: message, Key: "shell",
	})
}
