// Package rules holds the rules of plimsoll: one file a rule, named after it. A rule asks the models and reports; it reads
// no file and keeps no state.
package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
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
	if found := Named(id); len(found) > 0 {
		return found[0], true
	}
	return nil, false
}

// Named returns the rule with an id, or those that another tool's name for a check stands for, sorted by id. The code of a
// single finding, such as SC2086, stands for the rule that has it. Letter case plays no part.
func Named(name string) []*lint.Rule {
	sorted := All()
	if i := slices.IndexFunc(sorted, func(r *lint.Rule) bool { return strings.EqualFold(r.ID, name) }); i >= 0 {
		return sorted[i : i+1]
	}
	return slices.DeleteFunc(sorted, func(r *lint.Rule) bool {
		_, code := spell.Code(name, r.Codes)
		return !code && !slices.ContainsFunc(r.Aliases, func(alias string) bool { return spell.Means(name, alias) })
	})
}
