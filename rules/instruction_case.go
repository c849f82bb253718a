package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InstructionCase reports instructions that are written in another case than most of the file.
//
// All spellings work. In one case the instructions stand out from their arguments, and a search finds all of them.
//
// The case of the majority counts, capitals where there is none. BuildKit's own check leaves out an `ARG` in front of the
// first `FROM`.
//
// # What to do
//
// Write all instructions in capitals.
var InstructionCase = define(lint.Rule{
	ID: "instruction-case", Title: "Instructions in different case", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"ConsistentInstructionCasing"},
	Refs: []lint.Ref{
		lint.Doc("ConsistentInstructionCasing", "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"),
	},
	Check: lint.EachUnit(checkInstructionCase),
})

func checkInstructionCase(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile == nil {
		return
	}
	change := strings.ToUpper
	if u.Dockerfile.MostlyLower() {
		change = strings.ToLower
	}
	for _, in := range u.Dockerfile.Instructions {
		if _, unknown := in.(*dockerfile.Invalid); unknown {
			continue
		}
		if word := in.Keyword(); word.Value != change(word.Value) {
			edits := []lint.Edit{{Span: word.Span, New: change(word.Value)}}
			if from, ok := in.(*dockerfile.From); ok && from.As.Value != change(from.As.Value) {
				edits = append(edits, lint.Edit{Span: from.As.Span, New: change(from.As.Value)}) // which goes with FROM
			}
			p.Report(word.Span, "%s is written unlike most of the file; write %s", word.Value, change(word.Value)).
				About(project.StageSubject(in.Stage())).
				Offer("write "+change(word.Value), edits...)
		}
	}
}
