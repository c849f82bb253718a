package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Bounds of interpolation. Compose itself recurses for each nested default, and unfolds without a bound.
const (
	maxNesting   = 32
	maxExpansion = 1 << 20
	maxMissing   = 100 // names of variables without a value that are kept of one text
)

// expansion is what became of a scalar that holds a $.
type expansion struct {
	text    source.Text
	missing []string // variables that decide the text and are set nowhere
	shipped string   // the text with those empty, which is what Compose makes of it
	related []source.Note
	// For a part of a scalar, such as the value of a K=V: the part before interpolation, and the scalar.
	raw   source.Text
	whole *elem
}

// expand interpolates a text by the grammar of compose-go's template package: $NAME, ${NAME} and the operators :- - :? ?
// :+ +, whose right sides are interpolated as well; $$ is a $. Unlike there, a variable that is set nowhere stays as
// written and is remembered as missing.
func (c *converter) expand(text source.Text) *expansion {
	x := &expander{env: c.scope.env, text: text, out: source.NewBuilder(c.scope.file)}
	err := x.region(0, len(text.Value), 0)
	if err != nil {
		c.failed(text, err)
		return &expansion{text: text, missing: []string{err.name}, shipped: text.Value}
	}
	span := text.Span
	e := &expansion{text: x.out.Text(span.Start, span.End), missing: x.missing, related: x.related}
	e.shipped = e.text.Value
	if len(x.missing) > 0 {
		e.shipped = x.shipped.String()
		c.missing = true
	}
	for _, r := range x.required {
		if c.free() {
			break // the value is not looked at, so nothing is missed
		}
		c.problem(source.Unread, text.At(r.start, r.end), c.key("required."+r.name),
			fmt.Sprintf("variable %s is required and set nowhere that is read: the value is unknown", clip(r.name)))
	}
	return e
}

// free reports whether the place is one whose values no other setting hangs on: what a container is told, not what it may.
// To demand a variable there is good practice, above all for credentials. What an x- key holds may be used for anything.
func (c *converter) free() bool {
	if len(c.path) == 0 || strings.HasPrefix(c.path[0], "x-") {
		return true
	}
	if len(c.path) < 3 || c.path[0] != "services" {
		return false
	}
	switch key := c.path[2]; key {
	case "environment", "labels", "annotations", "command", "entrypoint", "healthcheck", "logging", "extra_hosts", "hostname":
		return true
	case "build":
		return len(c.path) > 3 && (c.path[3] == "args" || c.path[3] == "labels")
	}
	return false
}

// failed reports a text that cannot be interpolated. Compose refuses the value as a whole.
func (c *converter) failed(text source.Text, err *expandError) {
	notes := []source.Note{{Span: text.At(err.start, err.end), Message: "it is here"}}
	kind := source.Refused
	if err.kind == unbounded || err.kind == tooDeep {
		kind = source.Unread
	}
	c.problem(kind, text.Span, c.key("variable"), err.message(), notes...)
}

type expandKind int

const (
	notClosed expandKind = iota
	badName
	tooDeep
	unbounded
)

type expandError struct {
	kind       expandKind
	start, end int
	name       string
}

func (e *expandError) message() string {
	switch e.kind {
	case notClosed:
		return fmt.Sprintf("variable %q is not closed; write $$ for a $", clip(e.name))
	case badName:
		return fmt.Sprintf("%q names no variable that Compose allows; write $$ for a $", clip(e.name))
	case tooDeep:
		return fmt.Sprintf("value is nested too deeply: more than %d defaults inside one another", maxNesting)
	}
	return fmt.Sprintf("value grows too large: variables make more than %d bytes of it", maxExpansion)
}

type use struct {
	name       string
	start, end int
}

type expander struct {
	env      *environment
	text     source.Text
	out      *source.Builder
	shipped  strings.Builder
	missing  []string
	required []use
	related  []source.Note
}

// region expands Value[i:end] of the text.
func (x *expander) region(i, end, depth int) *expandError {
	if depth > maxNesting || depth == 0 && nested(x.text.Value) > maxNesting {
		return &expandError{kind: tooDeep, start: i, end: end}
	}
	v := x.text.Value
	for i < end {
		n := strings.IndexByte(v[i:end], '$')
		if n < 0 || i+n+1 >= end {
			x.verbatim(i, end)
			return nil
		}
		x.verbatim(i, i+n)
		i += n
		switch next := v[i+1]; {
		case next == '$':
			x.put("$", i, i+2)
			i += 2
		case next == '{':
			stop, err := x.braced(i, end, depth)
			if err != nil {
				return err
			}
			i = stop
		case isNameStart(next):
			stop := nameEnd(v, i+1, end)
			x.variable(use{v[i+1 : stop], i, stop}, false)
			i = stop
		default:
			x.verbatim(i, i+1)
			i++
		}
		if x.out.Len() > maxExpansion {
			return &expandError{kind: unbounded, start: i, end: i}
		}
	}
	return nil
}

