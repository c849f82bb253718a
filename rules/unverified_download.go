package rules

import (
	"path"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// UnverifiedDownload reports code that is fetched from the network and run unseen: piped into a shell or another
// interpreter, through a substitution, or written to a file, by `ADD` too, that a later command of the stage runs.
//
// Whoever controls the server, its domain or the way there decides what runs, as root, in your build, and sees the
// build's secrets. Nobody reviewed it, and it may be other code for you than for everyone else.
//
// A file whose checksum or signature is verified before it runs is fine. `sudo`, `env`, `sh -c` and their
// like are seen through.
//
// # What to do
//
// Fetch a fixed version to a file, verify it, then run it:
//
//	RUN curl -fsSLo install.sh https://example.com/v1.2.3/install.sh \
//	 && echo "<sha256>  install.sh" | sha256sum -c - \
//	 && sh install.sh
//
// or `ADD --checksum=sha256:...`, or the package of your distribution.
var UnverifiedDownload = define(lint.Rule{
	ID: "unverified-download", Title: "Download run without verification", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.11"), lint.OWASP("13"), lint.CWE("494")},
	Check:   lint.EachUnit(checkUnverifiedDownload),
})

func checkUnverifiedDownload(p *lint.Pass, u *project.Unit) {
	for _, run := range u.RemoteRuns(shell.Runs) {
		p.Report(run.At, "%s; verify its checksum first", whatRuns(run)).
			About(run.Subject).Note(run.By.Span(), "run here")
	}
}

// whatRuns says in words what becomes of a download.
func whatRuns(run project.RemoteRun) string {
	switch by := run.By; {
	case by.Name == "." || by.Name == "source" || by.Name == "eval":
		return "the shell runs an unverified download"
	case by.Interpreter() != "":
		return by.Name + " runs an unverified download"
	case len(by.Words) > 0 && run.How == shell.ThroughSaved:
		return path.Base(by.Words[0].Text().Value) + " was downloaded and runs unverified"
	}
	return "an unverified download is run"
}
