package rules

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ConsecutiveRuns reports short `RUN` instructions that follow one another, each with at most two commands and the same
// flags. It is said once for a row of them.
//
// Each makes a layer. A file that one of them writes and the next one deletes stays in the image.
//
// # What to do
//
// Join them with `&&`, or write one `RUN <<EOF` with `set -e` in its first line.
//
// # When it is fine
//
// Several instructions are cached one by one, which is worth more than a layer while a file is being written.
var ConsecutiveRuns = define(lint.Rule{
	ID: "consecutive-runs", Title: "RUN instructions in a row", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene | lint.Hadolint,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"DL3059", "KICS:Multiple RUN, ADD, COPY, Instructions Listed", "tally/prefer-run-heredoc"},
	Check:     lint.EachUnit(checkConsecutiveRuns),
})

func checkConsecutiveRuns(p *lint.Pass, u *project.Unit) {
	scripts := u.Scripts()
	for i := 0; i < len(scripts); {
		n := 1
		for i+n < len(scripts) && joinable(&scripts[i+n-1], &scripts[i+n]) {
			n++
		}
		if n > 1 {
			p.Report(scripts[i+1].Run.Keyword().Span, "%d short RUN instructions in a row make a layer each; join them", n).
				About(scripts[i].Subject).Keyed("run", evidence(scripts[i].Run))
		}
		i += n
	}
}

// joinable reports whether a RUN and the instruction behind it could as well be one.
func joinable(a, b *project.Script) bool {
	const few = 2
	return b.Run.Index() == a.Run.Index()+1 && a.Run.Stage() == b.Run.Stage() && !a.Run.OnBuild() && !b.Run.OnBuild() &&
		a.Run.Form == dockerfile.ShellForm && b.Run.Form == dockerfile.ShellForm && a.Dialect == b.Dialect &&
		len(a.Run.Heredocs)+len(b.Run.Heredocs) == 0 && a.Complete() && b.Complete() &&
		len(a.Commands) <= few && len(b.Commands) <= few &&
		slices.EqualFunc(a.Run.Flags(), b.Run.Flags(), func(f, g dockerfile.Flag) bool {
			return f.Name.Value == g.Name.Value && f.Value.Value == g.Value.Value
		})
}

// evidence returns the first line of an instruction, for keys.
func evidence(in dockerfile.Instruction) string {
	text := in.Span().FirstLine().Bytes()
	return string(text[:min(len(text), 80)])
}
