package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedZypperPackage reports packages that zypper installs without a version.
//
// The same Dockerfile gives another image next week, and nobody sees what changed. The packages themselves are signed.
//
// A finding stands on the first such package of a command and counts the others. A bound counts where it is an upper end:
// `name=1.2`, `name<2`. `name>=1` alone still takes the newest, though hadolint takes it for a pin. Patterns have no
// version; files and addresses have it elsewhere.
//
// # What to do
//
// Write `curl=8.14.1`. `zypper search -s curl` shows the versions.
//
// # When it is fine
//
// Where rebuilding with the newest repairs matters more than repeating a build, as on Tumbleweed.
var UnpinnedZypperPackage = define(lint.Rule{
	ID: "unpinned-zypper-package", Title: "Package of zypper without a version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3037", "KICS:Zypper Install Without Version"},
	Check:   lint.EachPackageCommand(reportUnpinned, "zypper"),
})
