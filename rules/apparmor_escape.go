package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
)

// AppArmorEscape reports rules of an AppArmor profile for containers that lead out of it: programs that are executed without a profile
// (`ux`, `Ux`, and `pux`, `cux` where no profile is found), and `change_profile` to any profile.
//
// Whoever controls a process in the container starts such a program, or writes to `/proc/self/attr/current`, and nothing of the profile
// holds any more. With `no-new-privileges` the kernel refuses to change to a profile that is wider; do not count on it.
//
// # What to do
//
// Let programs inherit the profile with `ix`, or give them one inside it: `cx -> name`.
var AppArmorEscape = define(lint.Rule{
	ID: "apparmor-escape", Title: "Way out of an AppArmor profile", Severity: lint.High, Precision: lint.PrecisionHigh, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.CWE("693"), appArmorManual},
	Check:   lint.EachContainerProfile(checkAppArmorEscape),
})

func checkAppArmorEscape(p *lint.Pass, profile *apparmor.Profile) {
	for _, r := range profile.Rules {
		if !profile.Escapes(r) {
			continue
		}
		at, message := r.Access.Letters.Span, "%s runs programs without a profile by this rule; let them inherit it with ix"
		if r.Kind == apparmor.ChangeProfile {
			at, message = r.Span, "%s lets a process leave it by this rule; name the one profile that it needs"
		}
		f := p.Report(at, message, profile.FullName())
		f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed(string(r.Span.Bytes()))
	}
}
