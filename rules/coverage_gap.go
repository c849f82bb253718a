package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// CoverageGap reports files and parts of projects that were not read, so that nothing is known of them: an included
// file that is missing or lies elsewhere on the network, a path that leaves the project, a file that is too large.
//
// The run then ends with exit code 2 even if there is no other finding: what was not read must not count as clean.
//
// # What to do
//
// Bring the file into the repository, or lint it where it lies. If the gap is meant, ignore this finding at its
// place.
var CoverageGap = define(lint.Rule{
	ID: "coverage-gap", Title: "Part that was not read", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Check:   lint.Problems(source.Unread),
	Duty:    lint.Gaps,
})
