package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UndroppedCapabilities reports containers that keep capabilities of Docker's default set without having asked for
// them.
//
// Docker gives each container 14 capabilities, for programs that nobody knew. Few programs need one. `NET_RAW`
// forges packets to neighbours on the same network, `MKNOD`, `SETUID`, `DAC_OVERRIDE` and others help an attacker
// who is root in the container.
//
// # What to do
//
// Drop them all, and add back what the program misses:
//
//	cap_drop: [ALL]
//	cap_add: [NET_BIND_SERVICE]
//
// Images whose entrypoint starts as root and then changes the user need `CHOWN`, `SETUID` and `SETGID`. So plimsoll
// offers this change only when it is asked for risky ones.
//
// # When it is fine
//
// While a program's needs are unknown, drop at least `NET_RAW` and ignore the finding with a date.
var UndroppedCapabilities = define(lint.Rule{
	ID: "undropped-capabilities", Title: "Default capabilities kept", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0006", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkUndroppedCapabilities),
})

func checkUndroppedCapabilities(p *lint.Pass, c *container.Container) {
	if _, all := c.AddsAll(); all || !c.Capabilities.Known || c.IsPrivileged() {
		return // the rules about those say so
	}
	if kept := c.KeptDefaults(); kept != 0 {
		f := p.Report(c.Anchor, "%s keeps %d default capabilities; add cap_drop: [ALL] and give back what it needs",
			c.Name, kept.Len())
		f.About(c.Subject).Keyed("cap_drop")
		if edit, ok := c.AddCapDrop("ALL"); ok {
			f.OfferRisky("drop all capabilities; a program that needs one fails until it is given back", edit)
		}
	}
}
