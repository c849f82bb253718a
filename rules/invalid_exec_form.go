package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InvalidExecForm reports arguments that are meant to be a JSON array and are none.
//
// BuildKit does not complain. It hands the text to a shell, brackets and all: `CMD ['app', '-v']` looks for a program of the name
// `[app,`. With `COPY`, `ADD` and `VOLUME` the brackets become part of the paths.
//
// hadolint and BuildKit see the shell form in `CMD` and `ENTRYPOINT` and advise an array (DL3025, JSONArgsRecommended), which
// somebody has written already; here it is this rule that says what is wrong with it.
//
// Not reported are the test `[ -f x ]` of the shell and patterns such as `COPY [a-z]* /x`.
//
// # What to do
//
// Use double quotes around each word and a comma between any two: `CMD ["app", "--flag"]`.
var InvalidExecForm = define(lint.Rule{
	ID: "invalid-exec-form", Title: "Array that is not valid JSON", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3025", "JSONArgsRecommended", "tally/invalid-json-form"},
	Refs:    []lint.Ref{lint.Doc("Shell and exec form", "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form")},
	Check:   lint.EachInstruction(checkInvalidExecForm),
})

func checkInvalidExecForm(p *lint.Pass, in dockerfile.Instruction) {
	broken, ok := dockerfile.Broken(in)
	if !ok {
		return
	}
	f := p.Report(broken.At, "this is no JSON array, and %s takes it for plain text: %s",
		strings.ToUpper(in.Keyword().Value), broken.Reason).
		About(project.StageSubject(in.Stage())).Keyed(strings.ToUpper(in.Keyword().Value), broken.Reason)
	if broken.Mended != "" && len(broken.Text.Span.FirstLine().Bytes()) == broken.Text.Span.Len() {
		f.OfferRisky("make it an array, which no shell reads any more", lint.Edit{Span: broken.Text.Span, New: broken.Mended})
	}
}
