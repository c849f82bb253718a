package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInBuildLog reports commands that write a secret of `RUN --mount=type=secret` into the log of the build: `echo` and
// `cat` without a redirect, `env`, and `set -x` in front of commands that use it.
//
// BuildKit does not blank secrets out. Logs are kept for long and read by many, those of open projects by everybody.
//
// # What to do
//
// Delete what prints it. Put `set +x` in front of commands that use a secret.
var SecretInBuildLog = define(lint.Rule{
	ID: "secret-in-build-log", Title: "Secret in the log of the build", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.OWASP("12"), lint.CWE("532")},
	Check:     lint.EachUnit(checkSecretInBuildLog),
})

func checkSecretInBuildLog(p *lint.Pass, u *project.Unit) {
	for _, leak := range u.Prints() {
		if leak.Trace != nil {
			p.Report(leak.Trace.Span().FirstLine(), "tracing shows the secret %s in the log of the build; switch it off", leak.Secret).
				About(leak.Subject).Keyed("trace", leak.Secret).Note(leak.Span, "used here").Note(leak.Mount.Flag.Span, "mounted here")
			continue
		}
		p.Report(leak.Span, "%s prints the secret %s into the log of the build; delete it", leak.Command.Name, leak.Secret).
			About(leak.Subject).Keyed("print", leak.Secret).Note(leak.Mount.Flag.Span, "mounted here")
	}
}
