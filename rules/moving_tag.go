package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MovingTag reports images whose tag will name a different image tomorrow: `latest`, `stable`, `edge`, `nightly`,
// `main` and their like.
//
// A build that passed today takes in whatever is pushed under the tag next, without a change in your repository that
// anyone could review.
//
// Looked at are `FROM`, `COPY --from`, `RUN --mount=from=`, `image:` and `additional_contexts`, with variables
// resolved. A digest beside the tag decides, so such an image is not reported, and what nobody builds any more does not
// move.
//
// # What to do
//
// Name a version, or add the digest: `alpine:3.22@sha256:...`.
var MovingTag = define(lint.Rule{
	ID: "moving-tag", Title: "Image tag that moves", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Hadolint | lint.Benchmark,
	Aliases: []string{"DL3007", "DS-0001", "CKV_DOCKER_7", "CL-0004", "avoid-latest-version", "KICS:Image Version Using 'latest'"},
	Refs:    []lint.Ref{lint.CIS("5.28"), lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachImage(checkMovingTag),
})

func checkMovingTag(p *lint.Pass, use project.Image) {
	if !use.Known || use.Kind == image.SyntaxFrontend || !use.Ref.Tagged() || !use.Ref.Moves() {
		return
	}
	end, ended := image.Ended(use.Ref)
	ended = ended && end.Kind != image.Superseded || len(image.EndOfLife(use.Ref, p.Now)) > 0 // node:lts-buster
	if !ended {
		p.Report(use.Ref.TagSpan(), "%s moves; pin a version or a digest", use.Ref.Familiar()).
			About(use.Subject).Notes(use.Notes)
	}
}
