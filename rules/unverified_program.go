package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// UnverifiedProgram reports downloads that are made executable unverified: `curl -o` and `chmod +x`, or `install`. Those that
// the build itself runs are the business of `unverified-download`.
//
// The program runs when the container does. Whoever controls the server or its domain decides what it is.
//
// A checksum or signature that is verified anywhere in the same script is enough. So is an address that holds a full commit
// hash.
//
// # What to do
//
//	RUN curl -fsSLo /usr/local/bin/x https://example.com/v1.2.3/x \
//	 && echo "<sha256>  /usr/local/bin/x" | sha256sum -c - \
//	 && chmod +x /usr/local/bin/x
//
// or `ADD --checksum=sha256:<sum> --chmod=755 https://example.com/v1.2.3/x /usr/local/bin/`.
var UnverifiedProgram = define(lint.Rule{
	ID: "unverified-program", Title: "Downloaded program kept without verification", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.11"), lint.OWASP("13"), lint.CWE("494")},
	Check:   lint.EachUnit(checkUnverifiedProgram),
})

func checkUnverifiedProgram(p *lint.Pass, u *project.Unit) {
	for _, run := range u.RemoteRuns(shell.Enables) {
		if !shell.NamesCommit(run.URL) {
			p.Report(run.At, "an unverified download becomes a program; verify its checksum first").
				About(run.Subject).Note(run.By.Span(), "made executable here")
		}
	}
}
