package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BuildTrigger reports `ONBUILD` instructions that run or copy something.
//
// The instruction takes effect in the builds of others, where nothing shows it: whoever writes `FROM` with this image gets
// a command that is not in their file, and that runs before the first line of it. Later readers and scanners of that
// Dockerfile do not see it either.
//
// # What to do
//
// Put the instruction into the Dockerfiles that need it, or into a template of them.
//
// # When it is fine
//
// Images whose documentation promises just that, such as builders of a team.
var BuildTrigger = define(lint.Rule{
	ID: "build-trigger", Title: "Instruction hidden in other builds", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.Doc("ONBUILD", "https://docs.docker.com/reference/dockerfile/#onbuild")},
	Check:   lint.EachInstruction(checkBuildTrigger),
})

func checkBuildTrigger(p *lint.Pass, on *dockerfile.OnBuild) {
	switch on.Trigger.(type) {
	case *dockerfile.Run, *dockerfile.Copy, *dockerfile.Add, *dockerfile.User:
		p.Report(on.Keyword().Span, "%s runs unseen in every build on this image; write it there",
			strings.ToUpper(on.Trigger.Keyword().Value)).
			About(project.StageSubject(on.Stage())).Keyed(on.Trigger.Keyword().Value)
	}
}
