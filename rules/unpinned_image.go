package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnpinnedImage reports images that are not pinned by a digest.
//
// A tag is a name that its owner, or whoever stole the owner's password, may move at any time. A digest is the content
// itself.
//
// # What to do
//
// Append the digest, and let a tool such as Renovate or Dependabot move it: `alpine:3.22@sha256:...`.
//
// # When it is fine
//
// Where rebuilding with the newest patch release matters more than repeating a build. So the rule is not on by
// default.
var UnpinnedImage = define(lint.Rule{
	ID: "unpinned-image", Title: "Image without a digest", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"CL-0019", "dockerfile-source-not-pinned"},
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachImage(checkUnpinnedImage),
})

func checkUnpinnedImage(p *lint.Pass, use project.Image) {
	if use.Known && !use.Ref.Pinned() {
		p.Report(use.Ref.Text.Span, "%s may be replaced in the registry; pin its digest", use.Ref.Familiar()).
			About(use.Subject).Notes(use.Notes)
	}
}
