package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// CopiedIgnoredFile reports a source of `COPY` or `ADD` that the ignore file keeps out of the build context: there is
// nothing to copy, and the build fails, or copies less than it says.
//
// Where the ignore file has a line with `!`, BuildKit does not look, since a folder may be kept out and something in it be
// taken back in. Of a file that is there this rule knows better.
//
// # What to do
//
// Take the line out of `.dockerignore`, or take the file in again with a line that begins with `!`.
var CopiedIgnoredFile = define(lint.Rule{
	ID: "copied-ignored-file", Title: "Copied file kept out by the ignore file", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"CopyIgnoredFile"},
	Refs: []lint.Ref{
		lint.Doc("BuildKit: CopyIgnoredFile", "https://docs.docker.com/reference/build-checks/copy-ignored-file/"),
	},
	Check: lint.EachTransfer(checkCopiedIgnoredFile),
})

func checkCopiedIgnoredFile(p *lint.Pass, t project.Transfer) {
	for i := range t.Sources {
		if name, ok := t.Local(i); ok && p.Unit.InContext(func(c *project.BuildContext) bool { return c.KeepsOut(name) }) {
			p.Report(t.Sources[i].Span, "%s is kept out by the ignore file, so there is nothing to copy", t.Sources[i].Value).
				About(t.Subject)
		}
	}
}
