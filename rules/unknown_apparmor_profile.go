package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnknownAppArmorProfile reports `apparmor=name` where no file of the repository defines the profile.
//
// The profile has to be loaded on the host already, or the container does not start. What it allows nobody who reads the repository
// can tell, and this tool neither.
//
// # What to do
//
// Keep the profile next to the Compose file, in a file whose name holds `apparmor` or in a folder of that name, and load it from there.
var UnknownAppArmorProfile = define(lint.Rule{
	ID: "unknown-apparmor-profile", Title: "AppArmor profile that is not in the repository", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.2"), lint.OWASP("6")},
	Duty:    lint.Doubts,
	Check:   lint.EachUnit(checkUnknownAppArmorProfile),
})

func checkUnknownAppArmorProfile(p *lint.Pass, u *project.Unit) {
	said := map[string]bool{}
	for _, c := range u.Containers {
		name := c.AppArmor.Value.Profile
		if !u.Undefined(c) || said[name] {
			continue
		}
		said[name] = true
		f := p.Report(c.AppArmor.Origin.Span, "no file here defines the profile %s of %s, so nothing is known of it", name, c.Name)
		f.About(c.Subject).Notes(c.AppArmor.Origin.Notes).Keyed(name)
	}
}
