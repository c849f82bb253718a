package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ShadowedImage reports places that name what looks like an official image, such as `FROM alpine`, and get a stage of the
// file that has taken its name.
//
// A name without a tag means a stage first. So `FROM debian AS alpine` turns each `FROM alpine` and `COPY --from=alpine`
// below it into that stage, and a reviewer who reads the line alone takes it for the image. `FROM scratch` is no
// exception.
//
// Not reported are stages that are called after the image they are built on, `FROM node:22 AS node`, and what is copied
// from a stage that builds something: it is likely to build the software it is called after.
//
// # What to do
//
// Give the stage a name that is not the name of an image: `alpine-base`.
var ShadowedImage = define(lint.Rule{
	ID: "shadowed-image", Title: "Stage in place of an image", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.CWE("1007"), lint.Doc("FROM", "https://docs.docker.com/reference/dockerfile/#from"),
	},
	Check: lint.EachUnit(checkShadowedImage),
})

func checkShadowedImage(p *lint.Pass, u *project.Unit) {
	for _, s := range u.Shadowed() {
		p.Report(s.At, "%s is a stage of this file and not the image; rename the stage", s.Name).
			About(s.Subject).Note(s.Stage.Name.Span, "the stage is named here")
	}
}
