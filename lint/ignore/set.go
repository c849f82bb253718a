package ignore

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// Rule is what a set needs to know of a rule.
type Rule struct {
	ID string
	// Aliases are ids of the same check in other tools: DL3007, SecretsUsedInArgOrEnv, DS-0002, CKV_DOCKER_3.
	Aliases []string
	// Codes is what ids of single findings of the rule begin with, in front of digits: "SC" for SC2086.
	Codes string
}

// code returns the code of the rule's findings that an id is, "" for any other id. Comments write it in capitals.
func (r *Rule) code(id string) string {
	if code, ok := spell.Code(id, r.Codes); ok && strings.HasSuffix(id, code) {
		return code
	}
	return ""
}

// Options say how directives count.
type Options struct {
	// Now decides what has expired. Zero: nothing has.
	Now time.Time
	// RequireReason lets no directive silence that has no reason.
	RequireReason bool
	// RequireUntil lets no directive silence that has no last day.
	RequireUntil bool
}

// Set holds the directives of any number of documents. It is for one goroutine.
type Set struct {
	rules   []Rule
	options Options
	byName  map[string][]int // rule id or alias -> indices of rules; made with the first directive
	nearest int              // how many more misspelt names are worth a search

	refs     []*ref
	problems []Problem
	index    map[place]*[3]layer
}

// place is what findings are looked up by.
type place struct {
	file *source.File
	rule string // or the code of one of its findings
}

// layer holds the groups of one breadth, sorted by start. Groups of a layer rarely overlap, so a lookup ends soon.
type layer struct {
	groups []*group
	reach  []int // reach[i] is the furthest end of groups[:i+1]; nil until the groups are sorted
}

// group is what one rule's directives of one extent have in common.
type group struct {
	extent    source.Span
	directive *Directive
	used      bool
}

// ref is one rule name of one directive, with the groups that show whether it was of use.
type ref struct {
	directive *Directive
	name      RuleRef
	rules     []int
	groups    []*group
}

// NewSet returns an empty set for rules. The slice must not change.
func NewSet(rules []Rule, options Options) *Set {
	return &Set{rules: rules, options: options, nearest: 200}
}

// Add takes in the directives of a document.
func (s *Set) Add(doc Document) {
	directives := Parse(doc)
	for i := range directives {
		s.add(&directives[i])
	}
}

func (s *Set) add(d *Directive) {
	live := !d.broken
	s.problems = append(s.problems, d.Problems...)
	var known []*ref
	for _, name := range d.Rules {
		rules := s.lookup(d.Source, name.Name)
		if len(rules) > 0 {
			known = append(known, &ref{directive: d, name: name, rules: rules})
		} else if d.Source == Plimsoll {
			s.unknown(d, name)
		}
	}
	if len(known) == 0 {
		return
	}
	if !d.Until.IsZero() && !s.options.Now.Before(d.Until) {
		s.report(d, Expired, d.untilSpan, d.Rules[0].Name,
			"is over, so nothing is ignored; mend the finding or renew the date")
		live = false
	}
	if s.options.RequireReason && d.Reason == "" {
		s.report(d, Unexplained, d.Span, d.Rules[0].Name, "gives no reason, so nothing is ignored; "+reasonUsage(d.Source))
		live = false
	}
	if s.options.RequireUntil && d.Until.IsZero() && live {
		s.report(d, Endless, d.Span, d.Rules[0].Name, "has no last day, so nothing is ignored; "+untilUsage(d.Source))
		live = false
	}
	if !live {
		return
	}
	for _, r := range known {
		s.file(r)
	}
}

func reasonUsage(tool Source) string {
	switch tool {
	case Hadolint:
		return "put # and the reason behind the ids"
	case BuildKit:
		return "put // and the reason behind the names"
	case Checkov:
		return "put a colon and the reason behind the id"
	case Trivy:
		return "write the reason behind the id"
	}
	return usage
}

func untilUsage(tool Source) string {
	switch tool {
	case Plimsoll:
		return "add until=2026-12-31"
	case Trivy:
		return "add :exp:2026-12-31"
	}
	return "only comments of plimsoll and Trivy can have one"
}

func (s *Set) report(d *Directive, kind Kind, span source.Span, key, message string) {
	s.problems = append(s.problems, Problem{kind, d.Source, span, message, d.Source.String() + ":" + key})
}

// unknown reports a name that is no rule's, with the one that was meant.
func (s *Set) unknown(d *Directive, name RuleRef) {
	message := fmt.Sprintf("no rule is named %s", clip(name.Name))
	if name.Name == "*" || name.Name == "all" {
		message = "rules are ignored by name; there is no " + name.Name
	} else if s.nearest > 0 {
		s.nearest--
		ids := make([]string, len(s.rules))
		for i, r := range s.rules {
			ids[i] = r.ID
		}
		if near := spell.Nearest(name.Name, ids); near != "" {
			message += "; did you mean " + near + "?"
		}
	}
	s.report(d, UnknownRule, name.Span, clip(name.Name), message)
}

func clip(name string) string {
	if len(name) > 40 {
		return strings.ToValidUTF8(name[:40], "") + "..."
	}
	return name
}

