package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
)

// AppArmorNotEnforced reports an AppArmor profile for containers that denies nothing: its flags say `complain`, `unconfined`,
// `default_allow` or `prompt`, or it has the rule `all` and nothing that it denies.
//
// `docker inspect` shows the name of the profile, as if the container were confined. A process in it mounts what it likes and writes to
// the kernel's settings as far as nothing else keeps it from that.
//
// Judged are profiles that a Compose service names, and those that tell by themselves that they are made for containers: by Docker's
// flags `attach_disconnected` and `mediate_deleted`, by a name with `docker` or `container` in it, by a copy of Docker's rules. A
// profile that attaches to a program of the host is not.
//
// # What to do
//
// Delete the flag once the log shows no more violations. `aa-enforce` does so on the host alone: change the file.
var AppArmorNotEnforced = define(lint.Rule{
	ID: "apparmor-not-enforced", Title: "AppArmor profile that denies nothing", Severity: lint.High, Precision: lint.PrecisionHigh,
	Since: "0.1", Presets: lint.Security | lint.Benchmark,
	Refs:  []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.CWE("693"), appArmorManual},
	Check: lint.EachContainerProfile(checkAppArmorNotEnforced),
})

// appArmorManual describes the language of profiles.
var appArmorManual = lint.Doc("apparmor.d(5)", "https://manpages.debian.org/stable/apparmor/apparmor.d.5.en.html")

func checkAppArmorNotEnforced(p *lint.Pass, profile *apparmor.Profile) {
	if flag := profile.Flag("complain", "unconfined", "default_allow", "prompt"); !flag.IsZero() {
		f := p.Report(flag.Span, "%s is not enforced; delete the flag %s", profile.FullName(), flag.Value)
		f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed("flag")
	}
	if r := profile.Everything(); r != nil {
		f := p.Report(r.Keyword.Span, "%s allows everything and denies nothing; name what is needed", profile.FullName())
		f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed("all")
	}
}

// profileSubject names a profile in findings.
func profileSubject(p *apparmor.Profile) string { return "profile " + p.FullName() }
