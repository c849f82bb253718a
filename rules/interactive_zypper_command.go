package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// InteractiveZypperCommand reports commands of zypper that install, upgrade or remove and wait for an answer.
//
// A build has no terminal: zypper asks, reads the end of the input, and gives up. So the build fails wherever there is
// something to do.
//
// `--non-interactive` and `-n` in front of the verb answer, and `-y` behind it. `zypper install -n` does not, though hadolint
// takes it for an answer: behind the verb, `-n` is `--name`.
//
// # What to do
//
// Write `zypper --non-interactive install`.
var InteractiveZypperCommand = define(lint.Rule{
	ID: "interactive-zypper-command", Title: "Command of zypper that waits for an answer", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3034", "KICS:Missing Zypper Non-interactive Switch", "missing-zypper-no-confirm-switch"},
	Check:   lint.EachPackageCommand(checkInteractiveZypperCommand, "zypper"),
})

func checkInteractiveZypperCommand(p *lint.Pass, c *project.PackageCommand) {
	switch c.Action {
	case shell.Installing, shell.Upgrading, shell.UpgradingRelease, shell.Removing:
	default:
		return
	}
	if c.Answered() {
		return
	}
	f := p.Report(c.Verb.Span(), "zypper %s waits for an answer that no build gives; add --non-interactive", c.Verb.Value).
		About(c.Subject)
	if edit, ok := c.Insert("--non-interactive", true); ok {
		f.Offer("add --non-interactive, without which the build stops", edit)
	}
}
