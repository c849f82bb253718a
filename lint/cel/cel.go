// Package cel evaluates expressions of the Common Expression Language, https://cel.dev, over models of which not everything is
// known.
//
// It is a part of CEL, and what it takes means the same there: booleans, whole numbers, texts and lists; the operators; has, all,
// exists, exists_one, filter and map; size, startsWith, endsWith, contains, matches and lowerAscii. There are no maps, bytes,
// fractions, times or protocol buffers. docs/decisions/0008 says why it is not cel-go.
//
// A value may be Unknown. As in CEL, false && unknown is false and true || unknown is true; all else that touches what is not known
// is not known either.
package cel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Kind is the type of a value.
type Kind int

// The kinds.
const (
	Bool Kind = iota
	Int
	Text
	List
	Object
	Any // an element of an empty list; it goes with everything
)

// Type is the type of an expression: a kind, the type of the elements of a list, or the fields of an object.
type Type struct {
	Kind   Kind
	Elem   *Type
	Name   string // of an object
	Fields []Field
}

// Field is one field of an object: the one place that says its name, type and meaning.
type Field struct {
	Name string
	Type *Type
	Doc  string
	// Get returns the value of the field of an object: a bool, int64, string, []any, an object of the field's type, or Unknown.
	Get func(object any) any
	// At returns the place that decides the field; nil where there is none but that of the object.
	At func(object any) source.Span
}

// Unknown is a value that is not known.
type Unknown struct{}

// The types without a structure.
var (
	BoolType = &Type{Kind: Bool}
	IntType  = &Type{Kind: Int}
	TextType = &Type{Kind: Text}
	anyType  = &Type{Kind: Any}
)

// ListOf returns the type of lists.
func ListOf(elem *Type) *Type { return &Type{Kind: List, Elem: elem} }

// String names the type as the documentation does.
func (t *Type) String() string {
	switch t.Kind {
	case Bool:
		return "bool"
	case Int:
		return "int"
	case Text:
		return "string"
	case List:
		return "list(" + t.Elem.String() + ")"
	case Object:
		return t.Name
	}
	return "any"
}

func (t *Type) field(name string) *Field {
	if i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Name == name }); i >= 0 {
		return &t.Fields[i]
	}
	return nil
}

// fits reports whether values of the two types may be compared.
func (t *Type) fits(o *Type) bool {
	switch {
	case t.Kind == Any || o.Kind == Any:
		return true
	case t.Kind != o.Kind:
		return false
	case t.Kind == List:
		return t.Elem.fits(o.Elem)
	case t.Kind == Object:
		return t.Name == o.Name
	}
	return true
}

// Error is what is wrong with an expression, and where: offsets into it.
type Error struct {
	Start, End int
	Message    string
}

func (e *Error) Error() string { return e.Message }

// The bounds of an expression and of one evaluation of it.
const (
	maxLength = 4096
	maxDepth  = 64
	maxCost   = 100_000
)

// Program is an expression that was read and checked.
type Program struct {
	root *node
	// Type is that of the result.
	Type *Type
	name string
	// Uses are the fields of the variable that the expression reads, each once.
	Uses []*Field
}

// Compile reads an expression over one variable and checks its types. The error is an *Error.
func Compile(text, variable string, t *Type) (p *Program, err error) {
	defer func() {
		if v := recover(); v != nil {
			fault, ok := v.(*Error)
			if !ok {
				panic(v)
			}
			p, err = nil, fault
		}
	}()
	if len(text) > maxLength {
		return nil, &Error{0, 0, fmt.Sprintf("the expression is longer than %d bytes", maxLength)}
	}
	c := &compiler{scanner: scanner{text: text}, scope: []binding{{variable, t}}}
	c.scan()
	root := c.ternary()
	if c.tok.kind != tokEnd {
		c.fail(c.tok.start, c.tok.end, "%s is not expected here", c.tok.describe())
	}
	return &Program{root: root, Type: root.typ, name: variable, Uses: c.uses}, nil
}

// Eval returns what the expression comes to for an object: a value, or Unknown. What CEL calls an error, such as an index outside
// of a list or too long a computation, is Unknown as well: nothing can be said.
func (p *Program) Eval(object any) any {
	m := &machine{cost: maxCost, scope: []any{object}}
	return m.eval(p.root)
}

// Holds reports whether the expression is known to be true for an object.
func (p *Program) Holds(object any) bool {
	v, ok := p.Eval(object).(bool)
	return ok && v
}

// Show writes a value as a message holds it.
func Show(v any) string {
	switch v := v.(type) {
	case Unknown:
		return "(unknown)"
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = Show(e)
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}
