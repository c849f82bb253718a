package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// StageNameCase reports names of stages with capital letters.
//
// BuildKit compares names without case in `COPY --from` and `--target`, but takes `FROM Build` for an image, since it has
// written the name of the stage in lower case. Names in lower case mean the same everywhere.
//
// # What to do
//
// Write the name in lower case. References to it may stay.
var StageNameCase = define(lint.Rule{
	ID: "stage-name-case", Title: "Stage name with capital letters", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"StageNameCasing"},
	Refs:    []lint.Ref{lint.Doc("StageNameCasing", "https://docs.docker.com/reference/build-checks/stage-name-casing/")},
	Check:   lint.EachStage(checkStageNameCase),
})

func checkStageNameCase(p *lint.Pass, s *dockerfile.Stage) {
	if lower := strings.ToLower(s.Name.Value); lower != s.Name.Value {
		p.Report(s.Name.Span, "the stage %s has capital letters; call it %s", s.Name.Value, lower).
			About(project.StageSubject(s)).Offer("write the name in lower case", lint.Edit{Span: s.Name.Span, New: lower})
	}
}
