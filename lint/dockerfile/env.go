package dockerfile

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// binding is the value of a variable at some place.
type binding struct {
	value   string // where it is not known, as much of it as is, with ${NAME} for the rest
	known   bool
	missing []string    // what would have to be known
	span    source.Span // where it was set; zero for what is predefined
	arg     bool
	env     *binding // what ENV set, where an ARG hides it: the image keeps that one
}

// note says where a variable got its value.
func (b *binding) note(name string) source.Note {
	if !b.known {
		return source.Note{Span: b.span, Message: name + " is declared here, but its value is not known"}
	}
	return source.Note{Span: b.span, Message: name + " is set here"}
}

// environment is a persistent map of variables: a balanced tree whose nodes are shared by all states but the one that
// is being made. The environment in front of each of 100,000 instructions, and of each of 5,000 stages built on one
// another, costs no copy.
type environment struct {
	name        string
	value       *binding
	left, right *environment
	height      int8
	epoch       int32
}

func (e *environment) get(name string) *binding {
	for e != nil {
		switch c := strings.Compare(name, e.name); {
		case c == 0:
			return e.value
		case c < 0:
			e = e.left
		default:
			e = e.right
		}
	}
	return nil
}

// each visits the variables in the order of their names.
func (e *environment) each(visit func(name string, value *binding)) {
	if e != nil {
		e.left.each(visit)
		visit(e.name, e.value)
		e.right.each(visit)
	}
}

// writer changes environments. Nodes of its own epoch nobody else has seen: it changes these in place.
type writer struct{ epoch int32 }

// freeze makes every environment that the writer has made safe to keep.
func (w *writer) freeze() { w.epoch++ }

// set returns the environment with a variable set.
func (w *writer) set(e *environment, name string, value *binding) *environment {
	if e == nil {
		return &environment{name: name, value: value, height: 1, epoch: w.epoch}
	}
	e = w.own(e)
	switch c := strings.Compare(name, e.name); {
	case c == 0:
		e.value = value
		return e
	case c < 0:
		e.left = w.set(e.left, name, value)
	default:
		e.right = w.set(e.right, name, value)
	}
	return w.balance(e)
}

func (w *writer) own(e *environment) *environment {
	if e.epoch == w.epoch {
		return e
	}
	c := *e
	c.epoch = w.epoch
	return &c
}

func (e *environment) level() int8 {
	if e == nil {
		return 0
	}
	return e.height
}

// balance keeps the heights of the two sides of an AVL tree within one of each other.
func (w *writer) balance(e *environment) *environment {
	switch d := e.left.level() - e.right.level(); {
	case d > 1:
		if e.left.left.level() < e.left.right.level() {
			e.left = w.rotateLeft(w.own(e.left))
		}
		return w.rotateRight(e)
	case d < -1:
		if e.right.right.level() < e.right.left.level() {
			e.right = w.rotateRight(w.own(e.right))
		}
		return w.rotateLeft(e)
	}
	e.height = 1 + max(e.left.level(), e.right.level())
	return e
}

func (w *writer) rotateLeft(e *environment) *environment {
	top := w.own(e.right)
	e.right, top.left = top.left, e
	e.height = 1 + max(e.left.level(), e.right.level())
	top.height = 1 + max(top.left.level(), top.right.level())
	return top
}

func (w *writer) rotateRight(e *environment) *environment {
	top := w.own(e.left)
	e.left, top.right = top.right, e
	e.height = 1 + max(e.left.level(), e.right.level())
	top.height = 1 + max(top.left.level(), top.right.level())
	return top
}
