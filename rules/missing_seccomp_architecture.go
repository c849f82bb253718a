package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// MissingSeccompArchitecture reports seccomp profiles that name no architectures.
//
// The filter then holds for programs of the host's own architecture, and any call of a 32-bit program kills it. That is safe, and
// a surprise where an image still has such a program.
//
// # What to do
//
// Copy `archMap` from Docker's default profile, or set `"architectures"` to the one that was meant, so that it is said.
var MissingSeccompArchitecture = define(lint.Rule{
	ID: "missing-seccomp-architecture", Title: "Seccomp profile without architectures", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Check:   lint.EachSeccomp(checkMissingSeccompArchitecture),
})

func checkMissingSeccompArchitecture(p *lint.Pass, profile *seccomp.Profile) {
	if len(profile.Architectures) == 0 && len(profile.ArchMap) == 0 && profile.DefaultAction.Value != "" {
		p.Report(profile.Place(), "no architectures are named, so 32-bit programs are killed; copy archMap from Docker's default").
			Keyed("architectures")
	}
}
