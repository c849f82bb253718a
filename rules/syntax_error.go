package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SyntaxError reports what no reader of the file can make sense of: broken YAML, an unterminated heredoc, bytes that
// are no text.
//
// What cannot be read cannot be judged, and a gate must not be green over it. Everything around the place is still
// linted.
//
// # What to do
//
// Mend the place. The message says what was expected.
var SyntaxError = define(lint.Rule{
	ID: "syntax-error", Title: "File that breaks its grammar", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Aliases: []string{"DL1000", "CL-0000", "invalid-yaml"},
	Check:   lint.Problems(source.Malformed),
	Duty:    lint.Refusals,
})
