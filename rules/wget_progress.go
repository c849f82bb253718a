package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WgetProgress reports `wget` that writes its progress into the log of the build.
//
// Without a terminal wget prints a line for every 50 kB. In a large download the line that matters is lost.
//
// # What to do
//
// Add `-nv` (`--no-verbose`), which still says what failed, and which the wget of Alpine knows too. `-q`, `--progress=...`, and
// `-o` or `-a` with a file for the log are as good.
var WgetProgress = define(lint.Rule{
	ID: "wget-progress", Title: "Progress of wget fills the log", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3047"},
	Check:   lint.EachCommand(checkWgetProgress, "wget"),
})

func checkWgetProgress(p *lint.Pass, c project.Command) {
	if _, ok := c.Download(); !ok {
		return
	}
	opts := c.Options()
	if opts.Find("-q", "--quiet", "-o", "--output-file", "-a", "--append-output", "--no-verbose", "--progress", "-b", "--background",
		"--config", "--spider") != nil {
		return
	}
	for i := range opts.List {
		if o := &opts.List[i]; o.Name == "-n" && strings.Contains(o.Value.Value, "v") {
			return
		}
	}
	for i := range opts.Operands {
		if text, known := c.Resolve(opts.Operands[i], nil); !known && len(opts.Operands) > 1 && strings.HasPrefix(text.Value, "$") {
			return // beside an address, a variable may hold any of them
		}
	}
	for _, r := range c.Redirects {
		if r.FD == 2 || r.Op == "&>" || r.Op == "&>>" {
			return // the progress goes to the standard error
		}
	}
	f := p.Report(c.Words[0].Span(), "wget writes its progress into the log; add -nv").About(c.Subject).
		Keyed("wget", c.Expand(firstOperand(c), nil))
	if edit, ok := addOption(c, "-nv"); ok {
		f.Offer("add -nv, which leaves the progress out", edit)
	}
}
