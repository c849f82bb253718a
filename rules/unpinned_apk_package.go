package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedApkPackage reports packages that `apk add` installs without a version.
//
// The same Dockerfile gives another image next week, and nobody sees what changed. The packages themselves are signed.
//
// A finding stands on the first such package of a command and counts the others. A bound counts where it is an upper
// end: `=1.2`, `~1.2`, `<2`. `>1` alone is none, though hadolint takes it for one. `name@edge` names a repository and
// no version.
//
// # What to do
//
// Write `curl~8.14`, which goes on with the repairs of that version, or `curl=8.14.1-r1`.
//
// # When it is fine
//
// A release of Alpine keeps only the newest build of a package, so that an exact pin breaks the build with the next
// repair. Where the tag of the base image names the release, `~` or no pin at all is a fair choice.
var UnpinnedApkPackage = define(lint.Rule{
	ID: "unpinned-apk-package", Title: "Package of apk without a version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3018", "KICS:Unpinned Package Version in Apk Add"},
	Check:   lint.EachPackageCommand(reportUnpinned, "apk"),
})