// lookup returns the indices of the rules that a name stands for in a tool's comments.
func (s *Set) lookup(tool Source, name string) []int {
	if s.byName == nil {
		s.byName = map[string][]int{}
		for i, r := range s.rules {
			s.learn(r.ID, i)
			for _, a := range r.Aliases {
				s.learn(a, i)
				if canonical := canonicalTrivy(a); canonical != "" {
					s.learn(canonical, i)
				}
			}
		}
	}
	switch peer := spell.Peer(name); {
	case peer != name && !s.isID(peer):
		name = peer
	case tool == BuildKit && name == "all":
		return s.where(isBuildKit)
	case tool == Trivy && strings.Contains(name, "*"):
		pattern := strings.ToLower(name)
		return s.where(func(alias string) bool { return matchesTrivy(pattern, alias) })
	case tool == Trivy && canonicalTrivy(name) != "":
		name = canonicalTrivy(name)
	case tool != Plimsoll && s.isID(name):
		return nil
	}
	if known := s.byName[name]; len(known) > 0 {
		return known
	}
	for i := range s.rules {
		if s.rules[i].code(name) != "" {
			return []int{i}
		}
	}
	return nil
}

func (s *Set) learn(name string, rule int) {
	if have := s.byName[name]; len(have) == 0 || have[len(have)-1] != rule {
		s.byName[name] = append(have, rule)
	}
}

// isID reports whether a name is the id of a rule here, which means nothing to another tool.
func (s *Set) isID(name string) bool {
	for _, i := range s.byName[name] {
		if s.rules[i].ID == name {
			return true
		}
	}
	return false
}

// where returns the rules with an alias that passes.
func (s *Set) where(pass func(string) bool) (out []int) {
	for i, r := range s.rules {
		if slices.ContainsFunc(r.Aliases, pass) {
			out = append(out, i)
		}
	}
	return out
}

// file puts a ref where its findings look.
func (s *Set) file(r *ref) {
	s.refs = append(s.refs, r)
	extent := r.directive.Extent
	if extent.IsZero() {
		return
	}
	if s.index == nil {
		s.index = map[place]*[3]layer{}
	}
	breadth := 0
	switch r.directive.Scope {
	case Stage:
		breadth = 1
	case File:
		breadth = 2
	}
	for _, i := range r.rules {
		at := place{extent.File, s.rules[i].ID}
		if code := s.rules[i].code(r.name.Name); code != "" {
			at.rule = code
		}
		layers := s.index[at]
		if layers == nil {
			layers = new([3]layer)
			s.index[at] = layers
		}
		l := &layers[breadth]
		n := len(l.groups)
		if n == 0 || l.groups[n-1].extent != extent {
			l.groups = append(l.groups, &group{extent: extent, directive: r.directive})
			l.reach = nil
			n++
		}
		r.groups = append(r.groups, l.groups[n-1])
	}
}

// Match returns the narrowest directive that silences a rule's finding, or the finding of a code, or nil. A directive covers the findings that
// begin in its extent; every one that does is of use.
func (s *Set) Match(rule string, span source.Span) *Directive {
	layers := s.index[place{span.File, rule}]
	if layers == nil {
		return nil
	}
	var found *Directive
	for i := range layers {
		if d := layers[i].match(span.Start); found == nil {
			found = d
		}
	}
	return found
}

func (l *layer) match(at int) (found *Directive) {
	if l.reach == nil {
		slices.SortStableFunc(l.groups, func(a, b *group) int { return cmp.Compare(a.extent.Start, b.extent.Start) })
		end := 0
		for _, g := range l.groups {
			end = max(end, g.extent.End)
			l.reach = append(l.reach, end)
		}
	}
	i := sort.Search(len(l.groups), func(i int) bool { return l.groups[i].extent.Start > at }) - 1
	for ; i >= 0 && (l.reach[i] > at || l.groups[i].extent.Start == at); i-- {
		if g := l.groups[i]; g.extent.End > at || g.extent.Start == at {
			g.used = true
			if found == nil {
				found = g.directive
			}
		}
	}
	return found
}

// Problems returns what is wrong with the directives, in the order of the bytes of each file. To be asked after the
// last Match: a directive that silenced nothing is Unused, provided that ran reports that each rule it stands for was
// asked, and a code that it is. A comment of another tool may still be of use there; Problem.Source tells.
func (s *Set) Problems(ran func(rule string) bool) []Problem {
	out := slices.Clone(s.problems)
	for _, r := range s.refs {
		used := slices.ContainsFunc(r.groups, func(g *group) bool { return g.used })
		idle := func(i int) bool {
			code := s.rules[i].code(r.name.Name)
			return !ran(s.rules[i].ID) || code != "" && !ran(code)
		}
		if used || slices.ContainsFunc(r.rules, idle) {
			continue
		}
		out = append(out, Problem{
			Unused, r.directive.Source, r.name.Span, unusedMessage(r), r.directive.Source.String() + ":" + clip(r.name.Name),
		})
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Span.File.Path, b.Span.File.Path), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return out
}

func unusedMessage(r *ref) string {
	name := clip(r.name.Name)
	if r.directive.Extent.IsZero() {
		switch r.directive.Source {
		case Hadolint:
			return fmt.Sprintf("ignoring %s covers nothing here; hadolint wants it on the line above the instruction", name)
		case BuildKit:
			return fmt.Sprintf("skipping %s covers nothing here; move it directly above the instruction", name)
		}
		return fmt.Sprintf("ignoring %s covers nothing here; move it above what it is about", name)
	}
	return fmt.Sprintf("ignoring %s silences nothing; remove it", name)
}
