package lint

import (
	"fmt"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// Options say how a unit is linted.
type Options struct {
	Rules []*Rule
	// Settings is what the configuration says; nil for everything at its default and switched on.
	Settings Settings
	// Now is the day against which dates are held.
	Now time.Time
}

// Run asks each rule of a unit. A rule that panics is a failure that names it; the other rules still run. The findings are
// sorted, and two runs over the same unit give the same.
func Run(unit *project.Unit, o Options) Result {
	r := Result{Files: len(unit.Files)}
	for _, rule := range o.Rules {
		if rule.Check == nil || o.Settings != nil && !o.Settings.Enabled(rule) {
			continue
		}
		findings, failure := runRule(rule, unit, o)
		r.Findings = append(r.Findings, findings...)
		if failure != nil {
			r.Failures = append(r.Failures, *failure)
		}
	}
	Sort(r.Findings)
	r.Findings = Unique(r.Findings)
	return r
}

// runRule keeps a fault in one rule from taking the others with it.
func runRule(rule *Rule, unit *project.Unit, o Options) (findings []Finding, failure *Failure) {
	p := &Pass{Rule: rule, Unit: unit, Now: o.Now, settings: o.Settings}
	defer func() {
		if v := recover(); v != nil {
			failure = &Failure{
				Kind: FailureInternal, Path: unit.Name(), Rule: rule.ID,
				Message: fmt.Sprintf("rule %s failed on %s: %v", rule.ID, unit.Name(), v),
			}
			findings = p.finish()
		}
	}()
	rule.Check.run(p)
	return p.finish(), nil
}

// Unique drops, of sorted findings, those that say the same of the same place: a Dockerfile that several services build is
// evaluated for each of them, and a file may be part of several projects.
func Unique(findings []Finding) []Finding {
	out := findings[:0]
	for _, f := range findings {
		if n := len(out); n > 0 {
			if last := out[n-1]; last.Rule == f.Rule && last.Span == f.Span && last.Key == f.Key {
				continue
			}
		}
		out = append(out, f)
	}
	return out
}
