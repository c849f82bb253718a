package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PowershellErrorsIgnored reports PowerShell in `RUN` that goes on when a command fails: `$ErrorActionPreference` is not set to
// `Stop`, neither by `SHELL` nor in the script, and another statement follows.
//
// PowerShell prints the error and runs the next statement; the status of the script is that of the last one. A download that
// failed is then unpacked, or left out, and the image is built all the same.
//
// It is said once for each `RUN`, of commands such as `Invoke-WebRequest` and `Remove-Item`. The preference does nothing for
// programs, `choco` or `msiexec`: look at `$LASTEXITCODE` behind them. A script that does, or that uses `try` or `throw`, is
// left alone, and so is a command with `-ErrorAction`.
//
// # What to do
//
//	SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
var PowershellErrorsIgnored = define(lint.Rule{
	ID: "powershell-errors-ignored", Title: "Errors of PowerShell go unnoticed", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"tally/powershell/error-action-preference"},
	Refs:      []lint.Ref{lint.CWE("754")},
	Check:     lint.EachScript(checkPowershellErrorsIgnored),
})

func checkPowershellErrorsIgnored(p *lint.Pass, s project.Script) {
	if at, name, ok := s.LostStatement(); ok {
		p.Report(at, "if %s fails, the script goes on; set $ErrorActionPreference = 'Stop'", name).
			About(s.Subject).Keyed("powershell", name)
	}
}
