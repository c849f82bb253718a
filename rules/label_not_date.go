package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
)

// LabelNotDate reports labels that are to be a date and time and are none.
//
// The labels are those with the type `rfc3339` in `labels` of `.plimsoll.yaml`, such as `org.opencontainers.image.created`.
// Whoever sorts or cleans up images by them cannot read any other form. Values with variables that the build gives are not
// looked at.
//
// # What to do
//
// Write date, time and zone as RFC 3339 has them: `2026-09-01T12:00:00Z`. `date -u +%Y-%m-%dT%H:%M:%SZ` prints that.
var LabelNotDate = define(lint.Rule{
	ID: "label-not-date", Title: "Label that is no date and time", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3053"},
	Refs:    []lint.Ref{lint.Doc("RFC 3339", "https://www.rfc-editor.org/rfc/rfc3339")},
	Check:   lint.EachLabelOf(labelIsNo("time; write it as 2026-12-31T12:00:00Z"), label.Date),
})
