package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnparsedScript reports shell text of a Dockerfile that no shell can parse.
//
// Docker builds on until the shell meets the place, and then mostly fails. What stands behind the place was not looked at: a
// download that is run there, or a check that is switched off, is not reported.
//
// # What to do
//
// Mend the text. Where it is meant for another program than a shell, say so with `SHELL`, or with `#!` in the first line of a
// heredoc.
var UnparsedScript = define(lint.Rule{
	ID: "unparsed-script", Title: "Shell text that cannot be parsed", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene | lint.Benchmark | lint.Hadolint,
	Refs:    []lint.Ref{lint.CWE("703")},
	Check:   lint.Problems(source.Unparsed),
})
