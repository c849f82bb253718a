package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// RefusedSetting reports what is well-formed but refused by the program that reads it: BuildKit does not build the
// file, or Compose does not load the project.
//
// A project that does not load protects nobody, and hides what else is in it. Everything around the place is still
// linted.
//
// # What to do
//
// Mend the place. The message says what is refused.
var RefusedSetting = define(lint.Rule{
	ID: "refused-setting", Title: "Setting that Docker refuses", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Aliases: []string{
		"DL1000", "invalid-schema", "DL3061", "tally/require-stages", "tally/circular-stage-deps",
		// ports that are none
		"DL3011", "DS-0008", "invalid-port", "KICS:UNIX Ports Out Of Range",
		// COPY --from the stage itself
		"DL3023", "DS-0006", "copy-from-own-alias", "KICS:COPY '--from' References Current FROM Alias",
		// ONBUILD of what may not stand there
		"DL3043", "tally/invalid-onbuild-trigger",
	},
	Check: lint.Problems(source.Refused),
	Duty:  lint.Refusals,
})
