package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedYumPackage reports packages that yum installs without a version.
//
// The same Dockerfile gives another image next week, and nobody sees what changed. The packages themselves are signed.
//
// A finding stands on the first such package of a command and counts the others. `name-1.2`, `name-1.2-3.el9` and a glob
// such as `name-1.2*` are pins. Groups have no version; files and addresses have it elsewhere. A name that ends in a number,
// such as `gcc-toolset-12`, cannot be told from a version and counts as one. `java-1.8.0-openjdk` has none, though
// hadolint sees one in its name.
//
// # What to do
//
// Write `httpd-2.4.62*`. `yum list --showduplicates httpd` shows the versions.
//
// # When it is fine
//
// Where rebuilding with the newest repairs matters more than repeating a build.
var UnpinnedYumPackage = define(lint.Rule{
	ID: "unpinned-yum-package", Title: "Package of yum without a version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3033", "KICS:Yum install Without Version"},
	Check:   lint.EachPackageCommand(reportUnpinnedBy("yum"), "dnf"),
})
