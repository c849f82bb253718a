package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// PermissiveSeccompDefault reports seccomp profiles that allow each system call which they do not name: the default action is
// `SCMP_ACT_ALLOW`, or `SCMP_ACT_LOG`, which allows as well.
//
// The profile takes the place of Docker's default, which allows what is named and nothing else. Whatever the list forgets, and each
// call that a later kernel brings, is open to whoever controls a process in the container.
//
// # What to do
//
// Begin with a copy of Docker's default profile and take calls out, or let `plimsoll seccomp build` write a profile from what the
// program does. `plimsoll seccomp diff` shows what a profile allows beyond Docker's default.
//
// # When it is fine
//
// While calls are recorded, `SCMP_ACT_LOG` is what one wants. It is no filter.
var PermissiveSeccompDefault = define(lint.Rule{
	ID: "permissive-seccomp-default", Title: "Seccomp profile that allows what it does not name", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("183")},
	Check:   lint.EachSeccomp(checkPermissiveSeccompDefault),
})

func checkPermissiveSeccompDefault(p *lint.Pass, profile *seccomp.Profile) {
	switch {
	case !profile.Default.Passes():
	case !profile.Denies():
		p.Report(profile.DefaultAction.Span, "the profile stops nothing: it allows every system call, unlike Docker's default")
	default:
		p.Report(profile.DefaultAction.Span, "what the profile does not name is allowed; deny by default and name what is allowed")
	}
}
