package lint

import (
	"fmt"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// Options say how a unit is linted.
type Options struct {
	// Rules are those that run.
	Rules []*Rule
	// Settings is what the configuration says of them; nil for everything at its default.
	Settings Settings
	// Now is the day against which the dates of tables are held; zero for the day of each table.
	Now time.Time
}

// Run asks each rule of a unit. A rule that panics is a failure that names it; the other rules still run. The findings are
// sorted, and two runs over the same unit give the same.
func Run(unit *project.Unit, o Options) Result {
	r := Result{Files: len(unit.Files)}
	p := &Pass{Unit: unit, Now: o.Now, rules: o.Rules, settings: o.Settings}
	for _, rule := range o.Rules {
		if rule.Check == nil {
			continue
		}
		p.Rule = rule
		if failure := p.run(); failure != nil {
			r.Failures = append(r.Failures, *failure)
		}
		r.Findings = p.finish(r.Findings)
	}
	Sort(r.Findings)
	r.Findings = Unique(r.Findings)
	return r
}

// run asks the rule of the unit. It keeps a fault in one rule from taking the others with it.
func (p *Pass) run() (failure *Failure) {
	defer func() {
		if v := recover(); v != nil {
			failure = &Failure{
				Kind: FailureInternal, Path: p.Unit.Name(), Rule: p.Rule.ID,
				Message: fmt.Sprintf("rule %s failed on %s: %v", p.Rule.ID, p.Unit.Name(), v),
			}
		}
	}()
	p.Rule.Check.run(p)
	return nil
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
