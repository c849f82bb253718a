package engine

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// outcome puts the results of the units together, in an order that does not depend on which was done first.
func (r *run) outcome() *Outcome {
	slices.SortStableFunc(r.results, func(a, b unitResult) int { return cmp.Compare(a.name, b.name) })
	out := &Outcome{Severity: r.severities(), Ran: r.anywhere()}
	n := 0
	for _, u := range r.results {
		n += len(u.result.Findings)
	}
	out.Result.Findings = make([]lint.Finding, 0, n)
	for _, u := range r.results {
		out.Result.Findings = append(out.Result.Findings, u.result.Findings...)
		out.Result.Failures = append(out.Result.Failures, u.result.Failures...)
		out.Result.Files += u.result.Files
		out.Result.Accepted = append(out.Result.Accepted, u.result.Accepted...)
		if u.unit != nil {
			out.Units = append(out.Units, u.unit)
		}
	}
	out.Result.Findings = append(out.Result.Findings, r.expired()...)
	lint.Sort(out.Result.Findings)
	out.Result.Findings = lint.Unique(out.Result.Findings)
	out.Result.Accepted = lint.UniqueAccepted(out.Result.Accepted)
	r.asked(&out.Result)
	slices.SortStableFunc(out.Result.Failures, func(a, b lint.Failure) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message))
	})
	out.FailOn = r.threshold()
	out.Notes = r.notes
	slices.SortFunc(out.Notes, func(a, b config.Problem) int {
		return cmp.Or(cmp.Compare(a.Span.File.Path, b.Span.File.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Message, b.Message))
	})
	out.settings = r.settings()
	for _, s := range out.settings {
		out.Notes = append(out.Notes, s.NotesOf(r.Now)...)
	}
	return out
}

// asked notes how many documents of each kind there were, and which rules were asked of them.
func (r *run) asked(result *lint.Result) {
	type group struct {
		kind     project.Kind
		settings *config.Settings
	}
	count := map[group]int{}
	rules := map[*config.Settings][]*lint.Rule{}
	for _, u := range r.results {
		rules[u.settings.Settings] = u.settings.rules
		for _, kind := range u.kinds {
			count[group{kind, u.settings.Settings}]++
		}
	}
	for g, n := range count {
		result.Ask(g.kind, n, rules[g.settings])
	}
}

// Incomplete reports whether something was not read, so that the absence of findings proves nothing.
func (o *Outcome) Incomplete() bool {
	return len(o.Result.Failures) > 0 || slices.ContainsFunc(o.Result.Findings, func(f lint.Finding) bool {
		return f.Rule.Duty == lint.Gaps
	})
}

// Failed reports whether a finding reaches the threshold, or an entry of a settings file is over.
func (o *Outcome) Failed() bool {
	return o.FailOn != nil && slices.ContainsFunc(o.Result.Findings, func(f lint.Finding) bool {
		return f.Severity >= *o.FailOn || f.Overdue
	})
}

// threshold returns the lowest severity that a settings file fails on. Without any unit the default holds.
func (r *run) threshold() *lint.Severity {
	var lowest *lint.Severity
	for name := range r.failOn {
		severity, err := lint.ParseSeverity(name)
		if err != nil {
			continue // never
		}
		if lowest == nil || severity < *lowest {
			lowest = &severity
		}
	}
	return lowest
}

// expired reports the entries of settings files that accept nothing any more, since their day is over.
func (r *run) expired() []lint.Finding {
	rule := r.ruleFor(lint.StaleComments)
	if rule == nil {
		return nil
	}
	var findings []lint.Finding
	for _, s := range r.settings() {
		if !s.Enabled(rule) {
			continue
		}
		for _, w := range s.Expired(r.Now) {
			findings = append(findings, lint.Finding{
				Rule: rule, Severity: rule.Severity, Span: w.Span, Key: strings.TrimSpace("ignore " + w.Rule + " " + w.Scope()), Overdue: true,
				Message: "the entry for " + w.Rule + " is over; its findings are back",
			})
		}
	}
	return findings
}

// settings returns the different settings that the units of the run had, in the order of the units.
func (r *run) settings() []unitSettings {
	var all []unitSettings
	seen := map[*config.Settings]bool{}
	for _, u := range r.results {
		if u.settings.Settings != nil && !seen[u.settings.Settings] {
			seen[u.settings.Settings] = true
			all = append(all, u.settings)
		}
	}
	return all
}

// anywhere answers whether a rule ran on any unit.
func (r *run) anywhere() func(ruleID string) bool {
	on := map[string]bool{}
	for _, s := range r.settings() {
		for _, rule := range s.rules {
			on[rule.ID] = true
		}
	}
	return func(id string) bool { return on[id] }
}

// severities answers with what the settings of the units' roots give a rule, where they agree.
func (r *run) severities() func(*lint.Rule) lint.Severity {
	all := r.settings()
	return func(rule *lint.Rule) lint.Severity {
		severity := rule.Severity
		for i, s := range all {
			got, err := lint.ParseSeverity(s.Rule(rule.ID).Severity.Value)
			if err != nil {
				return rule.Severity
			}
			if i > 0 && got != severity {
				return rule.Severity
			}
			severity = got
		}
		return severity
	}
}
