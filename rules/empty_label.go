package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// EmptyLabel reports labels that your team has agreed on, and that have no value.
//
// An empty label passes any check for its presence and says nothing. Only those that `labels` in `.plimsoll.yaml` names are
// looked at. A value that comes from an `ARG` is not reported, whatever the default: it is there for the build to
// give.
//
// # What to do
//
// Give the label its value.
var EmptyLabel = define(lint.Rule{
	ID: "empty-label", Title: "Label without a value", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3051"},
	Check:   lint.EachLabelOf(checkEmptyLabel, label.Types...),
})

func checkEmptyLabel(p *lint.Pass, l project.Label) {
	if l.Content.Known && l.Content.Value == "" {
		p.Report(l.Span, "label %s is empty; give it a value", l.Key.Value).About(l.Subject)
	}
}
