package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnlistedLabel reports labels that your team has not agreed on.
//
// With `strict-labels: true` in `.plimsoll.yaml` the labels of `labels` are the only ones that images are to have. Of
// others, nobody knows who reads them; often they are misspelt. Without it the rule is silent.
//
// # What to do
//
// Correct the name, remove the label, or add it to `labels`.
var UnlistedLabel = define(lint.Rule{
	ID: "unlisted-label", Title: "Label that is not in the list", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3050"},
	Check:   lint.EachLabel(checkUnlistedLabel),
})

func checkUnlistedLabel(p *lint.Pass, l project.Label) {
	schema := p.Labels()
	if _, listed := schema.Types[l.Key.Value]; schema.Strict && l.Key.Known && !listed {
		p.Report(l.Name.Span, "label %s is none of those that images are to have", l.Key.Value).About(l.Subject)
	}
}
