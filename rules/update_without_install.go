package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UpdateWithoutInstall reports `apt-get update`, `apk update`, `dnf makecache` and `zypper refresh` in a `RUN` that installs
// nothing.
//
// The layer is taken from the cache as long as its line is the same. A later `RUN` then installs by a list of last month: old
// packages with known holes, or none, since the mirror has dropped them.
//
// `yum update` and `dnf update` are no such thing, though Trivy takes them for it: they upgrade. The rule says nothing
// where another program of the same `RUN` may install, such as a script, and where the list does not stay.
//
// # What to do
//
// Join it with what installs: `RUN apt-get update && apt-get install -y curl`. `apk add --no-cache` needs no update.
var UpdateWithoutInstall = define(lint.Rule{
	ID: "update-without-install", Title: "List of packages fetched apart", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Aliases: []string{"DS-0017", "CKV_DOCKER_5", "KICS:Update Instruction Alone"},
	Refs:    []lint.Ref{lint.CIS("4.7")},
	Check:   lint.EachPackageCommand(checkUpdateWithoutInstall, "apt", "apk", "dnf", "zypper"),
})

func checkUpdateWithoutInstall(p *lint.Pass, c *project.PackageCommand) {
	if c.Alone() {
		p.Report(c.Verb.Span(), "the build cache keeps this list of packages until it is old; install in the same RUN").
			About(c.Subject)
	}
}
