package engine

import (
	"fmt"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// ignored takes out what comments silence, and reports the comments that are of no use.
func (r *run) ignored(unit *project.Unit, s unitSettings, accept accept) step {
	return func(findings []lint.Finding) []lint.Finding {
		if !s.InlineIgnores.Value {
			return findings
		}
		options := ignore.Options{Now: r.Now, RequireReason: s.RequireReason.Value, RequireUntil: s.RequireUntil.Value}
		findings = r.ignoredElsewhere(unit, s, options, findings, accept)
		docs := ignore.OfUnit(unit)
		if len(docs) == 0 {
			return findings
		}
		set := ignore.NewSet(r.infos.ignore, options)
		for _, doc := range docs {
			set.Add(doc)
		}
		left := slices.DeleteFunc(findings, func(f lint.Finding) bool {
			by := set.Match(f.Rule.ID, f.Span)
			if f.Code != "" && by == nil {
				by = set.Match(f.Code, f.Span)
			}
			if by == nil || r.locked(&f, s, by) {
				return false
			}
			accept(f, by.Reason)
			return true
		})
		return append(left, r.stale(set, s)...)
	}
}

// ignoredElsewhere takes out the findings about a service whose cause lies in its Dockerfile, where a comment there
// silences them: whoever wrote it above USER root did not mean the Compose file to bring the finding back.
func (r *run) ignoredElsewhere(
	unit *project.Unit, s unitSettings, options ignore.Options, findings []lint.Finding, accept accept,
) []lint.Finding {
	set := ignore.NewSet(r.infos.ignore, options)
	some := false
	for _, file := range unit.Built {
		if doc := ignore.FromDockerfile(file); ignore.Any(doc.Comments) {
			set.Add(doc)
			some = true
		}
	}
	if !some {
		return findings
	}
	return slices.DeleteFunc(findings, func(f lint.Finding) bool {
		for _, n := range f.Related {
			if d := set.Match(f.Rule.ID, n.Span); d != nil && !r.locked(&f, s, d) {
				r.mu.Lock()
				r.useful[placeOf(d.Span)] = true
				r.mu.Unlock()
				accept(f, d.Reason)
				return true
			}
		}
		return false
	})
}

// locked reports whether the policy keeps a comment from silencing a finding, and notes that.
func (r *run) locked(f *lint.Finding, s unitSettings, d *ignore.Directive) bool {
	if !s.Policy().Locks(f.Rule.ID) {
		return false
	}
	message := fmt.Sprintf("would ignore %s, which is locked; policy %s does not allow it", f.Rule.ID, s.Policy().Name)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.useful[placeOf(d.Span)] = true // it is said already
	if note := (config.Problem{Span: d.Span, Message: message}); !slices.Contains(r.notes, note) {
		r.notes = append(r.notes, note)
	}
	return true
}

// place is a line of a file.
type place struct {
	path string
	line int
}

func placeOf(s source.Span) place { return place{s.File.Path, s.File.LineAt(s.Start)} }

// stale returns the findings about comments that are of no use.
func (r *run) stale(set *ignore.Set, s unitSettings) []lint.Finding {
	rule := r.ruleFor(lint.StaleComments)
	if rule == nil || !s.Enabled(rule) {
		return nil
	}
	var findings []lint.Finding
	for _, p := range set.Problems(func(id string) bool { return r.ran(id, s) }) {
		if p.Source != ignore.Plimsoll && (p.Kind == ignore.Unused || p.Kind == ignore.UnknownRule) {
			continue // a comment of another tool may still be of use there
		}
		r.mu.Lock()
		useful := p.Kind == ignore.Unused && r.useful[placeOf(p.Span)]
		r.mu.Unlock()
		if !useful {
			findings = append(findings, lint.Finding{
				Rule: rule, Severity: rule.Severity, Span: p.Span, Message: p.Message, Key: p.Key,
			})
		}
	}
	return s.severity(findings)
}

// ran reports whether a rule was asked, or the rule that has a code for findings of that code.
func (r *run) ran(id string, s unitSettings) bool {
	if rule := r.ruleFor(lint.ShellScripts); rule != nil {
		code, isCode := spell.Code(id, rule.Codes)
		if isCode || rule.ID == id {
			return r.ShellCheck != nil && s.Enabled(rule) && !slices.Contains(s.ignoredCodes(rule), code)
		}
	}
	return s.Rule(id).Enabled.Value
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
