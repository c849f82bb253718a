package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// VoidSeccompRule reports rules of a seccomp profile that name no system call, and names that stand twice in one rule.
//
// They have no effect. Mostly something is missing: the calls that the rule was written for.
//
// # What to do
//
// Name the calls, or delete the rule.
var VoidSeccompRule = define(lint.Rule{
	ID: "void-seccomp-rule", Title: "Seccomp rule for no system call", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("561")},
	Check:   lint.EachSeccomp(checkVoidSeccompRule),
})

func checkVoidSeccompRule(p *lint.Pass, profile *seccomp.Profile) {
	for _, rule := range profile.Rules {
		if len(rule.Names) == 0 {
			p.Report(rule.NamesAt, "the rule names no system call, so it has no effect")
			continue
		}
		if twice := rule.Twice(); len(twice) > 0 {
			f := p.Report(twice[0].Span, "%.40q stands twice in one rule", twice[0].Value)
			for _, name := range twice[1:min(len(twice), 10)] {
				f.Note(name.Span, "and so does this name")
			}
		}
	}
}
