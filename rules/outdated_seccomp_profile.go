package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// OutdatedSeccompProfile reports copies of an older version of Docker's default seccomp profile.
//
// The default changes with the kernel: calls that turn out dangerous are taken out, as `io_uring` in 2023 and `AF_ALG` in 2026, and
// new ones that C libraries rely on are added. A copy gets neither. What it allows too much is said at the names.
//
// # What to do
//
// Take the current profile from github.com/moby/profiles and make the changes again that the copy was made for;
// `plimsoll seccomp diff` lists them.
var OutdatedSeccompProfile = define(lint.Rule{
	ID: "outdated-seccomp-profile", Title: "Copy of an older default seccomp profile", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.Doc("Docker's default profile", "https://github.com/moby/profiles/blob/main/seccomp/default.json")},
	Check:     lint.EachSeccomp(checkOutdatedSeccompProfile),
})

func checkOutdatedSeccompProfile(p *lint.Pass, profile *seccomp.Profile) {
	host := seccomp.Host{Machine: seccomp.AMD64, Caps: container.DefaultCapabilities.Names()}
	missing, copied := profile.Copied(host)
	const few = 3 // as many may be left out on purpose
	if copied && len(missing) > few {
		p.Report(profile.Place(), "a copy of an older default of Docker: it lacks %d calls, such as %s; begin anew with the current one",
			len(missing), missing[0]).Keyed("copy")
	}
}
