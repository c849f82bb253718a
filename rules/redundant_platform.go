package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// RedundantPlatform reports `FROM --platform=$TARGETPLATFORM`.
//
// That is the platform which BuildKit takes anyway. The flag says nothing, and hides which stages are built for another
// platform on purpose.
//
// A file that gives `TARGETPLATFORM` a value of its own in front of the first `FROM` is left alone.
//
// # What to do
//
// Delete the flag.
var RedundantPlatform = define(lint.Rule{
	ID: "redundant-platform", Title: "Platform that is the default", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3065", "RedundantTargetPlatform"},
	Refs: []lint.Ref{
		lint.Doc("RedundantTargetPlatform", "https://docs.docker.com/reference/build-checks/redundant-target-platform/"),
	},
	Check: lint.EachStage(checkRedundantPlatform),
})

func checkRedundantPlatform(p *lint.Pass, s *dockerfile.Stage) {
	platform := s.From.Platform
	if platform.Value != "$TARGETPLATFORM" && platform.Value != "${TARGETPLATFORM}" {
		return
	}
	for _, arg := range p.Unit.Dockerfile.Meta {
		for _, pair := range arg.Pairs {
			if pair.HasValue && pair.Name.Value == "TARGETPLATFORM" {
				return
			}
		}
	}
	f := p.Report(platform.Span, "%s is the platform anyway; delete the flag", platform.Value).
		About(project.StageSubject(s))
	if edit, ok := s.From.FlagDeletion("platform"); ok {
		f.Offer("delete the flag", edit)
	}
}
