package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// ShellScriptFault reports what ShellCheck has to say about the scripts of `RUN`, each with ShellCheck's own code.
//
// It does so with the flag `--shellcheck` only, which needs the program `shellcheck` on the `PATH`. All scripts of a Dockerfile
// are checked in one call, with the shell that `SHELL` or `#!` names, and with the variables of `ARG` and `ENV` known. The
// exec form, and scripts of PowerShell, cmd, zsh and other programs are left out. What a script sources is in the image, so
// SC1090 and SC1091 are not reported.
//
// A fault of quoting may let a value that comes from elsewhere become options or further words of a command; most findings
// are about scripts that break one day.
//
// # What to do
//
// The page of the code, `https://www.shellcheck.net/wiki/SC2086`, explains it. A comment above the instruction ignores single
// codes: `# plimsoll:ignore=SC2086 -- why`, `# hadolint ignore=SC2086`, `# shellcheck disable=SC2086`. The last one may also
// stand inside the script of a heredoc. For all files, list the codes in the settings:
//
//	rules:
//	  shell-script-fault: {ignored-codes: [SC2086]}
var ShellScriptFault = define(lint.Rule{
	ID: "shell-script-fault", Title: "ShellCheck has an objection", Severity: lint.Low, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Codes:     "SC",
	Aliases:   []string{"SC*", "shellcheck/ShellCheck"},
	Refs:      []lint.Ref{lint.Doc("ShellCheck", "https://www.shellcheck.net")},
	Options:   []lint.Option{{Name: "ignored-codes", Default: []string{}, Doc: "codes that are not reported, such as SC2086"}},
	Duty:      lint.ShellScripts,
})
