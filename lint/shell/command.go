package shell

import (
	"sync/atomic"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Command is one simple command: a program or builtin and its words, or an assignment alone.
type Command struct {
	// Name is the last element of the program's path, behind wrappers such as sudo or env; "" where the command is an
	// assignment or redirect alone, or where the program is not known from the text.
	Name string
	// Words are the program as written and its arguments. Wrappers and their options are not among them.
	Words []Word
	// Assigns stand in front of the program, as arguments of env, sudo or export, or alone.
	Assigns []Assign
	// Redirects are those of the command, then those of the groups around it that it has none of its own for.
	Redirects []Redirect
	// Wrappers are the programs that were seen through, outermost first.
	Wrappers []Wrapper

	// PipedFrom and PipedInto are the commands at the other ends of the pipes on either side; several where the other
	// side is a group. They may hold commands that neither read nor write.
	PipedFrom, PipedInto []*Command
	// Within is the command that was given the text that holds this one: `sh -c`, eval, a heredoc. Nil for most.
	Within *Command
	// Into is set where the command's output becomes text or a file of another command.
	Into *Substitution
	// Context says under which conditions the command runs.
	Context Context

	options    atomic.Pointer[Options] // read once: many rules ask
	script     *Script
	o          *origin
	whole      source.Span // set for words that have no buffer
	start, end int32
	index      int   // in Script.Commands
	scope      int32 // in Script.scopes
}

// Context is a set of conditions that a command runs under.
type Context uint16

// The conditions.
const (
	Negated    Context = 1 << iota // behind `!`
	AfterAnd                       // behind `&&`
	AfterOr                        // behind `||`
	Excused                        // in front of `||` and something that does not end the script: its failure is ignored
	InBranch                       // in an if or case
	InLoop                         // in a for, while or until
	InFunction                     // in the body of a function
	InSubshell                     // in parentheses, a pipe or a substitution
	Background                     // in front of `&`
	InTest                         // its status is the condition of an if, while or until
	Followed                       // in front of `;` or a new line: without `set -e` what follows runs whether or not it fails
)

// Assign is one assignment of a variable.
type Assign struct {
	Name   string
	Value  Word // the zero Word for an array
	Append bool // +=

	o          *origin
	start, end int32
}

// Span returns the assignment as written, name and value.
func (a *Assign) Span() source.Span {
	if a.o == nil {
		return source.Span{}
	}
	return a.o.span(int(a.start), int(a.end))
}

// Redirect is one redirection.
type Redirect struct {
	// Op is the operator without the descriptor: ">", ">>", "<", "<<", "<<-", "<<<", ">|", "&>", "&>>", ">&", "<&", "<>".
	Op string
	// FD is the descriptor in front of the operator, or the one that the operator means: 0 for input, 1 for output.
	FD int
	// Word is the file, the descriptor behind >& and <&, the text of <<<, or the delimiter of a heredoc.
	Word Word
	// Body is the body of a heredoc, the zero Word where it is empty.
	Body Word
}

// Substitution says whose text or file a command's output becomes.
type Substitution struct {
	Kind SubstitutionKind
	// Command is the one that has it.
	Command *Command
	// Word is the index in Command.Words as they stand behind the wrappers; -1 where it is in an assignment, a redirect
	// or a wrapper's option.
	Word int
}

// SubstitutionKind is a way in which the output of a command goes into another one.
type SubstitutionKind int

// The kinds of substitutions.
const (
	IntoText SubstitutionKind = iota // $(...) and backquotes
	IntoFile                         // <(...): the output is read as a file
	FromFile                         // >(...): the command reads what is written to a file
)

// Wrapper is a program that runs another one that is given in its words.
type Wrapper struct {
	Name string
	// User is the one that it switches to; the zero Word where it names none.
	User Word

	word, next Word // the wrapper itself, and what stands behind it and its options
	plain      bool // nothing stands between the two
}

// Span returns the wrapper's own word as written, the zero Span for time, which is part of the shell.
func (w *Wrapper) Span() source.Span { return w.word.Span() }

// Prefix returns what is to go for the command to run without the wrapper: its word up to the next one. ok is false where
// options or assignments stand between them.
func (w *Wrapper) Prefix() (span source.Span, ok bool) {
	from, to := w.word.Span(), w.next.Span()
	if !w.plain || from.File == nil || from.File != to.File || to.Start < from.End {
		return source.Span{}, false
	}
	return from.File.Span(from.Start, to.Start), true
}

// Span returns the command as written, from the first of its assignments, wrappers, words and redirects to the last.
func (c *Command) Span() source.Span {
	if !c.whole.IsZero() || c.o == nil {
		return c.whole
	}
	return c.o.span(int(c.start), int(c.end))
}

// Args returns the words behind the program.
func (c *Command) Args() []Word {
	if len(c.Words) == 0 {
		return nil
	}
	return c.Words[1:]
}

// Index returns the command's place in Script.Commands.
func (c *Command) Index() int { return c.index }

// Has reports whether all conditions of the set hold.
func (c *Command) Has(set Context) bool { return c.Context&set == set }

// Wrapped returns the wrapper of a name, nil where the command has none.
func (c *Command) Wrapped(name string) *Wrapper {
	for i := range c.Wrappers {
		if c.Wrappers[i].Name == name {
			return &c.Wrappers[i]
		}
	}
	return nil
}

// output returns the redirect that takes the standard output to a file, nil where there is none.
func (c *Command) output() *Redirect {
	for i := len(c.Redirects) - 1; i >= 0; i-- {
		switch r := &c.Redirects[i]; r.Op {
		case ">", ">>", ">|", "&>", "&>>":
			if r.FD == 1 {
				return r
			}
		}
	}
	return nil
}

// input returns the redirect that the standard input comes from, nil where there is none.
func (c *Command) input() *Redirect {
	for i := len(c.Redirects) - 1; i >= 0; i-- {
		switch r := &c.Redirects[i]; r.Op {
		case "<", "<<", "<<-", "<<<", "<>":
			if r.FD == 0 {
				return r
			}
		}
	}
	return nil
}
