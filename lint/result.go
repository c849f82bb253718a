package lint

import (
	"cmp"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Result is what a run found.
type Result struct {
	// Findings are sorted by path, place, rule and key.
	Findings []Finding
	// Failures say what went wrong in plimsoll itself or could not be evaluated: the run is not to be trusted in full.
	Failures []Failure
	// Files is the number of files that were linted.
	Files int
	// Accepted are the findings that comments and settings silence, sorted as Findings are.
	Accepted []Accepted
	// Asked says of each kind of document how many there were and which rules were asked of them.
	Asked map[project.Kind]Asked
}

// Accepted is a finding that was silenced, with the reason that was given; empty without one.
type Accepted struct {
	Finding
	Reason string
}

// Asked says what was linted of one kind of document.
type Asked struct {
	Documents int
	rules     map[*Rule]bool
}

// Of reports whether a rule was asked of documents of the kind.
func (a Asked) Of(r *Rule) bool { return a.rules[r] }

// UniqueAccepted sorts silenced findings and drops those that say the same of the same place.
func UniqueAccepted(accepted []Accepted) []Accepted {
	slices.SortStableFunc(accepted, func(a, b Accepted) int { return compare(&a.Finding, &b.Finding) })
	return slices.CompactFunc(accepted, func(a, b Accepted) bool {
		return a.Rule == b.Rule && a.Span == b.Span && a.Key == b.Key
	})
}

// Ask notes that the rules were asked of so many more documents of a kind.
func (r *Result) Ask(kind project.Kind, documents int, rules []*Rule) {
	if r.Asked == nil {
		r.Asked = map[project.Kind]Asked{}
	}
	a := r.Asked[kind]
	if a.rules == nil {
		a.rules = make(map[*Rule]bool, len(rules))
	}
	a.Documents += documents
	for _, rule := range rules {
		a.rules[rule] = true
	}
	r.Asked[kind] = a
}

// Failure is a part of the run that did not happen.
type Failure struct {
	// Kind is "coverage" for something that was not read, "internal" for a fault of plimsoll.
	Kind    string
	Path    string      // relative to the root; empty where no file is concerned
	Span    source.Span // zero where there is no place
	Rule    string      // the rule that failed, for internal ones
	Message string
}

// The kinds of failures.
const (
	FailureCoverage = "coverage"
	FailureInternal = "internal"
)

// byPath compares files by their paths; most findings that are compared are of one file.
func byPath(a, b *source.File) int {
	if a == b {
		return 0
	}
	return cmp.Compare(a.Path, b.Path)
}

// Sort puts findings in the order of reports: path, place, rule, key. Findings of units that were sorted one by one mostly are
// in order already; where they are not, it is their places in the list that are sorted, since findings are large.
func Sort(findings []Finding) {
	if slices.IsSortedFunc(findings, func(a, b Finding) int { return compare(&a, &b) }) {
		return
	}
	order := make([]*Finding, len(findings))
	for i := range findings {
		order[i] = &findings[i]
	}
	slices.SortStableFunc(order, compare)
	sorted := make([]Finding, len(findings))
	for i, f := range order {
		sorted[i] = *f
	}
	copy(findings, sorted)
}

func compare(a, b *Finding) int {
	if c := cmp.Or(byPath(a.Span.File, b.Span.File), a.Span.Start-b.Span.Start, a.Span.End-b.Span.End); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Message, b.Message))
}
