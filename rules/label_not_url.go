package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// LabelNotURL reports labels that are to be URLs and are none.
//
// The labels are those with the type `url` in `labels` of `.plimsoll.yaml`. A URL has a scheme: `example.com/docs` is a path,
// and `git@example.com:acme/app.git` is an address that only Git understands. Values with variables that the build gives are
// not looked at.
//
// # What to do
//
// Write the whole URL: `https://example.com/docs`.
var LabelNotURL = define(lint.Rule{
	ID: "label-not-url", Title: "Label that is no URL", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3052"},
	Refs:    []lint.Ref{lint.Doc("RFC 3986", "https://www.rfc-editor.org/rfc/rfc3986")},
	Check:   lint.EachLabelOf(labelIsNo("URL; write one with its scheme"), label.URL),
})

// labelIsNo returns the check of labels whose value is to be of a type; what says of one that is not what it is no ... of.
func labelIsNo(what string) func(*lint.Pass, project.Label) {
	return func(p *lint.Pass, l project.Label) {
		value := l.Content
		if value.Known && value.Value != "" && !p.Labels().Types[l.Key.Value].Accepts(value.Value) {
			p.Report(l.Value.Span, "label %s is no %s", l.Key.Value, what).About(l.Subject)
		}
	}
}
