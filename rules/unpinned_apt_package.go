package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnpinnedAptPackage reports packages that apt installs without a version.
//
// The same Dockerfile gives another image next week, and nobody sees what changed. The packages themselves are signed.
//
// A finding stands on the first such package of a command and counts the others. `name=version` and `name/release` are
// pins, as they are to hadolint; files and addresses have their versions elsewhere. Unlike hadolint, the rule also reads
// `apt` and `aptitude`, sees what stands behind `sudo` and in `sh -c`, puts known variables in place, and says
// nothing of a package whose variable is not known.
//
// # What to do
//
// Write `curl=8.14.1-2`, or `curl=8.14.*` to get repairs. `apt-cache policy curl` shows the version.
//
// # When it is fine
//
// Debian and Ubuntu drop old versions from their mirrors, so that a pin breaks the build sooner or later. Pinning the base
// image by its digest and rebuilding often is a fair choice too. A mirror of one day, such as snapshot.debian.org, gives both:
// where the build writes one into the list of sources, nothing is reported.
var UnpinnedAptPackage = define(lint.Rule{
	ID: "unpinned-apt-package", Title: "Package of apt without a version", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3008", "KICS:Apt Get Install Pin Version Not Defined"},
	Check:   lint.EachPackageCommand(reportUnpinned, "apt"),
})

// reportUnpinned reports the first package of a command that has no version, and counts the others.
func reportUnpinned(p *lint.Pass, c *project.PackageCommand) {
	packages := c.Unpinned()
	switch len(packages) {
	case 0:
	case 1:
		p.Report(packages[0].Word.Span(), "each build installs the newest %s; pin its version", packages[0].Name).
			About(c.Subject)
	default:
		p.Report(packages[0].Word.Span(), "each build installs the newest %s and %d more; pin their versions",
			packages[0].Name, len(packages)-1).About(c.Subject)
	}
}

// reportUnpinnedBy is reportUnpinned for programs of some names.
func reportUnpinnedBy(names ...string) func(*lint.Pass, *project.PackageCommand) {
	return func(p *lint.Pass, c *project.PackageCommand) {
		for _, name := range names {
			if c.Name == name {
				reportUnpinned(p, c)
			}
		}
	}
}
