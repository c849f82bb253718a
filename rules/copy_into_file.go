package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// CopyIntoFile reports `COPY` and `ADD` with several sources and a destination that does not end in a slash.
//
// Unless a folder of that name is there already, BuildKit copies the first file under the name of the destination, and then
// each further one over it: of `COPY package.json yarn.lock /app` only `yarn.lock` is left, as a file called `/app`. The
// builder of before BuildKit refused such a line; BuildKit says nothing. Sources that are folders all are merged, with the
// slash and without.
//
// Not reported are a working directory and the folders above it, which are there, a first source that is written as a folder,
// and destinations that hold a variable of unknown value. The others look at `COPY` alone and at the text.
//
// # What to do
//
// End the destination in a slash: `COPY package.json yarn.lock /app/`.
var CopyIntoFile = define(lint.Rule{
	ID: "copy-into-file", Title: "Several files copied over one another", Severity: lint.Info, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene | lint.Hadolint,
	Aliases:   []string{"DL3021", "DS-0011", "KICS:Copy With More Than Two Arguments Not Ending With Slash"},
	Refs:      []lint.Ref{lint.Doc("COPY: destination", "https://docs.docker.com/reference/dockerfile/#destination")},
	Check:     lint.EachTransfer(checkCopyIntoFile),
})

func checkCopyIntoFile(p *lint.Pass, t project.Transfer) {
	dest := p.Unit.Resolve(t.Dest, t.At)
	if len(t.Sources)+len(t.Heredocs) < 2 || !dest.Known || dest.Value == "" || p.Unit.MakesFolder(t) {
		return
	}
	name := "COPY"
	if _, add := t.At.(*dockerfile.Add); add {
		name = "ADD"
	}
	f := p.Report(t.Dest.Span, "unless %s is a folder, %s writes all files over one another; end it in a slash", shown(dest.Value), name).
		About(t.Subject).Notes(dest.Notes)
	if strings.TrimRight(t.Dest.Value, "/") == t.Dest.Value && t.Dest.At(0, len(t.Dest.Value)).Len() == len(t.Dest.Value) {
		f.Offer("end the destination in a slash", lint.Edit{Span: t.Dest.At(len(t.Dest.Value), len(t.Dest.Value)), New: "/"})
	}
}
