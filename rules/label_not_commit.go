package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
)

// LabelNotCommit reports labels that are to be the hash of a commit and are none.
//
// The labels are those with the type `hash` in `labels` of `.plimsoll.yaml`, such as `org.opencontainers.image.revision`. A
// branch or a tag does not lead back to the source once it has moved. A hash has 7 to 40 hexadecimal digits, or 64 in a
// repository with SHA-256: Git shortens to more than 7 digits where there are many commits, which hadolint takes for wrong.
// Values with variables that the build gives are not looked at.
//
// # What to do
//
// Pass the hash to the build: `docker build --build-arg REVISION=$(git rev-parse HEAD)`.
var LabelNotCommit = define(lint.Rule{
	ID: "label-not-commit", Title: "Label that is no commit", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3055"},
	Refs:    []lint.Ref{lint.Doc("OCI annotations", "https://github.com/opencontainers/image-spec/blob/main/annotations.md")},
	Check:   lint.EachLabelOf(labelIsNo("hash of a commit; pass one by an ARG"), label.Commit),
})
