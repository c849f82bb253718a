package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// StaleBaseLabel reports a label `org.opencontainers.image.base.digest` of what ships that is not the digest of its base:
// `FROM` names another digest or none.
//
// Scanners and policies read the label to find out which fixes an image has. A digest that was copied once, and never again,
// tells them about an image that is not in there.
//
// # What to do
//
// Let the build set the label, which BuildKit and `docker/metadata-action` can, or take the digest of both from one `ARG`.
var StaleBaseLabel = define(lint.Rule{
	ID: "stale-base-label", Title: "Label with the digest of another base", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/labels/no-stale-base-digest"},
	Refs: []lint.Ref{lint.Doc("OCI annotations",
		"https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys")},
	Check: lint.EachInstruction(checkStaleBaseLabel),
})

func checkStaleBaseLabel(p *lint.Pass, label *dockerfile.Label) {
	u := p.Unit
	if label.OnBuild() || !u.Ships(label.Stage()) {
		return
	}
	for _, pair := range label.Pairs {
		value := u.Resolve(pair.Value, label)
		if pair.Name.Value != "org.opencontainers.image.base.digest" || !value.Known || len(u.Builds) == 0 {
			continue
		}
		base := u.Builds[0].Image(label.Stage()).Base
		ref, err := image.Parse(base.Image.Text)
		if err == nil && base.Image.Known && ref.Digest != value.Value {
			p.Report(value.Text.Span, "the base of this image has another digest, or none that is written; let the build set it").
				About(project.StageSubject(label.Stage())).Note(base.Image.Text.Span, "the base")
		}
	}
}
