package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
)

// LabelNotEmail reports labels that are to be an address of mail and are none.
//
// The labels are those with the type `email` in `labels` of `.plimsoll.yaml`. Whoever finds a fault in the image writes there.
// The form with a name counts: `Jane Roe <jane@example.com>`. Values with variables that the build gives are not looked at.
//
// # What to do
//
// Write one whole address, best that of a team.
var LabelNotEmail = define(lint.Rule{
	ID: "label-not-email", Title: "Label that is no address of mail", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3058"},
	Refs:    []lint.Ref{lint.Doc("RFC 5322", "https://www.rfc-editor.org/rfc/rfc5322")},
	Check:   lint.EachLabelOf(labelIsNo("address of mail; write one as team@example.com"), label.Email),
})
