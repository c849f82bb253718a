package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ReleaseUpgrade reports what goes to another release of the distribution: `zypper dist-upgrade`, `dnf system-upgrade`,
// `dnf distro-sync --releasever`, `do-release-upgrade`.
//
// Packages are exchanged and taken away to get there. What comes of it is no longer what the tag of the base image says.
//
// `apt-get dist-upgrade` stays within the release that the list of sources names: an ordinary upgrade, which may also take
// packages away. Trivy reports it still (DS-0024, which it has marked as deprecated), hadolint has given it up (DL3005), and
// this rule leaves it alone.
//
// Bases that roll, such as Tumbleweed, are left out: there it is the way to upgrade. Hadolint reports zypper only.
//
// # What to do
//
// Move the tag of the base image. For repairs within a release there are `zypper patch`, `apt-get upgrade` and
// `dnf upgrade`.
var ReleaseUpgrade = define(lint.Rule{
	ID: "release-upgrade", Title: "Upgrade to another release", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3035", "DS-0024"},
	Check:   lint.EachUnit(checkReleaseUpgrade),
})

func checkReleaseUpgrade(p *lint.Pass, u *project.Unit) {
	const message = "%s changes the release under the tag of the base image; move the tag instead"
	all := u.PackageCommands()
	for i := range all {
		if c := &all[i]; c.ChangesRelease() && !rolls(c.Base()) {
			p.Report(c.Verb.Span(), message, c.Name+" "+c.Verb.Value).About(c.Subject)
		}
	}
	for _, c := range u.Commands("do-release-upgrade") {
		p.Report(c.Words[0].Span(), message, c.Name).About(c.Subject)
	}
}

// rolls reports whether the image of a name has no releases.
func rolls(base string) bool {
	for _, name := range [...]string{"tumbleweed", "rawhide"} {
		if strings.Contains(base, name) {
			return true
		}
	}
	return false
}
