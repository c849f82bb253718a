package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PointlessCommand reports commands that make no sense in a build: `ps`, `top`, `free`, `ifconfig`, `vim`, `nano`, `kill`,
// `service`, `shutdown`, `mount` and `ssh`.
//
// An image is files. No process outlives the `RUN` that starts it, so a service that is started as its last command is gone
// at once, and there is nothing to stop in the next one. An editor waits for somebody who is not there.
//
// Other tools report the words alone. Here a command is left out that makes sense: `kill` behind something that the same `RUN`
// started, `service mysql start` in front of what needs it, `vim +PlugInstall +qall`, `ps` whose output is read, `ssh` with
// `--mount=type=ssh` or a secret, `mount` with `--security=insecure`.
//
// # What to do
//
// Delete the command. What is to run in the container belongs to `CMD` or `ENTRYPOINT`.
var PointlessCommand = define(lint.Rule{
	ID: "pointless-command", Title: "Command that does nothing in a build", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene | lint.Hadolint,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"DL3001", "KICS:Run Utilities And POSIX Commands", "nonsensical-command"},
	Check: lint.EachCommand(checkPointlessCommand, "free", "ps", "top", "htop", "ifconfig", "vim", "vi", "nano", "shutdown", "reboot",
		"halt", "poweroff", "kill", "service", "mount", "ssh"),
})

func checkPointlessCommand(p *lint.Pass, c project.Command) {
	why := "is of no use in a build; delete it"
	switch c.Name {
	case "mount":
		if c.Run.Security.Value == "insecure" {
			return
		}
		why = "needs rights that a build has not, and no mount outlives its RUN; use RUN --mount"
	case "ssh":
		for i := range c.Run.Mounts {
			if t := c.Run.Mounts[i].Type().Value; t == "ssh" || t == "secret" {
				return
			}
		}
		if opts := c.Options(); opts.Find("-V") != nil {
			return
		}
		why = "has no key here unless the image holds one; use RUN --mount=type=ssh"
	case "service":
		why = "starts nothing that outlives this RUN; start it in CMD"
		if verb := c.Options().Operand(1); !strings.HasSuffix(verb, "start") {
			why = "finds nothing that runs in a build; delete it"
		}
		fallthrough
	default:
		if !c.Pointless() {
			return
		}
	}
	p.Report(c.Words[0].Span(), "%s %s", c.Name, why).About(c.Subject).Keyed(c.Name)
}
