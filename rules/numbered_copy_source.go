package rules

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// NumberedCopySource reports `COPY --from=0` and its like, which name a stage by its place in the file.
//
// A stage that is put in front of it moves all numbers, and the same line takes its files from another stage. Nothing says
// so if that stage has a file of the name.
//
// # What to do
//
//	FROM golang:1.26 AS build
//	FROM scratch
//	COPY --from=build /out/app /
var NumberedCopySource = define(lint.Rule{
	ID: "numbered-copy-source", Title: "Stage named by its number", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"KICS:Using Unnamed Build Stages"},
	Refs: []lint.Ref{
		lint.Doc("Name your build stages", "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"),
	},
	Check: lint.EachInstruction(checkNumberedCopySource),
})

func checkNumberedCopySource(p *lint.Pass, c *dockerfile.Copy) {
	if _, err := strconv.Atoi(c.From.Value); err != nil || c.Source == nil || c.OnBuild() ||
		c.Source.Index >= c.Stage().Index {
		return
	}
	name := c.Source.Name.Value
	if name == "" || p.Unit.Dockerfile.Stage(name) != c.Source {
		p.Report(c.From.Span, "stage %s is named by its place; give it a name with AS and copy from that", c.From.Value).
			About(project.StageSubject(c.Stage()))
		return
	}
	p.Report(c.From.Span, "stage %s is named by its place; copy from %s", c.From.Value, name).
		About(project.StageSubject(c.Stage())).
		Offer("copy from "+name, lint.Edit{Span: c.From.Span, New: name})
}
