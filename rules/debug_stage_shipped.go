package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DebugStageShipped reports services for production that build a stage named for development, tests or debugging, by `target` or
// because it is the last one of the Dockerfile.
//
// Such a stage has package managers, compilers and debuggers that help an attacker on, and mostly runs as root. Without `target`
// the last stage of the file is built, whatever the others are called.
//
// Names decide, so this is a guess: `dev`, `test`, `debug`, `ci` and `local` in the name of the stage; and `prod` or
// `production` in that of a Compose file or a profile, or as the value of a variable such as `NODE_ENV`.
//
// # What to do
//
// Name the stage that is to ship as `target`, or move it to the end of the Dockerfile.
var DebugStageShipped = define(lint.Rule{
	ID: "debug-stage-shipped", Title: "Stage for debugging in production", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("4.3"), lint.Doc("target", "https://docs.docker.com/reference/compose-file/build/#target")},
	Check:     lint.EachStack(checkDebugStageShipped),
})

func checkDebugStageShipped(p *lint.Pass, s *project.Stack) {
	if !s.DebugStage(p.Unit) {
		return
	}
	at, b := s.Service.Build.Key.Span, s.Service.Build
	if b.Target.Set && b.Target.Known {
		at = b.Target.Span()
	}
	p.Report(at, "%s is for production and builds the stage %s; build the one that is to ship", s.Container.Name, s.Container.Stage).
		About(s.Container.Subject).Keyed(s.Container.Stage).Note(s.Image.Stage.Name.Span, "this stage is built")
}
