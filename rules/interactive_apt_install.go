package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// InteractiveAptInstall reports installations and upgrades with apt that wait for an answer.
//
// A build has no terminal: as soon as apt needs more than the packages that are named, it asks, reads the end of the input, and
// gives up. So the build fails, perhaps only on the next base image.
//
// `-y`, `-qq`, `-o APT::Get::Assume-Yes=true`, such a line in `/etc/apt/apt.conf.d`, and `yes |` answer.
// `DEBIAN_FRONTEND=noninteractive` does not: it is for the questions of the packages. Hadolint and Trivy ask about `apt-get
// install` only, and not all of these answers are known to them.
//
// # What to do
//
// Write `apt-get install -y`.
var InteractiveAptInstall = define(lint.Rule{
	ID: "interactive-apt-install", Title: "Installation with apt that waits for an answer", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3014", "DS-0021", "KICS:APT-GET Missing '-y' To Avoid Manual Input", "missing-assume-yes-switch",
	},
	Check: lint.EachPackageCommand(checkInteractiveAptInstall, "apt"),
})

func checkInteractiveAptInstall(p *lint.Pass, c *project.PackageCommand) {
	if !c.Configured(project.AptAssumeYes) {
		reportInteractive(p, c, "-y")
	}
}

// reportInteractive reports an installation or upgrade that nobody answers.
func reportInteractive(p *lint.Pass, c *project.PackageCommand, answer string) {
	switch c.Action {
	case shell.Installing, shell.Upgrading, shell.UpgradingRelease:
	default:
		return
	}
	if c.Answered() {
		return
	}
	f := p.Report(c.Verb.Span(), "%s %s waits for an answer that no build gives; add %s", c.Name, c.Verb.Value, answer).
		About(c.Subject)
	if edit, ok := c.Insert(answer, false); ok {
		f.Offer("add "+answer+", without which the build stops", edit)
	}
}
