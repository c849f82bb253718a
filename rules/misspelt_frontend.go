package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MisspeltFrontend reports `# syntax=` directives that all but name Docker's own frontend, and those that name no image.
//
// BuildKit fetches the image that stands there and runs it. Whoever registers the misspelt name decides what the build
// does. A name that is no image stops the build.
//
// A frontend that is not Docker's own, misspelt or not, is the matter of `foreign-frontend`.
//
// # What to do
//
// Write `# syntax=docker/dockerfile:1`.
var MisspeltFrontend = define(lint.Rule{
	ID: "misspelt-frontend", Title: "Misspelt frontend", Severity: lint.Medium, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Aliases:   []string{"tally/syntax-directive-typo"},
	Refs: []lint.Ref{
		lint.CWE("1357"), lint.Doc("Custom Dockerfile syntax", "https://docs.docker.com/build/buildkit/frontend/"),
	},
	Check: lint.EachImage(checkMisspeltFrontend),
})

func checkMisspeltFrontend(p *lint.Pass, use project.Image) {
	if use.Kind != image.SyntaxFrontend {
		return
	}
	if use.Problem != nil {
		p.Report(use.Problem.Span.Visible(), "the frontend is no image: %s", use.Problem.Reason)
		return
	}
	if near := image.MeantFrontend(use.Ref); use.Known && near != "" {
		p.Report(use.Ref.NameSpan(), "the build runs the frontend %s; did you mean %s", use.Ref.Name(), near).
			OfferRisky("run Docker's own frontend, which may mean something else", lint.Edit{Span: use.Ref.NameSpan(), New: near})
	}
}
