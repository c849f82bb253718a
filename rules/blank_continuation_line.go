package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BlankContinuationLine reports blank lines among those of one instruction.
//
// A line that ends in a backslash goes on in the next line that holds something. BuildKit skips the blank ones today and
// says that it will refuse them. Worse is a backslash that was left at the end of an instruction: it swallows the
// next instruction.
//
// Lines of comments among those of an instruction are fine.
//
// # What to do
//
// Delete the blank line, or the backslash in front of it where the instruction was to end there.
var BlankContinuationLine = define(lint.Rule{
	ID: "blank-continuation-line", Title: "Blank line inside an instruction", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"NoEmptyContinuation"},
	Refs:    []lint.Ref{lint.Doc("NoEmptyContinuation", "https://docs.docker.com/reference/build-checks/no-empty-continuation/")},
	Check:   lint.EachInstruction(checkBlankContinuationLine),
})

func checkBlankContinuationLine(p *lint.Pass, in dockerfile.Instruction) {
	for _, gap := range dockerfile.Gaps(in) {
		f := p.Report(gap.At, "the instruction goes on behind a blank line; delete the line, or this character").
			About(project.StageSubject(in.Stage())).Keyed(strings.ToUpper(in.Keyword().Value))
		var edits []lint.Edit
		for _, line := range gap.Lines {
			edits = append(edits, lint.Edit{Span: line})
		}
		if len(edits) < 100 {
			f.Offer("delete the blank lines", edits...)
		}
	}
}
