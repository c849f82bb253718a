package cel

import (
	"regexp"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// call reads the call of a function, a method or a macro, from its bracket on.
func (c *compiler) call(name token, on *node) *node {
	c.expect("(")
	if on != nil && slices.Contains([]string{"all", "exists", "exists_one", "filter", "map"}, name.text) {
		return c.macro(name, on)
	}
	var args []*node
	if on != nil {
		args = append(args, on)
	}
	for !c.sign(")") {
		args = append(args, c.ternary())
		if !c.accept(",") {
			break
		}
	}
	end := c.tok.end
	c.expect(")")
	start := name.start
	if on != nil {
		start = on.start
	}
	n := &node{op: opCall, start: start, end: end, name: name.text, args: args}
	switch name.text {
	case "has":
		if on != nil || len(args) != 1 || args[0].op != opField {
			c.fail(name.start, end, "has wants a field, as in has(image.tag)")
		}
		n.op, n.typ = opHas, BoolType
	case "size":
		if len(args) != 1 || args[0].typ.Kind != Text && args[0].typ.Kind != List {
			c.fail(name.start, end, "size wants a list or a text")
		}
		n.typ = IntType
	case "lowerAscii":
		c.method(n, name, on, 1)
		n.typ = TextType
	case "startsWith", "endsWith", "contains", "matches":
		c.method(n, name, on, 2)
		n.typ = BoolType
		if name.text == "matches" {
			c.compilePattern(n)
		}
	default:
		functions := []string{"size", "has", "startsWith", "endsWith", "contains", "matches", "lowerAscii", "all", "exists", "exists_one", "filter", "map"}
		hint := ""
		if near := spell.Nearest(name.text, functions); near != "" {
			hint = "; did you mean " + near + "?"
		}
		c.fail(name.start, name.end, "there is no function %s%s", name.text, hint)
	}
	return n
}

// method checks a call that is made on a text, with texts.
func (c *compiler) method(n *node, name token, on *node, args int) {
	if on == nil || len(n.args) != args {
		c.fail(name.start, n.end, "%s is asked of a text, as in image.tag.%s(...)", name.text, name.text)
	}
	for _, a := range n.args {
		c.want(a, TextType, name.text)
	}
}

// compilePattern reads a pattern once. Only one that is written out is taken, so that its faults come up before anything is linted.
func (c *compiler) compilePattern(n *node) {
	arg := n.args[1]
	pattern, ok := arg.value.(string)
	if !ok {
		c.fail(arg.start, arg.end, "matches wants a pattern that is written out")
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		c.fail(arg.start, arg.end, "the pattern is broken: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	n.pattern = re
}

// macro reads list.all(x, condition) and its like, from behind the bracket on.
func (c *compiler) macro(name token, on *node) *node {
	c.want(on, ListOf(anyType), name.text)
	v := c.tok
	if v.kind != tokName {
		c.fail(v.start, v.end, "%s wants a name first, as in list.%s(x, ...)", name.text, name.text)
	}
	c.scan()
	c.expect(",")
	n := &node{op: opMacro, typ: BoolType, start: on.start, name: name.text, slot: len(c.scope)}
	c.scope = append(c.scope, binding{v.text, on.typ.elem()})
	body := c.ternary()
	c.scope = c.scope[:len(c.scope)-1]
	n.end = c.tok.end
	c.expect(")")
	switch name.text {
	case "map":
		n.typ = ListOf(body.typ)
	case "filter":
		n.typ = on.typ
		fallthrough
	default:
		c.want(body, BoolType, name.text)
	}
	n.args = []*node{on, body}
	return n
}
