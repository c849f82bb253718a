// Package rules holds the rules of plimsoll: one file a rule, named after it. A rule asks the models and reports; it reads
// no file and keeps no state.
package rules

import (
	"cmp"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
)

var all []*lint.Rule

// define adds a rule to those of All and fills in what most rules share.
func define(r lint.Rule) *lint.Rule {
	if r.Precision == "" {
		r.Precision = lint.PrecisionVeryHigh
	}
	all = append(all, &r)
	return &r
}

// All returns the rules, sorted by id.
func All() []*lint.Rule {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b *lint.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return sorted
}

// Find returns the rule with an id or with a peer's id.
func Find(id string) (*lint.Rule, bool) {
	for _, r := range all {
		if r.ID == id {
			return r, true
		}
	}
	for _, r := range all {
		if slices.Contains(r.Aliases, id) {
			return r, true
		}
	}
	return nil, false
}
