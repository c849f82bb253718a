package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedDnfPackage reports packages that dnf, microdnf or tdnf install without a version, and modules without a stream.
//
// The same Dockerfile gives another image next week, and nobody sees what changed. The packages themselves are signed.
//
// A finding stands on the first such package of a command and counts the others. `name-1.2`, `name-1.2-3.el9` and a glob
// such as `name-1.2*` are pins; a module needs its stream, `nodejs:22`. Groups have no version; files and addresses have it
// elsewhere. A name that ends in a number cannot be told from a version and counts as one.
//
// # What to do
//
// Write `httpd-2.4.62*`. `dnf list --showduplicates httpd` shows the versions.
//
// # When it is fine
//
// Where rebuilding with the newest repairs matters more than repeating a build.
var UnpinnedDnfPackage = define(lint.Rule{
	ID: "unpinned-dnf-package", Title: "Package of dnf without a version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3041", "KICS:Missing Version Specification In dnf install"},
	Check:   lint.EachPackageCommand(reportUnpinnedBy("dnf", "dnf5", "dnf-3", "microdnf", "tdnf"), "dnf"),
})
