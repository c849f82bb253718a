package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// UnverifiedPackage reports packages that are downloaded and installed unverified: `wget` and `dpkg -i`, `apt-get install
// ./x.deb`, `rpm -i`, `dnf install https://...`, `pip install https://...`, `npm install https://...`.
//
// The scripts of a package run as root while it is installed, so this is no better than `curl | sh`: whoever controls the
// server, its domain or the way there decides what runs in the build. A package that is named by its file or address
// does not go through the signed index of a repository. apt and dpkg check no signature of a file at all; dnf, yum and rpm
// let files without a known one pass by default. pip and npm hold what comes from an address against nothing.
//
// Linters that look at pinned versions count such packages as pinned.
//
// # What to do
//
// Use the repository of the publisher with its key, or verify the file first:
//
//	RUN curl -fsSLo x.deb https://example.com/x_1.2.3_amd64.deb \
//	 && echo "<sha256>  x.deb" | sha256sum -c - \
//	 && dpkg -i x.deb
//
// For dnf, `--setopt=localpkg_gpgcheck=1` once the key is imported. For pip, put `#sha256=<sum>` behind the address.
//
// # When it is fine
//
// Files that come with the build context are not reported. apk and zypper check signatures of files themselves.
var UnverifiedPackage = define(lint.Rule{
	ID: "unverified-package", Title: "Downloaded package installed without verification", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.11"), lint.OWASP("13"), lint.CWE("494")},
	Check:   lint.EachUnit(checkUnverifiedPackage),
})

func checkUnverifiedPackage(p *lint.Pass, u *project.Unit) {
	for _, run := range u.RemoteRuns(shell.Installs) {
		p.Report(run.At, "%s installs an unverified download; verify its checksum first", run.By.Name).
			About(run.Subject).Note(run.By.Span(), "installed here")
	}
	for _, c := range u.Commands(shell.AddressInstallers()...) {
		for _, address := range c.RemotePackages() {
			if value := c.Expand(address, nil); !shell.NamesCommit(value) {
				p.Report(address.Span(), "%s installs what this address gives, unverified; fetch a file and verify it", c.Name).
					About(c.Subject)
			}
		}
	}
}
