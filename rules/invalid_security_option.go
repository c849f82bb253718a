package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// InvalidSecurityOption reports entries of `security_opt` that Docker refuses: an unknown name, a missing value,
// `no-new-privileges:yes`, `systempaths:unconfined` with a colon.
//
// Compose loads the file all the same, and the container then does not start. What was meant to protect has never been tried.
//
// # What to do
//
// Write the option as Docker knows it: `no-new-privileges:true`, `seccomp=profile.json`, `apparmor=name`, `label=type:name`.
var InvalidSecurityOption = define(lint.Rule{
	ID: "invalid-security-option", Title: "Security option that Docker refuses", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("6"), lint.Doc("Security configuration", "https://docs.docker.com/reference/cli/docker/container/run/#security-opt"),
	},
	Check: lint.EachDeployed(checkInvalidSecurityOption),
})

func checkInvalidSecurityOption(p *lint.Pass, c *container.Container) {
	for _, o := range c.BadOptions {
		p.Report(o.Text.Span.Visible(), "%s does not start with this option: %s", c.Name, o.Why).About(c.Subject).Notes(o.Notes)
	}
}
