package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// RepeatedLabel reports a label that a later one of the same stage replaces.
//
// Docker keeps the last value of a key. Whoever reads the first takes it for what the image says.
//
// # What to do
//
// Delete the earlier one.
var RepeatedLabel = define(lint.Rule{
	ID: "repeated-label", Title: "Label without effect", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/labels/no-duplicate-keys"},
	Refs:    []lint.Ref{lint.Doc("LABEL", "https://docs.docker.com/reference/dockerfile/#label")},
	Check:   lint.EachStage(checkRepeatedLabel),
})

func checkRepeatedLabel(p *lint.Pass, s *dockerfile.Stage) {
	last := map[string]dockerfile.Pair{}
	for i := len(s.Instructions) - 1; i >= 0; i-- {
		label, ok := s.Instructions[i].(*dockerfile.Label)
		if !ok {
			continue
		}
		for k := len(label.Pairs) - 1; k >= 0; k-- {
			pair := label.Pairs[k]
			key := p.Unit.Resolve(pair.Name, label)
			if !key.Known {
				continue
			}
			later, ok := last[key.Value]
			if !ok {
				last[key.Value] = pair
				continue
			}
			f := p.Report(pair.Span, "the label %s is set again in this stage; delete this one", key.Value).
				About(project.StageSubject(s)).Note(later.Name.Span, "this one takes effect")
			if edit, ok := dockerfile.PairDeletion(label, label.Pairs, k); ok {
				f.Offer("delete the label that has no effect", edit)
			}
		}
	}
}
