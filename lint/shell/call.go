package shell

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// add appends an empty command. Behind too many of them it returns one that belongs to no script.
func (w *walker) add(o *origin) *Command {
	s := w.script
	if len(s.Commands) >= maxCommands {
		w.truncate(o, "this script has too many commands to be read")
		return &Command{script: s, o: o, index: len(s.Commands) - 1, scope: w.scope, Within: w.within, Into: w.into}
	}
	if len(s.chunk) == 0 {
		s.chunk = make([]Command, min(max(len(s.Commands), 1), 32))
	}
	c := &s.chunk[0]
	s.chunk = s.chunk[1:]
	*c = Command{
		script: s, o: o, index: len(s.Commands), scope: w.scope, Context: w.context, Within: w.within, Into: w.into,
	}
	s.Commands = append(s.Commands, c)
	return c
}

// call makes a simple command; call is nil for redirects alone.
func (w *walker) call(stmt *syntax.Stmt, call *syntax.CallExpr) {
	c := w.add(w.o)
	c.start, c.end = -1, 0
	if call != nil {
		if len(call.Args) > 0 {
			c.Words = make([]Word, len(call.Args))
			for i, arg := range call.Args {
				c.Words[i] = w.o.word(arg)
			}
			c.extend(c.Words[0].start, c.Words[len(c.Words)-1].end)
		}
		w.assigns(c, call.Assigns)
	}
	w.redirects(c, stmt.Redirs)
	w.finish(c)
	// What the words run comes behind the command in source order.
	if call == nil {
		w.expandRedirects(c, stmt.Redirs)
		return
	}
	for _, a := range call.Assigns {
		w.expandAssign(c, a)
	}
	dropped := len(call.Args) - len(c.Words)
	for i, arg := range call.Args {
		if plain(arg) {
			continue
		}
		w.substitutions(c, arg.Parts, max(i-dropped, -1))
	}
	w.expandRedirects(c, stmt.Redirs)
	if len(c.Words) == 0 {
		for i := range c.Assigns {
			w.change(c.Assigns[i].Name, c.Assigns[i].tracked())
		}
	}
}

