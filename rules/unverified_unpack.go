package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// UnverifiedUnpack reports archives that are downloaded and unpacked unverified: `curl | tar xz`, `wget` and `tar -xf` or
// `unzip`, in one `RUN` or in several, and `ADD https://...` with a later `tar`.
//
// What is in the archive becomes part of the image, and most of the time it is built or run. Whoever controls the server or
// its domain decides what that is, and may give you another archive than everyone else. TLS says where the bytes come
// from, not that they are the ones that were reviewed.
//
// A checksum or signature that is verified anywhere in the same script is enough, behind the unpacking too, since the build
// ends. So is an address that holds a full commit hash.
//
// # What to do
//
// Fetch to a file and verify it, or let BuildKit do so:
//
//	RUN curl -fsSLo x.tgz https://example.com/x-1.2.3.tgz \
//	 && echo "<sha256>  x.tgz" | sha256sum -c - \
//	 && tar -xzf x.tgz
//
//	ADD --checksum=sha256:<sum> --unpack=true https://example.com/x-1.2.3.tgz /opt/
var UnverifiedUnpack = define(lint.Rule{
	ID: "unverified-unpack", Title: "Downloaded archive unpacked without verification", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.11"), lint.OWASP("13"), lint.CWE("494")},
	Check:   lint.EachUnit(checkUnverifiedUnpack),
})

func checkUnverifiedUnpack(p *lint.Pass, u *project.Unit) {
	for _, run := range u.RemoteRuns(shell.Unpacks) {
		if !shell.NamesCommit(run.URL) {
			p.Report(run.At, "%s unpacks an unverified download; verify its checksum first", run.By.Name).
				About(run.Subject).Note(run.By.Span(), "unpacked here")
		}
	}
}
