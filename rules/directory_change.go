package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// DirectoryChange reports `cd` in a `RUN`, once for each.
//
// The next instruction begins in the working directory of `WORKDIR` again, whatever `cd` did: a `cd` alone in its `RUN` does
// nothing. With `WORKDIR`, everybody who reads the file sees where a command runs.
//
// # What to do
//
// Set `WORKDIR` in front of the `RUN`, or give the program the folder: `make -C`, `git -C`, `tar -C`.
//
// # When it is fine
//
// `cd build && make && make install` goes to a folder for the commands that follow. This is usual, and why the rule is
// advice and in no preset but that of hadolint, which reports each `cd`.
var DirectoryChange = define(lint.Rule{
	ID: "directory-change", Title: "Directory changed with cd", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hadolint,
	Precision: lint.PrecisionLow,
	Aliases:   []string{"DL3003", "DS-0013", "KICS:RUN Instruction Using 'cd' Instead of WORKDIR", "use-workdir"},
	Check:     lint.EachUnit(checkDirectoryChange),
})

func checkDirectoryChange(p *lint.Pass, u *project.Unit) {
	last := -1
	for _, c := range u.Commands("cd", "pushd") {
		if c.Run.Index() == last {
			continue
		}
		last = c.Run.Index()
		p.Report(c.Words[0].Span(), "%s lasts until the end of this RUN; use WORKDIR", c.Name).About(c.Subject).
			Keyed(c.Name, c.Expand(firstOperand(c), nil))
	}
}

// firstOperand returns the first operand of a command, the zero Word where it has none.
func firstOperand(c project.Command) (first shell.Word) {
	if opts := c.Options(); len(opts.Operands) > 0 {
		first = opts.Operands[0]
	}
	return first
}
