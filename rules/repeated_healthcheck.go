package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// RepeatedHealthcheck reports a `HEALTHCHECK` that a later one of the same stage replaces.
//
// Docker keeps the last one only, with its flags: what the first one asks for is never asked.
//
// The place is the instruction that has no effect. hadolint reports the later one, which is the one that counts.
//
// # What to do
//
// Delete the earlier one. Where both were meant, ask both questions in one command.
var RepeatedHealthcheck = define(lint.Rule{
	ID: "repeated-healthcheck", Title: "HEALTHCHECK without effect", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3012", "MultipleInstructionsDisallowed", "DS-0023"},
	Refs: []lint.Ref{
		lint.Doc("MultipleInstructionsDisallowed", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"),
	},
	Check: lint.EachStage(checkRepeated[*dockerfile.Healthcheck]),
})
