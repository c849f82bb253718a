package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InteractiveYumInstall reports installations and upgrades with yum that wait for an answer.
//
// A build has no terminal: yum asks before it installs anything, reads the end of the input, and gives up. So the build fails
// wherever there is something to install.
//
// `-y`, `--setopt=assumeyes=1`, such a line in `/etc/yum.conf`, and `yes |` answer.
//
// # What to do
//
// Write `yum install -y`.
var InteractiveYumInstall = define(lint.Rule{
	ID: "interactive-yum-install", Title: "Installation with yum that waits for an answer", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3030", "KICS:Yum Install Allows Manual Input", "missing-yum-assume-yes-switch"},
	Check:   lint.EachPackageCommand(checkInteractiveYumInstall, "dnf"),
})

func checkInteractiveYumInstall(p *lint.Pass, c *project.PackageCommand) {
	if c.Name == "yum" && !c.Configured(project.DnfAssumeYes) {
		reportInteractive(p, c, "-y")
	}
}
