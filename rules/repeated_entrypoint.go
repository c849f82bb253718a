package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// RepeatedEntrypoint reports an `ENTRYPOINT` that a later one of the same stage replaces.
//
// Docker keeps the last one only. Whoever reads the first takes it for what runs. An entrypoint that drops privileges, or
// checks its arguments, may be lost that way.
//
// The place is the instruction that has no effect. hadolint reports the later one, which is the one that counts.
//
// # What to do
//
// Delete the earlier one. Where both were meant to run, start them from one script.
var RepeatedEntrypoint = define(lint.Rule{
	ID: "repeated-entrypoint", Title: "ENTRYPOINT without effect", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL4004", "MultipleInstructionsDisallowed", "DS-0007", "multiple-entrypoint-instructions",
		"KICS:Multiple ENTRYPOINT Instructions Listed",
	},
	Refs: []lint.Ref{
		lint.Doc("MultipleInstructionsDisallowed", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"),
	},
	Check: lint.EachStage(checkRepeated[*dockerfile.Entrypoint]),
})
