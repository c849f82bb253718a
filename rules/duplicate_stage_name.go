package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DuplicateStageName reports stages that take the name of an earlier one.
//
// From there on the name means the later stage: for `FROM` below it, and for `COPY --from`, `RUN --mount=from=` and
// `--target` everywhere. The earlier stage can only be reached by its number, so what a reader takes from one stage comes
// from another. BuildKit compares names without case, so `Build` and `build` are one name; checks that compare the bytes
// miss that.
//
// # What to do
//
// Give each stage a name of its own.
var DuplicateStageName = define(lint.Rule{
	ID: "duplicate-stage-name", Title: "Two stages of one name", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3024", "DuplicateStageName", "DS-0012", "CKV_DOCKER_11", "alias-must-be-unique",
		"KICS:Same Alias In Different Froms",
	},
	Refs: []lint.Ref{
		lint.Doc("Name your build stages", "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"),
	},
	Check: lint.EachStage(checkDuplicateStageName),
})

func checkDuplicateStageName(p *lint.Pass, s *dockerfile.Stage) {
	if s.Replaces != nil {
		p.Report(s.Name.Span, "an earlier stage is called %s too, and is out of reach; rename one", s.Name.Value).
			About(project.StageSubject(s)).Note(s.Replaces.Name.Span, "the earlier stage")
	}
}
