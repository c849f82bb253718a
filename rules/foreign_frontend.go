package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ForeignFrontend reports `# syntax=` directives that name another frontend than Docker's own.
//
// The frontend is a program that BuildKit fetches and runs before anything else of the build. It decides what the file
// means: whatever a reviewer reads below the line may be something else to it. It also sees the build's context and
// secrets.
//
// # What to do
//
// Delete the line, or use `# syntax=docker/dockerfile:1`.
//
// # When it is fine
//
// A frontend that your team has reviewed, pinned by its digest. List its source in `trusted-registries`, or ignore the
// finding with the reason.
var ForeignFrontend = define(lint.Rule{
	ID: "foreign-frontend", Title: "Build run by a foreign frontend", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.OWASP("13"), lint.CWE("829"),
		lint.Doc("Custom Dockerfile syntax", "https://docs.docker.com/build/buildkit/frontend/"),
	},
	Options: []lint.Option{
		{Name: "trusted", Default: []string{}, Doc: "the sources that frontends may come from, as patterns"},
	},
	Check: lint.EachImage(checkForeignFrontend),
})

func checkForeignFrontend(p *lint.Pass, use project.Image) {
	if !use.Known || use.Kind != image.SyntaxFrontend || image.Allowed(p.Strings("trusted"), use.Ref) {
		return
	}
	if use.Ref.Domain == "docker.io" && (use.Ref.Path == "docker/dockerfile" || use.Ref.Path == "docker/dockerfile-upstream") {
		return
	}
	p.Report(use.Ref.NameSpan(), "the frontend %s decides what this file means; use docker/dockerfile:1", use.Ref.Name())
}
