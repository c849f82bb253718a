package lint

import (
	"cmp"
	"slices"

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
