package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
)

// StaleIgnore reports comments that are to silence a finding and do not: they name no rule or one that does not
// exist, their date has passed, or there is nothing to silence.
//
// A comment that outlives its reason silences the next finding at its place, which nobody has looked at.
//
// # What to do
//
// Delete the comment, or correct the rule that it names. Comments for other tools are not reported.
var StaleIgnore = define(lint.Rule{
	ID: "stale-ignore", Title: "Ignore comment that does nothing", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Duty:    lint.StaleComments,
})
