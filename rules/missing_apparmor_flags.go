package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
)

// MissingAppArmorFlags reports an AppArmor profile for containers without `attach_disconnected` and `mediate_deleted`, the flags that
// Docker's own has, or without an `abi`.
//
// A file that was opened before the container got its own tree of mounts, or that was deleted, has no path that AppArmor could look at.
// Without the flags access to it fails in ways that are hard to understand, and the profile ends up in complain mode. Without an `abi`
// AppArmor takes the policy for one from before version 3 and enforces nothing that came since.
//
// # What to do
//
// Write `flags=(attach_disconnected,mediate_deleted)` and, at the top of the file, `abi <abi/3.0>,`. Hosts with AppArmor 2 do not know
// `abi`.
var MissingAppArmorFlags = define(lint.Rule{
	ID: "missing-apparmor-flags", Title: "AppArmor profile without the flags that containers need", Severity: lint.Info,
	Precision: lint.PrecisionMedium, Since: "0.1", Presets: lint.Hygiene,
	Refs:  []lint.Ref{lint.CIS("5.2"), appArmorManual},
	Check: lint.EachContainerProfile(checkMissingAppArmorFlags),
})

func checkMissingAppArmorFlags(p *lint.Pass, profile *apparmor.Profile) {
	if profile.Parent != nil {
		return
	}
	for _, flag := range []string{"attach_disconnected", "mediate_deleted"} {
		if profile.Flag(flag).IsZero() && profile.Flag("unconfined").IsZero() {
			f := p.Report(profile.Name.Span.Visible(), "%s lacks the flag %s, which containers need", profile.FullName(), flag)
			f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed(flag)
		}
	}
	if profile.File.ABI.IsZero() && profile == profile.File.Profiles[0] {
		f := p.Report(profile.Name.Span.Visible(), "the file of %s names no abi, so newer rules are not enforced", profile.FullName())
		f.About(profileSubject(profile)).Keyed("abi")
	}
}
