package apparmor

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Perms are what one may do with a file.
type Perms uint

// The permissions of file rules.
const (
	Read Perms = 1 << iota
	Write
	Append
	LinkTo
	Lock
	Map
	Exec
)

// Access is what a file rule says of its path.
type Access struct {
	Perms Perms
	// Letters are as written; zero for a bare file rule.
	Letters source.Text
	// Mode is the kind of execution: "ix", "px", "pux", …; empty without one.
	Mode string
}

// Unconfined reports whether the program that is executed may run without a profile.
func (a Access) Unconfined() bool { return strings.Contains(strings.ToLower(a.Mode), "u") }

// readAccess reads letters such as "rwix". It fails on what is no access.
func readAccess(t source.Text) (a Access, ok bool) {
	a.Letters = t
	v := t.Value
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case 'r', 'R':
			a.Perms |= Read
		case 'w', 'W':
			a.Perms |= Write | Append
		case 'a', 'A':
			a.Perms |= Append
		case 'l', 'L':
			a.Perms |= LinkTo
		case 'k', 'K':
			a.Perms |= Lock
		case 'm', 'M':
			a.Perms |= Map
		case 'x', 'X', 'i', 'I', 'p', 'P', 'c', 'C', 'u', 'U', 'n', 'N':
			n := modeLength(v[i:])
			if n == 0 || a.Mode != "" && a.Mode != v[i:i+n] {
				return Access{}, false
			}
			a.Perms |= Exec
			a.Mode = v[i : i+n]
			i += n - 1
		default:
			return Access{}, false
		}
	}
	return a, v != ""
}

// modeLength returns how many letters are the mode of execution that s begins with.
func modeLength(s string) int {
	n := strings.IndexAny(s, "xX")
	if n < 0 || n > 2 {
		return 0
	}
	switch strings.ToLower(s[:n]) {
	case "", "i", "p", "c", "u", "pi", "ci", "pu", "cu":
		return n + 1
	}
	return 0
}

// fileRule reads /path rw -> target, or rw /path. It fails on what is neither.
func (p *parser) fileRule(r *Rule, tokens []token) bool {
	if i := indexArrow(tokens); i >= 0 {
		if i+2 == len(tokens) && tokens[i+1].kind == word {
			r.Target = tokens[i+1].text
		} else {
			p.problem(source.Malformed, tokens[i].span, "target", "one name stands behind the arrow")
		}
		tokens = tokens[:i]
	}
	if len(tokens) == 3 && tokens[1].is("subset") {
		tokens = []token{tokens[0], tokens[2]}
	}
	if len(tokens) != 2 || tokens[0].kind != word || tokens[1].kind != word {
		at := r.Span.FirstLine()
		if len(tokens) > 0 {
			at = tokens[len(tokens)-1].span.FirstLine()
		}
		p.problem(source.Malformed, at, "rule", p.notARule(tokens))
		return false
	}
	path, letters := tokens[0], tokens[1]
	if !path.quoted && !pathLike(path.text.Value) {
		path, letters = letters, path
	}
	access, ok := readAccess(letters.text)
	switch {
	case !path.quoted && !pathLike(path.text.Value) || path.text.Value == "":
		p.problem(source.Malformed, r.Span.FirstLine(), "rule", p.notARule(tokens))
		return false
	case !ok || letters.quoted:
		p.problem(source.Malformed, letters.span, "access", short(letters.text.Value)+" is no access to a file, such as rw or ix")
		return false
	case r.Deny && access.Mode != "" && !strings.EqualFold(access.Mode, "x"):
		p.problem(source.Refused, letters.span, "access", "deny takes x alone for execution, not "+short(access.Mode))
	case !r.Deny && strings.EqualFold(access.Mode, "x") && r.Target.IsZero():
		p.problem(source.Refused, letters.span, "access", "x needs a mode in front of it, such as ix")
	}
	r.Path, r.Access = path.text, access
	p.pattern(path)
	return true
}

func (p *parser) notARule(tokens []token) string {
	if len(tokens) > 2 {
		return "a file rule is a path and an access; a comma may be missing before this"
	}
	return "this is no rule that AppArmor knows"
}

func indexArrow(tokens []token) int {
	for i, t := range tokens {
		if t.kind == arrow {
			return i
		}
	}
	return -1
}
