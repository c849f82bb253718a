package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
)

// LabelNotVersion reports labels that are to be a semantic version and are none.
//
// The labels are those with the type `semver` in `labels` of `.plimsoll.yaml`, such as `org.opencontainers.image.version`. A
// version has three numbers and no `v` in front: tools that compare versions refuse `1.2` and `v1.2.3`, or put them in a wrong
// order. Values with variables that the build gives are not looked at.
//
// # What to do
//
// Write `1.2.3`, with `-rc.1` or `+build` behind it where that is meant.
var LabelNotVersion = define(lint.Rule{
	ID: "label-not-version", Title: "Label that is no semantic version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3056"},
	Refs:    []lint.Ref{lint.Doc("Semantic Versioning 2.0.0", "https://semver.org/spec/v2.0.0.html")},
	Check:   lint.EachLabelOf(labelIsNo("semantic version; write it as 1.2.3"), label.Version),
})