// plain reports whether nothing can run inside a word.
func plain(word *syntax.Word) bool {
	for _, part := range word.Parts {
		switch part := part.(type) {
		case *syntax.Lit, *syntax.SglQuoted:
		case *syntax.DblQuoted:
			if soleLit(part) == nil && len(part.Parts) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (c *Command) extend(start, end int32) {
	if c.start < 0 || start < c.start {
		c.start = start
	}
	c.end = max(c.end, end)
}

func (w *walker) assigns(c *Command, list []*syntax.Assign) {
	for _, a := range list {
		if a.Name == nil {
			continue
		}
		out := Assign{Name: a.Name.Value, Append: a.Append, o: w.o}
		out.start, out.end = w.o.bounds(a.Pos(), a.End())
		if a.Value != nil && a.Index == nil {
			out.Value = w.o.word(a.Value)
			out.end = out.Value.end
		} else if a.Array == nil && a.Index == nil {
			out.Value = Word{Literal: true, o: w.o, start: out.end, end: out.end}
		}
		c.Assigns = append(c.Assigns, out)
		c.extend(out.start, out.end)
	}
}

// tracked returns the value that the variable has behind the assignment, the zero Word where that is not in the text.
func (a *Assign) tracked() Word {
	if a.Append {
		return Word{}
	}
	return a.Value
}

// declare makes a command of export, declare, local, readonly and typeset.
func (w *walker) declare(stmt *syntax.Stmt, decl *syntax.DeclClause) {
	c := w.add(w.o)
	c.start, c.end = -1, 0
	c.Words = append(c.Words, w.o.literal(decl.Variant))
	c.extend(c.Words[0].start, c.Words[0].end)
	for _, a := range decl.Args {
		switch {
		case !a.Naked:
			w.assigns(c, []*syntax.Assign{a})
			continue
		case a.Name != nil:
			c.Words = append(c.Words, w.o.literal(a.Name))
		case a.Value != nil:
			c.Words = append(c.Words, w.o.word(a.Value))
		}
		c.extend(c.Words[0].start, c.Words[len(c.Words)-1].end)
	}
	w.redirects(c, stmt.Redirs)
	w.finish(c)
	for _, a := range decl.Args {
		w.expandAssign(c, a)
	}
	w.expandRedirects(c, stmt.Redirs)
	for i := range c.Assigns {
		w.change(c.Assigns[i].Name, c.Assigns[i].tracked())
	}
}

func (w *walker) expandAssign(c *Command, a *syntax.Assign) {
	if a.Value != nil && !plain(a.Value) {
		w.substitutions(c, a.Value.Parts, -1)
	}
	if a.Array != nil {
		for _, e := range a.Array.Elems {
			if e.Value != nil && !plain(e.Value) {
				w.substitutions(c, e.Value.Parts, -1)
			}
		}
	}
}

func (w *walker) redirects(c *Command, list []*syntax.Redirect) {
	for _, r := range list {
		out := w.redirect(r)
		c.Redirects = append(c.Redirects, out)
		start, _ := w.o.bounds(r.Pos(), r.Pos())
		c.extend(start, max(out.Word.end, start))
	}
}

func (w *walker) redirect(r *syntax.Redirect) Redirect {
	out := Redirect{Op: r.Op.String(), FD: 1}
	if strings.HasPrefix(out.Op, "<") {
		out.FD = 0
	}
	if r.N != nil {
		out.FD = -1 // {name}> takes a new one
		if len(r.N.Value) == 1 && r.N.Value[0] >= '0' && r.N.Value[0] <= '9' {
			out.FD = int(r.N.Value[0] - '0')
		}
	}
	if r.Word != nil {
		out.Word = w.o.word(r.Word)
	}
	if r.Hdoc != nil && len(r.Hdoc.Parts) > 0 {
		b := Word{o: w.o, node: r.Hdoc, body: true, tabs: r.Op == syntax.DashHdoc}
		b.start, b.end = w.o.bounds(r.Hdoc.Parts[0].Pos(), r.Hdoc.Parts[len(r.Hdoc.Parts)-1].End())
		// The last literal reaches over the delimiter.
		for b.end > b.start && w.o.raw[b.end-1] != '\n' {
			b.end--
		}
		b.quoted = r.Word != nil && !out.Word.bare()
		b.decode()
		out.Body = b
	}
	return out
}

// bare reports whether the word is written without any quoting.
func (w *Word) bare() bool {
	return !slices.ContainsFunc(w.o.raw[w.start:w.end], func(b byte) bool { return b == '\'' || b == '"' || b == '\\' })
}

func (w *walker) expandRedirects(c *Command, list []*syntax.Redirect) {
	for _, r := range list {
		if r.Word != nil && !plain(r.Word) {
			w.substitutions(c, r.Word.Parts, -1)
		}
		if r.Hdoc != nil && !plain(r.Hdoc) {
			w.substitutions(c, r.Hdoc.Parts, -1)
		}
	}
}

// group hands the redirects of a group to its commands.
func (w *walker) group(stmt *syntax.Stmt, first int) {
	if len(stmt.Redirs) == 0 {
		return
	}
	members := w.script.Commands[first:]
	const most = 64 // of members times redirects, so that nested groups stay cheap
	if len(members)*len(stmt.Redirs) <= most {
		outer := make([]Redirect, len(stmt.Redirs))
		for i, r := range stmt.Redirs {
			outer[i] = w.redirect(r)
		}
		for _, c := range members {
			if c.Into == w.into && c.Within == w.within {
				c.Redirects = append(slices.Clip(outer), c.Redirects...)
			}
		}
	}
	if len(members) > 0 {
		w.expandRedirects(members[0], stmt.Redirs)
	}
}
