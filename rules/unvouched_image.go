package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnvouchedImage reports images that are neither Docker Official Images, nor from a well-known publisher, nor pinned
// by a digest. It is advice: anybody may push an image, and a name that looks like that of a project is not the
// project's.
//
// A list of `trusted-registries` in `.plimsoll.yaml` says what your team trusts; the rule is silent then.
//
// # What to do
//
// Check who publishes the image, then pin its digest, or name the source in `trusted-registries`.
var UnvouchedImage = define(lint.Rule{
	ID: "unvouched-image", Title: "Image that nobody vouches for", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Benchmark,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"DL3026"},
	Refs:      []lint.Ref{lint.CIS("4.2"), lint.OWASP("13"), lint.CWE("829")},
	Options:   []lint.Option{{Name: "trusted", Default: []string{}, Doc: "the sources that images may come from, as patterns"}},
	Duty:      lint.Doubts,
	Check:     lint.EachImage(checkUnvouchedImage),
})

func checkUnvouchedImage(p *lint.Pass, use project.Image) {
	if !use.Known || len(p.Strings("trusted")) > 0 {
		return // untrusted-registry decides
	}
	if !use.Ref.Official() && !use.Ref.Pinned() && !image.WellKnownPublisher(use.Ref) {
		p.Report(use.Ref.NameSpan(), "%s is neither official nor pinned; check who publishes it", use.Ref.Name()).
			About(use.Subject).Notes(use.Notes)
	}
}
