package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnknownWord reports instructions of Dockerfiles and keys of Compose files that do not exist, with the nearest one
// that does.
//
// Docker refuses the file. Older tools drop what they do not know, and with it the hardening that was meant:
// `securty_opt` secures nothing.
//
// # What to do
//
// Correct the spelling. Keys of your own begin with `x-`.
var UnknownWord = define(lint.Rule{
	ID: "unknown-word", Title: "Instruction or key that does not exist", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Aliases: []string{"DL1000", "invalid-schema", "tally/unknown-instruction", "tally/invalid-onbuild-trigger"},
	Check:   lint.Problems(source.UnknownName),
	Duty:    lint.Refusals,
})
