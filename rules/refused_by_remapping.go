package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RefusedByRemapping reports containers that Docker does not start on a daemon that is known to remap users: privileged ones, and those in the network or among
// the processes of the host, unless they have `userns_mode: host`.
//
// # What to do
//
// Give up what is asked for. `userns_mode: host` starts the container, and takes the protection from it.
var RefusedByRemapping = define(lint.Rule{
	ID: "refused-by-remapping", Title: "Container that a remapping daemon refuses", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("2.9")},
	Check:   lint.EachDeployed(checkRefusedByRemapping),
})

func checkRefusedByRemapping(p *lint.Pass, c *container.Container) {
	if at, what := c.RefusedUnder(); what != "" {
		p.Report(at, "Docker does not start %s: it is %s, and the daemon remaps users", c.Name, what).
			About(c.Subject).Keyed("userns-remap").Note(c.Remapped.Origin.Span, "here")
	}
}
