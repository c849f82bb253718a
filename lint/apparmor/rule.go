package apparmor

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Kind is a kind of rule.
type Kind int

// The kinds of rules. What nothing asks about is Other.
const (
	Other Kind = iota
	FileRule
	Link
	Capability
	Network
	Mount
	Remount
	Umount
	PivotRoot
	Ptrace
	Signal
	ChangeProfile
	Rlimit
	All // all, which allows everything
)

// Rule is one rule of a profile.
type Rule struct {
	Kind Kind
	qualifiers
	// Doubtful says that a condition decides whether the rule holds, or, of a denial, a priority.
	Doubtful bool
	nested   bool // in a block of qualifiers
	// Keyword is the first word behind the qualifiers; Span goes from the first word to the comma.
	Keyword source.Text
	Span    source.Span

	// Path and Access are those of a file rule; without a path it is about every file. Target is what stands behind "->".
	Path   source.Text
	Access Access
	Target source.Text
	// Words are what follows the keyword in other rules: capabilities, a network family, accesses, paths.
	Words []source.Text
	// Conditions are the pairs such as peer=unconfined and options=(ro bind).
	Conditions []Condition

	patterns []pattern // of Path
	known    bool      // whether they are all
}

// Condition is one pair of a rule.
type Condition struct {
	Name   string
	In     bool // "in" instead of "="
	Values []source.Text
	Span   source.Span
}

// Condition returns the first pair of a name, or nil.
func (r *Rule) Condition(names ...string) *Condition {
	for i := range r.Conditions {
		if slices.Contains(names, r.Conditions[i].Name) {
			return &r.Conditions[i]
		}
	}
	return nil
}

// Has reports whether one of the words stands in the rule.
func (r *Rule) Has(words ...string) bool {
	return slices.ContainsFunc(r.Words, func(t source.Text) bool { return slices.Contains(words, t.Value) })
}

// Bare reports whether the rule is its keyword alone, so that it is about everything of its kind.
func (r *Rule) Bare() bool {
	return len(r.Words) == 0 && len(r.Conditions) == 0 && r.Path.IsZero() && r.Target.IsZero()
}

// qualifiers stand in front of a rule, or of a block of rules.
type qualifiers struct {
	Deny, Audit, Owner bool
	// Ranked says that the rule has a priority, so that others may win over it whatever they say, or it over them.
	Ranked bool
}

// add takes a word, and reports whether it is a qualifier.
func (q *qualifiers) add(t source.Text) bool {
	switch t.Value {
	case "deny":
		q.Deny = true
	case "audit":
		q.Audit = true
	case "owner":
		q.Owner = true
	case "allow", "other", "quiet", "access", "prompt":
	default:
		q.Ranked = q.Ranked || strings.HasPrefix(t.Value, "priority=")
		return strings.HasPrefix(t.Value, "priority=")
	}
	return true
}

func allQualifiers(tokens []token) bool {
	var q qualifiers
	return !slices.ContainsFunc(tokens, func(t token) bool { return t.kind != word || t.quoted || !q.add(t.text) })
}

