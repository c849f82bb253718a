package shell

import "mvdan.cc/sh/v3/syntax"

// expand walks the substitutions of a word that belongs to no command, such as that of a case.
func (w *walker) expand(word *syntax.Word) {
	if word != nil && !plain(word) {
		w.substitutions(nil, word.Parts, -1)
	}
}

// substitutions walks the commands inside the parts of a word of c.
func (w *walker) substitutions(c *Command, parts []syntax.WordPart, word int) {
	w.deeper(func() {
		for _, part := range parts {
			w.substitution(c, part, word)
		}
	})
}

func (w *walker) substitution(c *Command, part syntax.WordPart, word int) {
	switch part := part.(type) {
	case *syntax.DblQuoted:
		w.substitutions(c, part.Parts, word)
	case *syntax.CmdSubst:
		w.output(&Substitution{Kind: IntoText, Command: c, Word: word}, part.Stmts)
	case *syntax.ProcSubst:
		kind := IntoFile
		if part.Op == syntax.CmdOut {
			kind = FromFile
		}
		w.output(&Substitution{Kind: kind, Command: c, Word: word}, part.Stmts)
	case *syntax.ParamExp:
		if part.Exp != nil && part.Exp.Word != nil {
			w.substitutions(c, part.Exp.Word.Parts, word)
		}
		if part.Repl != nil {
			for _, side := range []*syntax.Word{part.Repl.Orig, part.Repl.With} {
				if side != nil {
					w.substitutions(c, side.Parts, word)
				}
			}
		}
		if part.Param != nil && part.Exp != nil {
			switch part.Exp.Op {
			case syntax.AssignUnset, syntax.AssignUnsetOrNull:
				w.change(part.Param.Value, Word{})
			}
		}
	case *syntax.ArithmExp:
		w.arithmetic(part.X)
	}
}

// output walks commands whose output goes elsewhere.
func (w *walker) output(into *Substitution, list []*syntax.Stmt) {
	before := w.into
	w.into = into
	w.inside(scopeSubshell, InSubshell, func() { w.stmts(list) })
	w.into = before
}

// arithmetic walks the substitutions of an expression. Operators nest to the left without bound.
func (w *walker) arithmetic(x syntax.ArithmExpr) {
	for x != nil {
		switch e := x.(type) {
		case *syntax.BinaryArithm:
			w.deeper(func() { w.arithmetic(e.Y) })
			if lit, ok := e.X.(*syntax.Word); ok && assigns(e.Op) {
				w.change(lit.Lit(), Word{})
			}
			x = e.X
		case *syntax.UnaryArithm:
			if lit, ok := e.X.(*syntax.Word); ok && (e.Op == syntax.Inc || e.Op == syntax.Dec) {
				w.change(lit.Lit(), Word{})
			}
			x = e.X
		case *syntax.ParenArithm:
			x = e.X
		case *syntax.Word:
			w.expand(e)
			return
		default:
			return
		}
	}
}

func assigns(op syntax.BinAritOperator) bool {
	return op >= syntax.Assgn && op <= syntax.ShrAssgn
}

// test walks the substitutions of a [[ ]].
func (w *walker) test(x syntax.TestExpr) {
	switch e := x.(type) {
	case *syntax.BinaryTest:
		w.deeper(func() { w.test(e.X) })
		w.deeper(func() { w.test(e.Y) })
	case *syntax.UnaryTest:
		w.deeper(func() { w.test(e.X) })
	case *syntax.ParenTest:
		w.deeper(func() { w.test(e.X) })
	case *syntax.Word:
		w.expand(e)
	}
}
