package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// ReleaseUpgrade reports `zypper dist-upgrade`, `apt-get dist-upgrade`, `apt full-upgrade`, `dnf distro-sync` and
// `dnf system-upgrade`.
//
// They go to whatever the repositories hold, up to another release, and take packages away to get there. What comes of it is no
// longer what the tag of the base image says. apt changes the release only where the list of sources names another one, but it
// takes packages away in any case.
//
// Bases that roll, such as Tumbleweed, Kali and Debian's sid, are left out: there it is the way to upgrade. Hadolint reports
// zypper only.
//
// # What to do
//
// Move the tag of the base image. For repairs within a release there are `zypper patch`, `apt-get upgrade` and
// `dnf upgrade`.
var ReleaseUpgrade = define(lint.Rule{
	ID: "release-upgrade", Title: "Upgrade to another release", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3035", "DS-0024"},
	Check:   lint.EachPackageCommand(checkReleaseUpgrade, "apt", "dnf", "zypper"),
})

func checkReleaseUpgrade(p *lint.Pass, c *project.PackageCommand) {
	if c.Action != shell.UpgradingRelease {
		return
	}
	base := c.Base()
	for _, rolling := range []string{"tumbleweed", "kali", ":sid", ":unstable", ":testing", "rawhide", "r-base"} {
		if strings.Contains(base, rolling) {
			return
		}
	}
	message := "%s %s may change the release and take packages away; move the tag of the base image"
	if c.Manager == "apt" {
		message = "%s %s may take packages away to upgrade others; upgrade does not"
	}
	p.Report(c.Verb.Span(), message, c.Name, c.Verb.Value).About(c.Subject)
}
