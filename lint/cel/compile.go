package cel

import (
	"regexp"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

type op int

const (
	opConst op = iota
	opVar
	opField
	opIndex
	opHas
	opList
	opNot
	opNegate
	opAnd
	opOr
	opIf
	opBinary
	opCall
	opMacro
)

// node is one part of an expression.
type node struct {
	op         op
	typ        *Type
	start, end int
	value      any    // of a constant
	name       string // of an operator, function or macro
	slot       int    // of a variable
	field      *Field
	args       []*node
	pattern    *regexp.Regexp
}

type binding struct {
	name string
	typ  *Type
}

type compiler struct {
	scanner
	scope []binding
	uses  []*Field
	depth int
}

func (c *compiler) sign(text string) bool { return c.tok.kind == tokSign && c.tok.text == text }

func (c *compiler) accept(text string) bool {
	if c.sign(text) {
		c.scan()
		return true
	}
	return false
}

func (c *compiler) expect(text string) {
	if !c.accept(text) {
		c.fail(c.tok.start, c.tok.end, "%q is expected here, not %s", text, c.tok.describe())
	}
}

func (c *compiler) want(n *node, t *Type, what string) {
	if !n.typ.fits(t) {
		c.fail(n.start, n.end, "%s wants %s, and this is %s", what, t, n.typ)
	}
}

func (c *compiler) ternary() *node {
	if c.depth++; c.depth > maxDepth {
		c.fail(c.tok.start, c.tok.end, "the expression is nested too deeply")
	}
	defer func() { c.depth-- }()
	n := c.logic("||", opOr, func() *node { return c.logic("&&", opAnd, c.relation) })
	if !c.accept("?") {
		return n
	}
	c.want(n, BoolType, "?")
	a := c.ternary()
	c.expect(":")
	b := c.ternary()
	c.want(b, a.typ, "the second branch")
	return &node{op: opIf, typ: a.typ, start: n.start, end: b.end, args: []*node{n, a, b}}
}

func (c *compiler) logic(sign string, o op, operand func() *node) *node {
	n := operand()
	for c.accept(sign) {
		m := operand()
		c.want(n, BoolType, sign)
		c.want(m, BoolType, sign)
		n = &node{op: o, typ: BoolType, start: n.start, end: m.end, args: []*node{n, m}}
	}
	return n
}

func (c *compiler) relation() *node {
	n := c.sum()
	for {
		name := c.tok.text
		known := c.tok.kind == tokSign && slices.Contains([]string{"==", "!=", "<", "<=", ">", ">="}, name) || c.tok.kind == tokName && name == "in"
		if !known {
			return n
		}
		c.scan()
		m := c.sum()
		switch {
		case name == "in":
			c.want(m, ListOf(anyType), "in")
			c.want(n, m.typ.elem(), "this list")
		case name == "==" || name == "!=":
			c.want(m, n.typ, name)
			if n.typ.Kind == Object {
				c.fail(n.start, n.end, "%s compares values, and this is %s; compare one of its fields", name, n.typ)
			}
		default:
			c.want(m, n.typ, name)
			if n.typ.Kind != Int && n.typ.Kind != Text && n.typ.Kind != Any {
				c.fail(n.start, n.end, "%s compares numbers or texts, and this is %s", name, n.typ)
			}
		}
		n = &node{op: opBinary, typ: BoolType, start: n.start, end: m.end, name: name, args: []*node{n, m}}
	}
}

func (t *Type) elem() *Type {
	if t.Elem == nil {
		return anyType
	}
	return t.Elem
}

func (c *compiler) sum() *node {
	return c.arithmetic([]string{"+", "-"}, func() *node { return c.arithmetic([]string{"*", "/", "%"}, c.unary) })
}

func (c *compiler) arithmetic(signs []string, operand func() *node) *node {
	n := operand()
	for c.tok.kind == tokSign && slices.Contains(signs, c.tok.text) {
		name := c.tok.text
		c.scan()
		m := operand()
		if name != "+" || n.typ.Kind != Text && n.typ.Kind != List {
			c.want(n, IntType, name)
		}
		c.want(m, n.typ, name)
		n = &node{op: opBinary, typ: n.typ, start: n.start, end: m.end, name: name, args: []*node{n, m}}
	}
	return n
}

func (c *compiler) unary() *node {
	start := c.tok.start
	for _, u := range []struct {
		sign string
		op   op
		typ  *Type
	}{{"!", opNot, BoolType}, {"-", opNegate, IntType}} {
		if !c.accept(u.sign) {
			continue
		}
		if c.depth++; c.depth > maxDepth {
			c.fail(start, c.tok.end, "the expression is nested too deeply")
		}
		n := c.unary()
		c.depth--
		c.want(n, u.typ, u.sign)
		return &node{op: u.op, typ: u.typ, start: start, end: n.end, args: []*node{n}}
	}
	return c.member()
}

func (c *compiler) member() *node {
	n := c.primary()
	for {
		switch {
		case c.accept("."):
			name := c.tok
			if name.kind != tokName {
				c.fail(name.start, name.end, "a name is expected here, not %s", name.describe())
			}
			c.scan()
			if c.sign("(") {
				n = c.call(name, n)
			} else {
				n = c.selection(n, name)
			}
		case c.accept("["):
			i := c.ternary()
			end := c.tok.end
			c.expect("]")
			c.want(n, ListOf(anyType), "[ ]")
			c.want(i, IntType, "[ ]")
			n = &node{op: opIndex, typ: n.typ.elem(), start: n.start, end: end, args: []*node{n, i}}
		default:
			return n
		}
	}
}

func (c *compiler) selection(n *node, name token) *node {
	if n.typ.Kind != Object {
		c.fail(name.start, name.end, "%s has no fields", n.typ)
	}
	f := n.typ.field(name.text)
	if f == nil {
		names := make([]string, len(n.typ.Fields))
		for i, f := range n.typ.Fields {
			names[i] = f.Name
		}
		hint := "it has " + strings.Join(names, ", ")
		if near := spell.Nearest(name.text, names); near != "" {
			hint = "did you mean " + near + "?"
		}
		c.fail(name.start, name.end, "%s has no field %s; %s", n.typ, name.text, hint)
	}
	if n.op == opVar && n.slot == 0 && !slices.Contains(c.uses, f) {
		c.uses = append(c.uses, f)
	}
	return &node{op: opField, typ: f.Type, start: n.start, end: name.end, field: f, args: []*node{n}}
}

func (c *compiler) primary() *node {
	t := c.tok
	switch {
	case t.kind == tokInt:
		c.scan()
		return &node{op: opConst, typ: IntType, start: t.start, end: t.end, value: t.number}
	case t.kind == tokText:
		c.scan()
		return &node{op: opConst, typ: TextType, start: t.start, end: t.end, value: t.text}
	case c.accept("("):
		n := c.ternary()
		c.expect(")")
		return n
	case c.accept("["):
		return c.list(t)
	case t.kind == tokName:
		c.scan()
		if t.text == "true" || t.text == "false" {
			return &node{op: opConst, typ: BoolType, start: t.start, end: t.end, value: t.text == "true"}
		}
		if c.sign("(") {
			return c.call(t, nil)
		}
		for i := len(c.scope) - 1; i >= 0; i-- {
			if c.scope[i].name == t.text {
				return &node{op: opVar, typ: c.scope[i].typ, start: t.start, end: t.end, slot: i}
			}
		}
		c.fail(t.start, t.end, "there is no %s here; the rule is about %s", t.text, c.scope[0].name)
	}
	c.fail(t.start, t.end, "%s is not expected here", t.describe())
	return nil
}

func (c *compiler) list(open token) *node {
	n := &node{op: opList, typ: ListOf(anyType), start: open.start}
	for !c.sign("]") {
		e := c.ternary()
		if len(n.args) == 0 {
			n.typ = ListOf(e.typ)
		}
		c.want(e, n.typ.Elem, "this list")
		n.args = append(n.args, e)
		if !c.accept(",") {
			break
		}
	}
	n.end = c.tok.end
	c.expect("]")
	return n
}
