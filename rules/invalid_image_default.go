package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// InvalidImageDefault reports `FROM` with variables that, without any build argument, names no image.
//
// `ARG VERSION` and `FROM alpine:$VERSION` come to `alpine:`. Whoever runs a plain `docker build`, or a program that looks
// for new base images, gets an error that does not name the argument.
//
// # What to do
//
// Give the argument a default: `ARG VERSION=3.22`, or `FROM alpine:${VERSION:-3.22}`.
//
// # When it is fine
//
// Where no value would be right, and whoever builds is to be made to think. `${VERSION:?name a version}` says so better.
var InvalidImageDefault = define(lint.Rule{
	ID: "invalid-image-default", Title: "No image without build arguments", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"InvalidDefaultArgInFrom"},
	Refs: []lint.Ref{
		lint.Doc("InvalidDefaultArgInFrom", "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"),
	},
	Check: lint.EachUnit(checkInvalidImageDefault),
})

func checkInvalidImageDefault(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile == nil {
		return
	}
	defaults := u.Dockerfile.DefaultImages()
	for _, s := range u.Dockerfile.Stages {
		name, ok := defaults[s.Index]
		if !ok || name != "" && image.NewUse(source.Unplaced(name), image.From, true).Problem == nil {
			continue
		}
		what := "is empty"
		if name != "" {
			what = "is " + shown(name) + ", which is no image"
		}
		p.Report(s.From.Image.Span, "without build arguments this %s; give them defaults", what).
			About(project.StageSubject(s))
	}
}

// shown cuts a value from a file to what fits into a message.
func shown(value string) string {
	const most = 30
	if runes := []rune(value); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return value
}
