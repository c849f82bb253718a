package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InteractiveDnfInstall reports installations and upgrades with dnf or tdnf that wait for an answer.
//
// A build has no terminal: dnf asks before it installs anything, reads the end of the input, and gives up. So the build fails
// wherever there is something to install.
//
// `-y`, `--setopt=assumeyes=1`, such a line in `/etc/dnf/dnf.conf`, and `yes |` answer. microdnf is left out, though hadolint
// reports it: the one of the UBI images assumes yes by itself.
//
// # What to do
//
// Write `dnf install -y`.
var InteractiveDnfInstall = define(lint.Rule{
	ID: "interactive-dnf-install", Title: "Installation with dnf that waits for an answer", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3038", "KICS:Missing Flag From Dnf Install", "missing-dnf-assume-yes-switch"},
	Check:   lint.EachPackageCommand(checkInteractiveDnfInstall, "dnf"),
})

func checkInteractiveDnfInstall(p *lint.Pass, c *project.PackageCommand) {
	if c.Name != "yum" && c.Name != "microdnf" && !c.Configured(project.DnfAssumeYes) {
		reportInteractive(p, c, "-y")
	}
}
