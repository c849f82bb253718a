package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SpacedKeyValue reports `ENV name value` and `LABEL name value`, without an equals sign.
//
// Everything behind the name is the value: `ENV HOST web PORT=80` sets no `PORT`, but a `HOST` that is `web PORT=80`. Docker
// warns that the form may go away.
//
// # What to do
//
// Write `ENV name=value`, with quotes around a value that holds blanks.
var SpacedKeyValue = define(lint.Rule{
	ID: "spaced-key-value", Title: "Name and value without an equals sign", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"LegacyKeyValueFormat"},
	Refs:    []lint.Ref{lint.Doc("LegacyKeyValueFormat", "https://docs.docker.com/reference/build-checks/legacy-key-value-format/")},
	Check:   lint.EachInstruction(checkSpacedKeyValue),
})

func checkSpacedKeyValue(p *lint.Pass, in dockerfile.Instruction) {
	var pairs []dockerfile.Pair
	switch in := in.(type) {
	case *dockerfile.Env:
		if in.Legacy {
			pairs = in.Pairs
		}
	case *dockerfile.Label:
		if in.Legacy {
			pairs = in.Pairs
		}
	}
	for _, pair := range pairs {
		f := p.Report(pair.Name.Span, "%s is written without an equals sign; write %s=...",
			strings.ToUpper(in.Keyword().Value), pair.Name.Value).About(project.StageSubject(in.Stage()))
		if edits, ok := dockerfile.Equals(in, pair); ok {
			f.Offer("write the pair with an equals sign", edits...)
		}
	}
}
