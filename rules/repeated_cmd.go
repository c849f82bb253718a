package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// RepeatedCmd reports a `CMD` that a later one of the same stage replaces.
//
// Docker keeps the last one only. Whoever reads the first takes it for what runs.
//
// The place is the instruction that has no effect. hadolint reports the later one, which is the one that counts.
//
// # What to do
//
// Delete the earlier one. Where both were meant to run, start them from one script.
var RepeatedCmd = define(lint.Rule{
	ID: "repeated-cmd", Title: "CMD without effect", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL4003", "MultipleInstructionsDisallowed", "DS-0016", "multiple-cmd-instructions", "KICS:Multiple CMD Instructions Listed",
	},
	Refs: []lint.Ref{
		lint.Doc("MultipleInstructionsDisallowed", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"),
	},
	Check: lint.EachStage(checkRepeated[*dockerfile.Cmd]),
})

// checkRepeated reports the instructions of a type that a later one of the stage takes the effect of.
func checkRepeated[T dockerfile.Instruction](p *lint.Pass, s *dockerfile.Stage) {
	var last dockerfile.Instruction
	for i := len(s.Instructions) - 1; i >= 0; i-- {
		in, ok := s.Instructions[i].(T)
		if !ok {
			continue
		}
		if last == nil {
			last = in
			continue
		}
		word := in.Keyword()
		f := p.Report(word.Span, "this %s has no effect: a later one of the stage replaces it; delete it", strings.ToUpper(word.Value)).
			About(project.StageSubject(s)).Note(last.Keyword().Span, "this one takes effect")
		if edit, ok := dockerfile.Deletion(in); ok {
			f.Offer("delete the instruction that has no effect", edit)
		}
	}
}
