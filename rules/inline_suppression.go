package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InlineSuppression reports comments that silence findings, plimsoll's own and those of hadolint, BuildKit, Trivy and Checkov.
//
// It is for teams that have agreed to accept findings in `.plimsoll.yaml` only, where they are seen in one place. In such a
// team a comment is a way around the review. hadolint looks at its comments for single lines only; here the ones for stages
// and whole files are reported too, which silence more.
//
// The rule is in no preset but `all`, since a comment with a reason is mostly the best place for an exception.
//
// # What to do
//
// Mend the finding, or accept it under `ignore` in `.plimsoll.yaml`, with a reason and a last day. `inline-ignores: false`
// also takes the comments their effect.
var InlineSuppression = define(lint.Rule{
	ID: "inline-suppression", Title: "Comment that silences findings", Severity: lint.Info, Since: "0.1",
	Aliases: []string{"DL1001"},
	Check:   lint.EachUnit(checkInlineSuppression),
})

func checkInlineSuppression(p *lint.Pass, u *project.Unit) {
	for _, doc := range ignore.OfUnit(u) {
		for _, d := range ignore.Parse(doc) {
			if len(d.Rules) == 0 {
				continue
			}
			names := []string{d.Source.String()}
			for _, r := range d.Rules {
				names = append(names, r.Name)
			}
			p.Report(d.Span, "the comment silences %s; accept the finding in .plimsoll.yaml instead", d.Rules[0].Name).
				Keyed(strings.Join(names, " "))
		}
	}
}
