package rules

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PipeStatusLost reports pipes in which a command may fail and the build goes on: the status of a pipe is that of its last
// command, unless the shell's option `pipefail` is set. It is said once for each `RUN`.
//
// In `curl https://example.com/install.sh | sh` a download that breaks off runs as far as it came, and one that fails runs
// nothing; the image is built and shipped all the same, without what was to be installed, or with the half of it.
//
// `SHELL` with `-o pipefail` counts, also that of a stage that this one is built on, and so does `set -o pipefail` earlier in
// the same script. Other tools know `SHELL` in the same stage only. Not reported are pipes whose last command fails by itself
// when its input is missing, such as `tar x`, `gunzip` and `grep`; what cannot fail, such as `echo` and `yes`, or only lists what is there,
// such as `find` and `ldd`; and pipes whose status nobody looks at in any case.
//
// # What to do
//
// Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` in an image that has bash, or begin the script with `set -o pipefail &&`.
// The `sh` of Alpine knows the option; that of Debian does not before Debian 13. Or download to a file first, which can
// then be verified, too.
var PipeStatusLost = define(lint.Rule{
	ID: "pipe-status-lost", Title: "Failure in a pipe goes unnoticed", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL4006", "KICS:Shell Running A Pipe Without Pipefail Flag", "set-pipefail"},
	Refs:    []lint.Ref{lint.CWE("754")},
	Check:   lint.EachScript(checkPipeStatusLost),
})

func checkPipeStatusLost(p *lint.Pass, s project.Script) {
	lost := s.LostStatus()
	if len(lost) == 0 {
		return
	}
	c := lost[0] // one switch mends all pipes of the script
	name := c.Name
	if name == "" {
		name = "the command"
	}
	at := c.Span()
	if len(c.Words) > 0 {
		at = c.Words[0].Span()
	}
	f := p.Report(at, "if %s fails, the pipe hides it and the build goes on; set pipefail", name).About(s.Subject).
		Keyed("pipe", name)
	if start, ok := scriptStart(s); ok && c.Within == nil {
		f.OfferRisky("set pipefail for this script; a pipe that ends early, as with head, may then fail",
			lint.Edit{Span: start, New: "set -o pipefail && "})
	}
}

// scriptStart returns the empty span in front of a script that bash reads.
func scriptStart(s project.Script) (source.Span, bool) {
	if s.Dialect != shell.Bash || s.Run.Form != dockerfile.ShellForm || s.Run.Script != nil || len(s.Run.Regions) == 0 ||
		len(s.Commands) == 0 {
		return source.Span{}, false
	}
	for _, c := range s.Commands {
		if slices.ContainsFunc(c.Words, func(w shell.Word) bool { return w.Value == "pipefail" }) {
			return source.Span{}, false
		}
	}
	first := s.Run.Regions[0]
	text := s.Run.Text.Span
	if text.File == nil || text.Start != first.Start {
		return source.Span{}, false
	}
	return text.File.Span(text.Start, text.Start), true
}
