package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// AppArmorOff reports `apparmor=unconfined`.
//
// The default profile of Docker denies mounts and writes to the kernel's settings in `/proc` and `/sys`. Where the
// host has AppArmor, this entry takes the layer away.
//
// # What to do
//
// Delete the entry, or load and name a profile that allows what the program misses.
var AppArmorOff = define(lint.Rule{
	ID: "apparmor-off", Title: "AppArmor switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0009"},
	Refs:    []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachDeployed(checkAppArmorOff),
})

func checkAppArmorOff(p *lint.Pass, c *container.Container) {
	if c.AppArmor.Set() && c.AppArmor.Known && c.AppArmor.Value.Unconfined {
		f := p.Report(c.AppArmor.Origin.Span, "%s runs without an AppArmor profile; delete the entry or name a profile", c.Name)
		f.About(c.Subject).Notes(c.AppArmor.Origin.Notes)
		if edit, ok := c.DropSecurityOption(c.AppArmor.Origin.Span); ok {
			f.OfferRisky("confine the container as Docker does; what the profile denies fails", edit)
		}
	}
}
