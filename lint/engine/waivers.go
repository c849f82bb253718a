package engine

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Waiver is something that silences findings: an entry of the settings, or a comment.
type Waiver struct {
	// Rule is the name that is given, in a comment perhaps that of another tool.
	Rule string
	// By is who reads it: "settings", or the tool whose comment it is, such as "plimsoll" or "hadolint".
	By string
	// Scope says in words what is covered; "" for all that the settings are for.
	Scope         string
	Reason, Owner string
	// Until is the first moment at which it no longer counts; zero for none.
	Until time.Time
	Span  source.Span
}

// LastDay returns the last day on which the waiver counts as a whole, "" for none.
func (w *Waiver) LastDay() string {
	if w.Until.IsZero() {
		return ""
	}
	return w.Until.AddDate(0, 0, -1).Format(time.DateOnly)
}

// EndsBy reports whether the last day is at most so many days after now, or over.
func (w *Waiver) EndsBy(now time.Time, days int) bool {
	return !w.Until.IsZero() && !w.Until.After(now.UTC().Truncate(24*time.Hour).AddDate(0, 0, days+1))
}

// Waivers returns all that silences findings in what was discovered, in the order of files and bytes. The rules are read only
// for their names.
func Waivers(ctx context.Context, req Request) ([]Waiver, error) {
	req.Keep, req.ShellCheck = true, nil
	for _, rule := range req.Rules {
		if rule.Duty == lint.StaleComments {
			req.Flags.Presets, req.Flags.Select, req.Flags.Ignore = nil, []string{rule.ID}, nil
		}
	}
	outcome, err := Lint(ctx, req)
	if err != nil {
		return nil, err
	}
	var all []Waiver
	for _, s := range outcome.settings {
		for _, w := range s.Waivers() {
			all = append(all, Waiver{w.Rule, "settings", w.Scope(), w.Reason, w.Owner, w.Until, w.Span})
		}
	}
	seen := map[source.Span]bool{}
	for _, unit := range outcome.Units {
		for _, doc := range ignore.OfUnit(unit) {
			for _, d := range ignore.Parse(doc) {
				if seen[d.Span] {
					continue // of a file that is part of several projects
				}
				seen[d.Span] = true
				for _, rule := range d.Rules {
					all = append(all, Waiver{rule.Name, d.Source.String(), scopeOf(&d), d.Reason, "", d.Until, d.Span})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Waiver) int {
		return cmp.Or(cmp.Compare(a.Span.File.Path, b.Span.File.Path), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return all, nil
}

func scopeOf(d *ignore.Directive) string {
	switch d.Scope {
	case ignore.File:
		return "this file"
	case ignore.Stage:
		return "this stage"
	}
	return "here"
}
