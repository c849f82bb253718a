package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// CryptoSocketAllowed reports an AppArmor profile for containers that allows sockets of the kind `alg`, by which a process has the kernel
// encrypt for it: mostly as it says `network,` and no more.
//
// Hardly a program uses them, and faults in that part of the kernel have led from a container to the host. Docker denies them in its own
// profile since May 2026, and in its filter of system calls, which a program of 32 bits goes round.
//
// # What to do
//
// Add `deny network alg,`.
//
// # When it is fine
//
// Where a program needs them, such as one that measures the kernel's ciphers.
var CryptoSocketAllowed = define(lint.Rule{
	ID: "crypto-socket-allowed", Title: "AppArmor profile that allows sockets of the kernel's ciphers", Severity: lint.Low,
	Precision: lint.PrecisionHigh, Since: "0.1", Presets: lint.Hygiene | lint.Benchmark,
	Refs:  []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.Doc("Docker's default profile", "https://github.com/moby/profiles/tree/main/apparmor")},
	Check: lint.EachContainerProfile(checkCryptoSocketAllowed),
})

func checkCryptoSocketAllowed(p *lint.Pass, profile *apparmor.Profile) {
	r := profile.Socket("alg", "seqpacket")
	if r == nil {
		return
	}
	f := p.Report(r.Span, "%s allows sockets of the kernel's ciphers; add deny network alg", profile.FullName())
	f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed("alg")
	if edit, ok := source.InsertBelow(r.Span, "deny network alg,"); ok && !r.Has("alg") {
		f.OfferRisky("deny them; a program that encrypts by the kernel fails", edit)
	}
}
