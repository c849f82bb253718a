package shell

import (
	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// walker makes commands out of the parser's tree. It goes down recursively, to a bound, and along lists in a loop: a
// chain of a million && is a tree of that depth.
type walker struct {
	script  *Script
	o       *origin
	scope   int32
	context Context
	depth   int
	nested  int // scripts in strings around
	within  *Command
	into    *Substitution
	timed   bool // behind the word time
	cut     bool // something was too deep
}

// deeper runs f one level down; it says so where that is too deep.
func (w *walker) deeper(f func()) {
	if w.depth >= maxDepth {
		w.truncate(w.o, "this script is nested too deeply to be read")
		return
	}
	w.depth++
	f()
	w.depth--
}

// truncate says once that the rest of a script is not read.
func (w *walker) truncate(o *origin, message string) {
	if !w.cut {
		w.cut = true
		w.problem(source.Unread, o.firstLine(), message)
	}
}

// inside runs f in a scope of its own, under more conditions.
func (w *walker) inside(kind scopeKind, context Context, f func()) {
	scope, before := w.scope, w.context
	w.scope = w.script.open(kind, scope)
	w.context |= context
	w.deeper(f)
	w.script.close(w.scope)
	w.scope, w.context = scope, before
}

func (w *walker) stmts(list []*syntax.Stmt) {
	before := w.context
	for i, stmt := range list {
		w.context = before
		if i < len(list)-1 {
			w.context |= Followed
		}
		w.stmt(stmt)
	}
	w.context = before
}

func (w *walker) stmt(stmt *syntax.Stmt) {
	if stmt == nil || w.cut && len(w.script.Commands) >= maxCommands {
		return
	}
	before := w.context
	if stmt.Background || stmt.Coprocess || stmt.Disown {
		w.context |= Background
	}
	if stmt.Negated {
		w.context |= Negated
	}
	first := len(w.script.Commands)
	switch cmd := stmt.Cmd.(type) {
	case nil:
		w.call(stmt, nil)
	case *syntax.CallExpr:
		w.call(stmt, cmd)
	case *syntax.DeclClause:
		w.declare(stmt, cmd)
	case *syntax.BinaryCmd:
		w.deeper(func() { w.list(cmd) })
	default:
		w.deeper(func() { w.compound(cmd) })
		w.group(stmt, first)
	}
	w.context = before
}

func (w *walker) compound(cmd syntax.Command) {
	switch cmd := cmd.(type) {
	case *syntax.Subshell:
		w.inside(scopeSubshell, InSubshell, func() { w.stmts(cmd.Stmts) })
	case *syntax.Block:
		w.stmts(cmd.Stmts)
	case *syntax.IfClause:
		w.branches(cmd)
	case *syntax.WhileClause:
		w.inside(scopeLoop, InLoop, func() {
			w.condition(cmd.Cond)
			w.stmts(cmd.Do)
		})
	case *syntax.ForClause:
		w.loop(cmd)
	case *syntax.CaseClause:
		w.expand(cmd.Word)
		for _, item := range cmd.Items {
			for _, pattern := range item.Patterns {
				w.expand(pattern)
			}
			w.inside(scopeBranch, InBranch, func() { w.stmts(item.Stmts) })
		}
	case *syntax.FuncDecl:
		before := w.context
		w.context &^= Followed // the caller may look at its status
		w.inside(scopeFunction, InFunction, func() { w.stmt(cmd.Body) })
		w.context = before
	case *syntax.TimeClause:
		timed := w.timed
		w.timed = true
		w.stmt(cmd.Stmt)
		w.timed = timed
	case *syntax.CoprocClause:
		w.inside(scopeSubshell, InSubshell|Background, func() { w.stmt(cmd.Stmt) })
	case *syntax.TestClause:
		w.test(cmd.X)
	case *syntax.ArithmCmd:
		w.arithmetic(cmd.X)
	case *syntax.LetClause:
		for _, x := range cmd.Exprs {
			w.arithmetic(x)
		}
	}
}

func (w *walker) condition(list []*syntax.Stmt) {
	before := w.context
	w.context |= InTest
	w.stmts(list)
	w.context = before
}

func (w *walker) branches(clause *syntax.IfClause) {
	w.condition(clause.Cond)
	w.inside(scopeBranch, InBranch, func() { w.stmts(clause.Then) })
	for clause = clause.Else; clause != nil; clause = clause.Else {
		w.inside(scopeBranch, InBranch, func() {
			w.condition(clause.Cond)
			w.stmts(clause.Then)
		})
	}
}

func (w *walker) loop(clause *syntax.ForClause) {
	words, ok := clause.Loop.(*syntax.WordIter)
	if !ok {
		if c, ok := clause.Loop.(*syntax.CStyleLoop); ok {
			w.arithmetic(c.Init)
			w.arithmetic(c.Cond)
			w.arithmetic(c.Post)
		}
		w.inside(scopeLoop, InLoop, func() { w.stmts(clause.Do) })
		return
	}
	for _, item := range words.Items {
		w.expand(item)
	}
	w.inside(scopeLoop, InLoop, func() {
		if words.Name != nil {
			w.change(words.Name.Value, Word{})
		}
		w.stmts(clause.Do)
	})
}

// list walks a chain of && and ||, or a pipe. The parser nests both to the left.
func (w *walker) list(cmd *syntax.BinaryCmd) {
	if cmd.Op == syntax.Pipe || cmd.Op == syntax.PipeAll {
		w.pipe(cmd)
		return
	}
	links := []*syntax.BinaryCmd{cmd}
	for {
		left, ok := links[len(links)-1].X.Cmd.(*syntax.BinaryCmd)
		if !ok || left.Op == syntax.Pipe || left.Op == syntax.PipeAll {
			break
		}
		links = append(links, left)
	}
	scope, before := w.scope, w.context
	var open []int32
	for i := len(links); i >= 0; i-- {
		if i == len(links) {
			w.context = before&^Followed | excused(links[i-1])
			w.stmt(links[i-1].X)
			continue
		}
		link := links[i]
		w.context = before | AfterAnd
		if link.Op == syntax.OrStmt {
			// What follows runs whether or not this does.
			for _, id := range open {
				w.script.close(id)
			}
			open, w.scope, w.context = open[:0], scope, before|AfterOr
		}
		if i > 0 {
			w.context = w.context&^Followed | excused(links[i-1])
		}
		w.scope = w.script.open(scopeBranch, w.scope)
		open = append(open, w.scope)
		w.stmt(link.Y)
		if link.Op == syntax.OrStmt {
			w.script.close(w.scope)
			open, w.scope = open[:0], scope
		}
	}
	for _, id := range open {
		w.script.close(id)
	}
	w.scope, w.context = scope, before
}

// excused returns Excused where the link is || and its right side lets the script go on.
func excused(link *syntax.BinaryCmd) Context {
	if link.Op != syntax.OrStmt || link.Y == nil {
		return 0
	}
	stmts := []*syntax.Stmt{link.Y}
	switch group := link.Y.Cmd.(type) {
	case *syntax.Block:
		stmts = group.Stmts
	case *syntax.Subshell:
		stmts = group.Stmts
	}
	for _, s := range stmts {
		if !succeeds(s) {
			return 0
		}
	}
	return Excused
}

// succeeds reports whether a statement is a command that cannot fail.
func succeeds(s *syntax.Stmt) bool {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 || s.Negated {
		return false
	}
	switch call.Args[0].Lit() {
	case "true", ":", "echo", "printf", "/bin/true":
		return true
	}
	return false
}

// pipe walks the commands of a pipe and joins neighbours.
func (w *walker) pipe(cmd *syntax.BinaryCmd) {
	sides := []*syntax.Stmt{cmd.Y}
	for {
		left, ok := cmd.X.Cmd.(*syntax.BinaryCmd)
		if !ok || left.Op != syntax.Pipe && left.Op != syntax.PipeAll {
			sides = append(sides, cmd.X)
			break
		}
		cmd = left
		sides = append(sides, cmd.Y)
	}
	var writers []*Command
	for i := len(sides) - 1; i >= 0; i-- {
		first := len(w.script.Commands)
		w.inside(scopeSubshell, InSubshell, func() { w.stmt(sides[i]) })
		side := w.script.Commands[first:]
		if readers := w.ends(side, func(c *Command) bool { return c.PipedFrom == nil }); len(writers) > 0 {
			for _, c := range readers {
				c.PipedFrom = writers
			}
			for _, c := range writers {
				c.PipedInto = readers
			}
		}
		writers = w.ends(side, func(c *Command) bool { return c.PipedInto == nil })
	}
}

// ends returns the commands of one side of a pipe whose end is not joined yet; those in substitutions have other ends.
func (w *walker) ends(side []*Command, free func(*Command) bool) []*Command {
	if len(side) == 1 {
		return side[:1:1]
	}
	var ends []*Command
	for _, c := range side {
		if c.Into == w.into && free(c) {
			if ends = append(ends, c); len(ends) == maxEnds {
				break
			}
		}
	}
	return ends
}
