package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UntaggedImage reports images that are named with neither a tag nor a digest.
//
// Docker then takes `latest`: whatever was pushed last. Two builds of one commit differ, and an image that is
// replaced in the registry runs without anyone having changed a line.
//
// Looked at are `FROM`, `COPY --from`, `RUN --mount=from=`, `image:` and `additional_contexts`, with variables
// resolved. The name of a stage is no image, and where a variable is not known, nothing is said. In `host:5000/image` the number
// is a port, which some tools take for a tag.
//
// # What to do
//
// Name a version: `alpine:3.22`. Better still, pin the digest too.
var UntaggedImage = define(lint.Rule{
	ID: "untagged-image", Title: "Image without a tag", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Hadolint | lint.Benchmark,
	Aliases: []string{
		"DL3006", "DS-0001", "CKV_DOCKER_7", "CL-0004", "missing-image-version", "service-image-require-explicit-tag",
		"KICS:Image Version Not Explicit",
	},
	Refs:  []lint.Ref{lint.CIS("5.28"), lint.OWASP("13"), lint.CWE("1357")},
	Check: lint.EachImage(checkUntaggedImage),
})

func checkUntaggedImage(p *lint.Pass, use project.Image) {
	if use.Known && use.Kind != image.SyntaxFrontend && !use.Ref.Tagged() && !use.Ref.Pinned() {
		p.Report(use.Ref.NameSpan(), "%s has no tag, so it means latest; name a version", use.Ref.Familiar()).
			About(use.Subject).Notes(use.Notes)
	}
}
