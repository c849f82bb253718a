package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnreachableStage reports stages that no build can run: neither the last stage nor one that a Compose file in sight builds
// needs them, and they have no name by which another build could ask for them, or a later stage has taken it.
//
// BuildKit skips such a stage. What it tests or verifies is not tested, and what it sets up is not in the image; often a
// second `FROM` was written by mistake, and all above it is lost.
//
// A stage with a name may be the target of `docker build --target`, or be copied from by a trigger that the base image
// holds; other tools report these as well. Nothing is said where the base of a needed stage is made of variables that are
// not known, since it may be any stage.
//
// # What to do
//
// Delete the stage, copy from it, or give it a name if it is a target.
var UnreachableStage = define(lint.Rule{
	ID: "unreachable-stage", Title: "Stage that nothing builds", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/no-unreachable-stages"},
	Refs:      []lint.Ref{lint.CWE("561")},
	Check:     lint.EachUnit(checkUnreachableStage),
})

func checkUnreachableStage(p *lint.Pass, u *project.Unit) {
	for _, s := range u.Unreachable() {
		at := s.Name.Span
		if at.IsZero() {
			at = s.From.Image.Span
		}
		if at.Len() > 0 {
			p.Report(at, "no build can reach this stage; delete it, copy from it, or give it a name of its own").
				About(project.StageSubject(s)).Keyed("stage")
		}
	}
}
