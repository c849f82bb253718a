package apparmor

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The bounds of a pattern.
const (
	maxPattern   = 2048    // bytes, variables replaced
	maxSteps     = 100_000 // of all patterns of a file
	maxAlternate = 32      // sets of alternatives inside one another
)

// pattern matches as AppArmor's own expressions do: * stays inside a folder, ** does not, and behind a slash either is at least one
// character where nothing else follows. It is a list of steps, which are all tried at once.
type pattern []step

type step struct {
	op   stepOp
	b    byte
	set  string // of a class: pairs of bounds
	not  bool
	next int // of a jump or a split: the other way
}

type stepOp uint8

const (
	opByte   stepOp = iota
	opInside        // any byte but a slash
	opAny
	opClass
	opSplit // go on, and from next
	opJump
)

type compiler struct {
	s     string
	steps pattern
	depth int
	err   string
}

// compile makes a pattern of its text. The fault is empty where there is none.
func compile(text string) (p pattern, fault string) {
	if len(text) > maxPattern {
		return nil, "the pattern is longer than is read"
	}
	c := &compiler{s: collapse(text)}
	i := c.sequence(0)
	if c.err == "" && i < len(c.s) {
		c.err = "a brace or a comma of no set of alternatives"
	}
	return c.steps, c.err
}

// collapse makes one slash of several, as AppArmor does: a variable mostly ends in one.
func collapse(s string) string {
	for strings.Contains(s[min(1, len(s)):], "//") {
		s = s[:1] + strings.ReplaceAll(s[1:], "//", "/")
	}
	if strings.HasPrefix(s, "//") {
		s = s[1:]
	}
	return s
}

// sequence compiles up to the end, or to the comma or brace that ends an alternative.
func (c *compiler) sequence(i int) int {
	for i < len(c.s) && c.err == "" {
		switch b := c.s[i]; b {
		case '\\':
			if i++; i == len(c.s) {
				c.err = "a backslash with nothing behind it"
				return i
			}
			c.add(step{op: opByte, b: c.s[i]})
			i++
		case '?':
			c.add(step{op: opInside})
			i++
		case '*':
			i = c.stars(i)
		case '[':
			i = c.class(i)
		case '{':
			i = c.alternatives(i + 1)
		case '}', ',':
			if c.depth > 0 {
				return i
			}
			if b == '}' {
				c.err = "this brace closes no set of alternatives"
				return i
			}
			fallthrough
		default:
			c.add(step{op: opByte, b: b})
			i++
		}
	}
	return i
}

func (c *compiler) add(s step) int {
	c.steps = append(c.steps, s)
	return len(c.steps) - 1
}

func (c *compiler) stars(i int) int {
	start := i
	for i < len(c.s) && c.s[i] == '*' {
		i++
	}
	op := opInside
	if i-start > 1 {
		op = opAny
	}
	if start > 0 && c.s[start-1] == '/' && (i == len(c.s) || c.s[i] == '/') {
		c.add(step{op: opInside}) // a name has a character
	}
	split := c.add(step{op: opSplit})
	c.add(step{op: op})
	c.add(step{op: opJump, next: split})
	c.steps[split].next = len(c.steps)
	return i
}

func (c *compiler) class(i int) int {
	s := step{op: opClass}
	i++
	if i < len(c.s) && c.s[i] == '^' {
		s.not = true
		i++
	}
	var set []byte
	for first := true; i < len(c.s) && (first || c.s[i] != ']'); first = false {
		if c.s[i] == '\\' && i+1 < len(c.s) {
			i++
		}
		low := c.s[i]
		high := low
		if i+2 < len(c.s) && c.s[i+1] == '-' && c.s[i+2] != ']' {
			high = c.s[i+2]
			i += 2
		}
		set = append(set, low, high)
		i++
	}
	if i == len(c.s) {
		c.err = "the bracket of the pattern is not closed"
		return i
	}
	s.set = string(set)
	c.add(s)
	return i + 1
}

func (c *compiler) alternatives(i int) int {
	if c.depth++; c.depth > maxAlternate {
		c.err = "more sets of alternatives inside one another than are read"
		return i
	}
	var ends []int
	for {
		split := c.add(step{op: opSplit})
		i = c.sequence(i)
		if c.err == "" && i == len(c.s) {
			c.err = "the brace of the pattern is not closed"
		}
		if c.err != "" {
			return i
		}
		ends = append(ends, c.add(step{op: opJump}))
		c.steps[split].next = len(c.steps)
		if i++; c.s[i-1] == '}' {
			if len(ends) == 1 {
				c.err = "a set of alternatives holds one alone"
			}
			c.steps[split] = step{op: opJump, next: split + 1} // the last one has no other
			break
		}
	}
	for _, e := range ends {
		c.steps[e].next = len(c.steps)
	}
	c.depth--
	return i
}

// pattern holds the pattern of a file rule to the grammar. Variables are left out, since their values have patterns of their own.
func (p *parser) pattern(t token) {
	v := t.text.Value
	if len(v) > maxPattern {
		p.problem(source.Unread, t.span.FirstLine(), "pattern", "the pattern is longer than is read, so what it matches is not known")
		return
	}
	for strings.Contains(v, "@{") {
		i := strings.Index(v, "@{")
		j := strings.IndexByte(v[i:], '}')
		if j < 0 {
			p.problem(source.Malformed, t.span, "pattern", "the name of the variable is not closed")
			return
		}
		v = v[:i] + v[i+j+1:]
	}
	if _, fault := compile(v); fault != "" {
		p.problem(source.Malformed, t.span, "pattern", fault)
	}
}

// compilePatterns makes the patterns of the file rules, with their variables replaced.
func (p *parser) compilePatterns() {
	steps := 0
	for _, profile := range p.out.All() {
		for _, r := range profile.Rules {
			if r.Kind != FileRule || r.Path.IsZero() {
				continue
			}
			if r.patterns, r.known = p.out.compileAll(r.Path.Value, profile); r.known {
				for _, c := range r.patterns {
					steps += len(c) + 1
				}
			}
			if steps > maxSteps {
				r.patterns, r.known = nil, false
				p.bound(r.Path.Span, "more patterns than are read of one file; those from here on count as unknown")
				return
			}
		}
	}
}

// compileAll makes the patterns that a text stands for. It fails where a variable is not known, or a pattern is broken.
func (f *File) compileAll(text string, in *Profile) ([]pattern, bool) {
	all, known := f.expand(text, in, 0)
	if !known {
		return nil, false
	}
	out := make([]pattern, 0, len(all))
	for _, one := range all {
		c, fault := compile(one)
		if fault != "" {
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}
