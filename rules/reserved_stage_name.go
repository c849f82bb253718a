package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ReservedStageName reports stages that are called `scratch` or `context`.
//
// `FROM scratch` means an empty image, and `context` the files that the build is given. A stage of that name takes its
// place: BuildKit looks for a stage first, so `FROM scratch` below it builds on that stage, with everything in it.
//
// # What to do
//
// Give the stage another name.
var ReservedStageName = define(lint.Rule{
	ID: "reserved-stage-name", Title: "Reserved name for a stage", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3063", "ReservedStageName"},
	Refs: []lint.Ref{
		lint.Doc("ReservedStageName", "https://docs.docker.com/reference/build-checks/reserved-stage-name/"),
	},
	Check: lint.EachStage(checkReservedStageName),
})

func checkReservedStageName(p *lint.Pass, s *dockerfile.Stage) {
	switch strings.ToLower(s.Name.Value) {
	case "scratch", "context":
		p.Report(s.Name.Span, "%s is a reserved name, and this stage takes its place; choose another", s.Name.Value).
			About(project.StageSubject(s))
	}
}