// rule reads a rule, without its comma.
func (p *parser) rule(in *Profile, q rest, tokens []token, span source.Span) {
	if p.rules++; p.rules > maxRules {
		p.bound(span, "more rules than are read of one file")
		return
	}
	if in == nil || tokens[0].is("abi") { // those of abstractions stand inside
		p.preamble(tokens, span)
		return
	}
	r := &Rule{qualifiers: q.qualifiers, Doubtful: q.doubtful, nested: q.nested, Span: span}
	for len(tokens) > 0 && tokens[0].kind == word && !tokens[0].quoted && r.add(tokens[0].text) {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 {
		p.problem(source.Malformed, span.FirstLine(), "rule", "qualifiers without a rule behind them")
		return
	}
	r.Keyword, r.Doubtful = tokens[0].text, r.Doubtful || r.Ranked && r.Deny
	kind, named := keyword(tokens[0])
	switch r.Kind = kind; {
	case !named:
		r.Kind = FileRule
		named = p.fileRule(r, tokens)
	case kind != FileRule:
		p.keyworded(r, tokens)
	case len(tokens) == 1:
		r.Access = Access{Perms: Read | Write | Append | LinkTo | Lock | Map | Exec}
	default:
		named = p.fileRule(r, tokens[1:])
	}
	if named { // else it was refused
		in.Rules = append(in.Rules, r)
	}
}

// keyword returns the kind of a rule that begins with a word.
func keyword(t token) (Kind, bool) {
	if t.kind != word || t.quoted {
		return Other, false
	}
	switch t.text.Value {
	case "file":
		return FileRule, true
	case "link":
		return Link, true
	case "capability":
		return Capability, true
	case "network":
		return Network, true
	case "mount":
		return Mount, true
	case "remount":
		return Remount, true
	case "umount", "unmount":
		return Umount, true
	case "pivot_root":
		return PivotRoot, true
	case "ptrace":
		return Ptrace, true
	case "signal":
		return Signal, true
	case "change_profile":
		return ChangeProfile, true
	case "set":
		return Rlimit, true
	case "all":
		return All, true
	case "dbus", "unix", "userns", "io_uring", "mqueue", "rlimit":
		return Other, true
	}
	return Other, false
}

func (p *parser) keyworded(r *Rule, tokens []token) {
	if r.Kind == Rlimit {
		if len(tokens) < 4 || !strings.HasPrefix(tokens[3].text.Value, "<=") && tokens[3].kind == word || !tokens[1].is("rlimit") {
			p.problem(source.Malformed, r.Span.FirstLine(), "rule", "the rule is set rlimit NAME <= VALUE")
		}
	}
	p.arguments(r, tokens[1:])
	p.shape(r)
}

// shape holds what a rule consists of to what rules of its kind may.
func (p *parser) shape(r *Rule) {
	conditions, words := []string(nil), -1
	switch r.Kind {
	case Capability:
		p.known(r, "capability", capabilityKnown)
	case Network:
		conditions = []string{"ip", "port", "peer", "interface", "label"}
		if r.Condition("peer") == nil {
			p.known(r, "network word", networkKnown)
		}
	case Ptrace:
		conditions = []string{"peer"}
		p.known(r, "access of ptrace", ptraceKnown)
	case Signal:
		conditions = []string{"peer", "set"}
		p.known(r, "access of signals", signalAccessKnown)
		if set := r.Condition("set"); set != nil {
			for _, v := range set.Values {
				if !signalKnown(v.Value) {
					p.problem(source.Refused, v.Span, v.Value, "AppArmor knows no signal "+short(v.Value))
				}
			}
		}
	case Mount, Remount, Umount:
		conditions, words = []string{"fstype", "vfstype", "options", "option"}, 1
	case PivotRoot:
		conditions, words = []string{"oldroot"}, 1
	case ChangeProfile:
		words = 2
	case Link:
		words = 2
		if r.Target.IsZero() {
			p.problem(source.Malformed, r.Span.FirstLine(), "rule", "the rule is link /path -> /target")
		}
	default:
		return
	}
	for _, c := range r.Conditions {
		if !slices.Contains(conditions, c.Name) {
			p.problem(source.Refused, c.Span, c.Name, "a rule of this kind takes no "+short(c.Name))
		}
	}
	if words >= 0 && len(r.Words) > words {
		p.problem(source.Malformed, r.Words[words].Span, "rule", "one word too many; a comma may be missing before this")
	}
}

// known holds the words of a rule to what AppArmor knows.
func (p *parser) known(r *Rule, what string, known func(string) bool) {
	for _, w := range r.Words {
		if !known(w.Value) {
			p.problem(source.Refused, w.Span, w.Value, "AppArmor knows no "+what+" "+short(w.Value))
		}
	}
}

// short cuts a word that would fill the message.
func short(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}
