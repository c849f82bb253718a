package engine

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ignored takes out what comments silence, and reports the comments that are of no use.
func (r *run) ignored(unit *project.Unit, s unitSettings) step {
	return func(findings []lint.Finding) []lint.Finding {
		if !s.InlineIgnores.Value {
			return findings
		}
		docs := comments(unit)
		if len(docs) == 0 {
			return findings
		}
		set := ignore.NewSet(r.infos.ignore, ignore.Options{Now: r.Now, RequireReason: s.RequireReason.Value})
		for _, doc := range docs {
			set.Add(doc)
		}
		left := slices.DeleteFunc(findings, func(f lint.Finding) bool { return set.Match(f.Rule.ID, f.Span) != nil })
		rule := r.ruleFor(lint.StaleComments)
		if rule == nil || !s.Enabled(rule) {
			return left
		}
		for _, p := range set.Problems(func(id string) bool { return s.Rule(id).Enabled.Value }) {
			if p.Source != ignore.Plimsoll {
				continue // a comment of another tool may still be of use there
			}
			left = append(left, lint.Finding{
				Rule: rule, Severity: rule.Severity, Span: p.Span, Message: p.Message, Key: p.Key,
			})
		}
		return s.severity(left)
	}
}

// ruleFor returns the rule with a duty, or nil if it is not among those that run.
func (r *run) ruleFor(duty lint.Duty) *lint.Rule {
	for _, rule := range r.Rules {
		if rule.Duty == duty {
			return rule
		}
	}
	return nil
}
