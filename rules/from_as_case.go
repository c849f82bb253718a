package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// FromAsCase reports an `as` behind `FROM`, and an `AS` behind `from`.
//
// Both work. The two words belong together, and lines that are written alike are read faster. A keyword such as `From` is the
// matter of `instruction-case`.
//
// # What to do
//
// Write both in one case: `FROM golang:1.25 AS build`.
var FromAsCase = define(lint.Rule{
	ID: "from-as-case", Title: "AS and FROM in different case", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"FromAsCasing"},
	Refs:    []lint.Ref{lint.Doc("FromAsCasing", "https://docs.docker.com/reference/build-checks/from-as-casing/")},
	Check:   lint.EachInstruction(checkFromAsCase),
})

func checkFromAsCase(p *lint.Pass, in *dockerfile.From) {
	from, as := in.Keyword().Value, in.As.Value
	want := strings.ToUpper(as)
	if from == strings.ToLower(from) {
		want = strings.ToLower(as)
	} else if from != strings.ToUpper(from) {
		return
	}
	if as != want {
		p.Report(in.As.Span, "%s does not match the case of %s; write %s", as, from, want).
			About(project.StageSubject(in.Stage())).Offer("write "+want, lint.Edit{Span: in.As.Span, New: want})
	}
}
