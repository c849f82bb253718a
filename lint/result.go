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

// Sort puts findings in the order of reports: path, place, rule, key.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			byPath(a.Span.File, b.Span.File),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Rule.ID, b.Rule.ID),
			cmp.Compare(a.Key, b.Key),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
