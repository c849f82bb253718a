package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// EmptySeccompProfile reports seccomp profiles that filter nothing: without a default action and without rules.
//
// Docker takes such a profile for none. It starts the container without a filter and says nothing, so that a profile that is empty, or
// whose `defaultAction` is misspelt, is worse than no profile: Docker's own one would have held. A container then makes any system
// call, among them those that most escapes need.
//
// # What to do
//
// Delete the profile where it is named, so that Docker's default holds, or begin with a copy of the default.
var EmptySeccompProfile = define(lint.Rule{
	ID: "empty-seccomp-profile", Title: "Seccomp profile that filters nothing", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachSeccomp(checkEmptySeccompProfile),
})

func checkEmptySeccompProfile(p *lint.Pass, profile *seccomp.Profile) {
	if profile.FiltersNothing() {
		p.Report(profile.Place(), "the profile has no default action and no rules, so Docker filters nothing").Keyed("profile")
	}
}
