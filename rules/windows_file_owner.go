package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WindowsFileOwner reports `--chown` and `--chmod` of COPY and ADD in an image of Windows.
//
// Owners and modes of Linux have no meaning there, so the files keep the access that they get from their folder. Whoever
// reads the line believes that others may not write or read them.
//
// # What to do
//
// Leave the flag out, and set access with `icacls` in a RUN where it matters.
var WindowsFileOwner = define(lint.Rule{
	ID: "windows-file-owner", Title: "Owner of a file on Windows", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/windows/no-chown-flag"},
	Refs: []lint.Ref{
		lint.Doc("COPY --chown --chmod", "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"),
	},
	Check: lint.EachTransfer(checkWindowsFileOwner),
})

func checkWindowsFileOwner(p *lint.Pass, t project.Transfer) {
	if t.Chown.IsZero() && t.Chmod.IsZero() || t.At.OnBuild() || !p.Unit.OnWindows(t.At.Stage()) {
		return
	}
	for _, flag := range t.At.Flags() {
		name := flag.Name.Value
		if name != "chown" && name != "chmod" {
			continue
		}
		f := p.Report(flag.Span, "--%s has no effect in an image of Windows; set access with icacls", name)
		f.About(t.Subject).Keyed(name, t.Dest.Value)
		if whole := project.FlagWithBlanks(t.At, name); !whole.IsZero() {
			f.Offer("leave out --"+name+", which has no effect", lint.Edit{Span: whole})
		}
	}
}
