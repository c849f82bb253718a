package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
)

// AppArmorAnyPeer reports rules of an AppArmor profile for containers that let a process trace others or send them signals whatever
// profile those run under: `ptrace` or `signal` without a `peer`, or with one that means all.
//
// As long as the container has process ids of its own it sees no others. With `pid: host`, or with those of another container, the
// profile is what keeps a process from reading the memory of programs of the host.
//
// # What to do
//
// Name the profile itself: `ptrace peer=@{profile_name},`. What others may do, as in `signal (receive) peer=unconfined,`, is not
// reported: without it Docker cannot stop the container.
var AppArmorAnyPeer = define(lint.Rule{
	ID: "apparmor-any-peer", Title: "AppArmor profile that reaches processes of others", Severity: lint.Low,
	Precision: lint.PrecisionHigh, Since: "0.1", Presets: lint.Hygiene | lint.Benchmark,
	Refs:  []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), appArmorManual},
	Check: lint.EachContainerProfile(checkAppArmorAnyPeer),
})

func checkAppArmorAnyPeer(p *lint.Pass, profile *apparmor.Profile) {
	for _, r := range profile.Allowed(apparmor.Ptrace, apparmor.Signal) {
		if !profile.Outward(r) {
			continue
		}
		f := p.Report(r.Span, "%s reaches processes under any profile; write peer=@{profile_name}", profile.FullName())
		f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed(string(r.Span.Bytes()))
	}
}
