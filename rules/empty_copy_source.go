package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// EmptyCopySource reports `COPY --from=` a stage that begins with `FROM scratch` and puts nothing into it.
//
// There is no file to copy, so the build fails, or a pattern such as `/out/*` silently matches nothing.
//
// Copying `/` of an empty stage makes an empty folder, which some do on purpose; that is not reported.
//
// # What to do
//
// Copy from the stage that makes the file.
var EmptyCopySource = define(lint.Rule{
	ID: "empty-copy-source", Title: "Copy from an empty stage", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/copy-from-empty-scratch-stage"},
	Refs:    []lint.Ref{lint.Doc("Base images", "https://docs.docker.com/build/building/base-images/")},
	Check:   lint.EachUnit(checkEmptyCopySource),
})

func checkEmptyCopySource(p *lint.Pass, u *project.Unit) {
	var empty map[*dockerfile.Stage]bool
	for _, t := range u.Transfers() {
		c, ok := t.At.(*dockerfile.Copy)
		if !ok || c.Source == nil || c.Source.Index >= c.Stage().Index || t.Names("/") {
			continue
		}
		if empty == nil {
			empty = u.EmptyStages()
		}
		if empty[c.Source] {
			p.Report(c.From.Span, "stage %s holds no files; copy from the stage that makes them", c.From.Value).
				About(t.Subject)
		}
	}
}
