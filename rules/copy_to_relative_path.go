package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// CopyToRelativePath reports `COPY` and `ADD` to a relative path where no `WORKDIR` of the file is in force.
//
// The path then begins at the working directory of the base image, whatever that is: an update of the base can move the
// files, and some bases have `/`, so that `COPY . .` fills the root of the image.
//
// A `WORKDIR` of a stage that this one is built on counts, as it does for BuildKit; an empty base image begins at `/`.
// The target is looked at as it comes out, so a variable that holds an absolute path is fine. Triggers of `ONBUILD` run
// elsewhere and are not reported.
//
// # What to do
//
//	WORKDIR /srv/app
//	COPY . .
var CopyToRelativePath = define(lint.Rule{
	ID: "copy-to-relative-path", Title: "Copy to wherever the base image is", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3045"},
	Refs:    []lint.Ref{lint.Doc("WORKDIR", "https://docs.docker.com/reference/dockerfile/#workdir")},
	Check:   lint.EachTransfer(checkCopyToRelativePath),
})

func checkCopyToRelativePath(p *lint.Pass, t project.Transfer) {
	if p.Unit.Adrift(&t) {
		p.Report(t.Dest.Span, "%s lies where the base image says; set WORKDIR first, or write an absolute path", t.Dest.Value).
			About(t.Subject).Keyed(t.Dest.Value)
	}
}