// braced expands the ${ at i and returns the offset behind its brace.
func (x *expander) braced(i, end, depth int) (int, *expandError) {
	v := x.text.Value
	at := i + 2
	stop := at
	if at < end && isNameStart(v[at]) {
		stop = nameEnd(v, at, end)
	}
	if stop == at || stop >= end {
		return 0, x.invalid(i, end)
	}
	u := use{name: v[at:stop], start: i}
	if v[stop] == '}' {
		u.end = stop + 1
		x.variable(u, false)
		return u.end, nil
	}
	op := v[stop : stop+1]
	if op == ":" && stop+1 < end {
		op = v[stop : stop+2]
	}
	if !slices.Contains([]string{":-", "-", ":?", "?", ":+", "+"}, op) {
		return 0, x.invalid(i, end)
	}
	brace := closing(v, i+1, end)
	if brace < 0 {
		return 0, x.invalid(i, end)
	}
	u.end = brace + 1
	rest := stop + len(op)
	value, set := x.env.lookup(u.name)
	if !set && alwaysSet(u.name) && op[len(op)-1] != '+' {
		x.variable(u, false)
		return u.end, nil
	}
	if op[0] == ':' {
		set = set && value.text != ""
	}
	switch op[len(op)-1] {
	case '-':
		if set {
			x.variable(u, false)
			return u.end, nil
		}
		return u.end, x.region(rest, brace, depth+1)
	case '+':
		if set || alwaysSet(u.name) {
			return u.end, x.region(rest, brace, depth+1)
		}
		return u.end, nil // empty, or unset and then empty as well
	}
	if !set {
		x.required = append(x.required, u)
	}
	x.variable(u, !set)
	return u.end, nil
}

func (x *expander) invalid(i, end int) *expandError {
	v := x.text.Value[i:end]
	if line, _, ok := strings.Cut(v, "\n"); ok {
		v = line
	}
	n := strings.IndexByte(v, '}')
	if n < 0 {
		return &expandError{notClosed, i, i + len(v), v}
	}
	return &expandError{badName, i, i + n + 1, v[:n+1]}
}

// closing returns the offset of the brace that closes the one at i, as compose-go finds it: on the same line, braces
// counted, the byte behind an opening one not looked at; where the count does not come out, the last one of the line.
func closing(v string, i, end int) int {
	open, last := 0, -1
	for ; i < end && v[i] != '\n'; i++ {
		switch v[i] {
		case '}':
			last = i
			if open--; open == 0 {
				return i
			}
		case '{':
			open++
			if i+1 < end && v[i+1] == '}' {
				last = i + 1
			}
			if i+1 < end && v[i+1] != '\n' {
				i++
			}
		}
	}
	return last
}

// alwaysSet reports whether a variable has a value wherever Compose runs, though not one that files tell.
func alwaysSet(name string) bool { return name == "HOME" || name == "PWD" }

// variable appends the value of a variable, or the variable itself if it is set nowhere.
func (x *expander) variable(u use, missing bool) {
	value, ok := x.env.lookup(u.name)
	if !ok || missing {
		if len(x.missing) < maxMissing && !slices.Contains(x.missing, u.name) {
			x.missing = append(x.missing, u.name)
		}
		text := x.text.Value[u.start:u.end]
		if alwaysSet(u.name) && text[1] == '{' {
			text = "${" + u.name + "}" // its default never counts
		}
		span := x.text.At(u.start, u.end)
		x.out.Append(text, span.Start, span.End)
		return
	}
	if !value.at.IsZero() && len(x.related) < maxSteps {
		x.related = append(x.related, source.Note{Span: value.at, Message: u.name + " is set here"})
	}
	x.put(value.text, u.start, u.end)
}

// put appends a piece that stands for Value[i:j].
func (x *expander) put(piece string, i, j int) {
	span := x.text.At(i, j)
	x.out.Append(piece, span.Start, span.End)
	x.shipped.WriteString(piece)
}

// verbatim appends Value[i:j] as it is.
func (x *expander) verbatim(i, j int) {
	if i >= j {
		return
	}
	v := x.text.Value
	x.shipped.WriteString(v[i:j])
	span := x.text.At(i, j)
	if span.Len() == j-i {
		x.out.Append(v[i:j], span.Start, span.End)
		return
	}
	for k := i; k < j; k++ { // quotes or escapes: byte by byte
		s := x.text.At(k, k+1)
		x.out.Append(v[k:k+1], s.Start, s.End)
	}
}

func isNameStart(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

func nameEnd(v string, i, end int) int {
	for i < end && (isNameStart(v[i]) || v[i] >= '0' && v[i] <= '9') {
		i++
	}
	return i
}
