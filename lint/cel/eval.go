package cel

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// machine is one evaluation.
type machine struct {
	cost  int // what is left
	scope []any
}

// spend takes from what the evaluation may cost and reports whether something is left.
func (m *machine) spend(n int) bool {
	m.cost -= n
	return m.cost > 0
}

func (m *machine) eval(n *node) any {
	if !m.spend(1) {
		return Unknown{}
	}
	switch n.op {
	case opConst:
		return n.value
	case opVar:
		return m.scope[n.slot]
	case opField, opHas:
		return m.field(n)
	case opList:
		out := make([]any, 0, len(n.args))
		for _, a := range n.args {
			out = append(out, m.eval(a))
		}
		return out
	case opNot:
		if b, ok := m.eval(n.args[0]).(bool); ok {
			return !b
		}
	case opNegate:
		if i, ok := m.eval(n.args[0]).(int64); ok {
			return -i
		}
	case opAnd:
		return m.decide(n, false)
	case opOr:
		return m.decide(n, true)
	case opIf:
		if b, ok := m.eval(n.args[0]).(bool); ok && b {
			return m.eval(n.args[1])
		} else if ok {
			return m.eval(n.args[2])
		}
	case opIndex:
		list, ok := m.eval(n.args[0]).([]any)
		i, known := m.eval(n.args[1]).(int64)
		if ok && known && 0 <= i && i < int64(len(list)) {
			return list[i]
		}
	case opBinary:
		return m.binary(n, m.eval(n.args[0]), m.eval(n.args[1]))
	case opCall:
		return m.call(n)
	case opMacro:
		return m.macro(n)
	}
	return Unknown{}
}

// field returns a field of an object. has(x.f) asks whether it is known and not empty.
func (m *machine) field(n *node) any {
	if n.op == opHas {
		switch v := m.eval(n.args[0]).(type) {
		case Unknown:
			return false
		case string:
			return v != ""
		case []any:
			return len(v) > 0
		}
		return true
	}
	object := m.eval(n.args[0])
	if _, unknown := object.(Unknown); unknown {
		return Unknown{}
	}
	return n.field.Get(object)
}

// decide evaluates && and ||: the deciding value decides whatever the other side is.
func (m *machine) decide(n *node, deciding bool) any {
	all := true
	for _, a := range n.args {
		v, ok := m.eval(a).(bool)
		if ok && v == deciding {
			return deciding
		}
		all = all && ok
	}
	if !all {
		return Unknown{}
	}
	return !deciding
}

func (m *machine) binary(n *node, a, b any) any {
	if _, unknown := a.(Unknown); unknown {
		return Unknown{}
	}
	switch n.name {
	case "in":
		list, ok := b.([]any)
		if !ok {
			return Unknown{}
		}
		known := true
		for _, e := range list {
			switch equal := m.equal(a, e).(type) {
			case bool:
				if equal {
					return true
				}
			default:
				known = false
			}
		}
		if known {
			return false
		}
	case "==":
		return m.equal(a, b)
	case "!=":
		if equal, ok := m.equal(a, b).(bool); ok {
			return !equal
		}
	default:
		switch a := a.(type) {
		case int64:
			if b, ok := b.(int64); ok {
				return number(n.name, a, b)
			}
		case string:
			if b, ok := b.(string); ok && n.name == "+" && m.spend(len(a)+len(b)) {
				return a + b
			} else if ok && n.name != "+" {
				return ordered(n.name, strings.Compare(a, b))
			}
		case []any:
			if b, ok := b.([]any); ok && m.spend(len(a)+len(b)) {
				return append(append([]any{}, a...), b...)
			}
		}
	}
	return Unknown{}
}

func (m *machine) equal(a, b any) any {
	if !m.spend(1) {
		return Unknown{}
	}
	switch a := a.(type) {
	case Unknown:
		return a
	case []any:
		other, ok := b.([]any)
		if !ok {
			return Unknown{}
		}
		if len(a) != len(other) {
			return false
		}
		var out any = true
		for i := range a {
			equal, ok := m.equal(a[i], other[i]).(bool)
			if ok && !equal {
				return false
			} else if !ok {
				out = Unknown{}
			}
		}
		return out
	case bool, int64, string:
		if _, unknown := b.(Unknown); unknown || !m.spend(len(Show(a))/16) {
			return Unknown{}
		}
		return a == b
	}
	return Unknown{}
}

func number(name string, a, b int64) any {
	switch name {
	case "+", "-", "*", "/", "%":
		return arithmetic(name[0], a, b)
	}
	return ordered(name, cmp.Compare(a, b))
}

// arithmetic computes; what does not fit, and a division by zero, is not known.
func arithmetic(sign byte, a, b int64) any {
	const most = 1 << 31
	if a > most || a < -most || b > most || b < -most {
		return Unknown{}
	}
	switch {
	case sign == '+':
		return a + b
	case sign == '-':
		return a - b
	case sign == '*':
		return a * b
	case b == 0:
		return Unknown{}
	case sign == '/':
		return a / b
	}
	return a % b
}

func ordered(name string, order int) any {
	switch name {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	return Unknown{}
}

func (m *machine) call(n *node) any {
	first := m.eval(n.args[0])
	if list, ok := first.([]any); ok && n.name == "size" {
		return int64(len(list))
	}
	text, ok := first.(string)
	if !ok || !m.spend(len(text)/16) {
		return Unknown{}
	}
	switch n.name {
	case "size":
		return int64(utf8.RuneCountInString(text))
	case "lowerAscii":
		return strings.Map(func(r rune) rune {
			if 'A' <= r && r <= 'Z' {
				return r + 'a' - 'A'
			}
			return r
		}, text)
	case "matches":
		if m.spend(len(text)) {
			return n.pattern.MatchString(text)
		}
		return Unknown{}
	}
	other, ok := m.eval(n.args[1]).(string)
	if !ok {
		return Unknown{}
	}
	switch n.name {
	case "startsWith":
		return strings.HasPrefix(text, other)
	case "endsWith":
		return strings.HasSuffix(text, other)
	}
	return strings.Contains(text, other)
}

func (m *machine) macro(n *node) any {
	list, ok := m.eval(n.args[0]).([]any)
	if !ok {
		return Unknown{}
	}
	kept, mapped := []any{}, []any{}
	falses := 0
	for _, e := range list {
		m.scope = append(m.scope[:n.slot], e)
		v := m.eval(n.args[1])
		m.scope = m.scope[:n.slot]
		mapped = append(mapped, v)
		if b, ok := v.(bool); ok && b {
			kept = append(kept, e)
		} else if ok {
			falses++
		}
	}
	unknown := len(kept)+falses < len(list)
	switch {
	case n.name == "map":
		return mapped
	case n.name == "exists" && len(kept) > 0:
		return true
	case n.name == "all" && falses > 0:
		return false
	case unknown:
		return Unknown{} // where what is not known makes no difference, the answer is known
	case n.name == "filter":
		return kept
	case n.name == "exists_one":
		return len(kept) == 1
	}
	return n.name == "all"
}
