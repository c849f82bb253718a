package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MissingLabel reports Dockerfiles whose image lacks a label that your team has agreed on.
//
// The labels are `labels` in `.plimsoll.yaml`, each with what its value is:
//
//	labels:
//	  org.opencontainers.image.source: url
//	  org.opencontainers.image.licenses: spdx
//
// The image is that of the last stage, with the labels of the stages that it is built on. What other stages lack is no
// matter: they do not ship. Nor do labels of the base image count, since they speak of the base image. Without
// `labels` the rule is silent.
//
// # What to do
//
// Add the label to the last stage. A value that only the build knows goes through an `ARG`:
//
//	ARG REVISION
//	LABEL org.opencontainers.image.revision=$REVISION
//
// # When it is fine
//
// Your pipeline adds the label by `docker build --label`, which no file shows. Then leave it out of `labels`.
var MissingLabel = define(lint.Rule{
	ID: "missing-label", Title: "Label that the image is to have is missing", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3049"},
	Check:   lint.EachUnit(checkMissingLabel),
})

func checkMissingLabel(p *lint.Pass, u *project.Unit) {
	schema := p.Labels()
	if len(schema.Types) == 0 {
		return
	}
	have, complete := u.ShippedLabels()
	if !complete {
		return
	}
	stage := u.Final().Stage
	for _, name := range schema.Names() {
		if _, ok := have[name]; !ok {
			p.Report(stage.From.Image.Span, "the image has no label %s; add it to this stage", name).
				About(project.StageSubject(stage)).Keyed(name)
		}
	}
}
