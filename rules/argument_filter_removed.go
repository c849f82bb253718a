package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// ArgumentFilterRemoved reports seccomp profiles that allow `socket` or `personality` with arguments for which Docker's default does
// not.
//
// `socket` with `AF_ALG` opens the kernel's ciphers, where a hole that led to root was found in 2026, and with `AF_VSOCK` it speaks to
// the hypervisor past the container's network. `personality` switches off the random layout of memory, which makes exploits of the
// program itself easier. Copies of versions before May 2026 have no rule against `AF_ALG`.
//
// # What to do
//
// Take the rules for the call over from the current default profile. `clone` is the matter of `namespace-creation-allowed`.
var ArgumentFilterRemoved = define(lint.Rule{
	ID: "argument-filter-removed", Title: "System call allowed with any arguments", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachUnit(checkArgumentFilterRemoved),
})

func checkArgumentFilterRemoved(p *lint.Pass, u *project.Unit) {
	for _, a := range allowances(u, seccomp.Narrowed) {
		with := "any arguments"
		if a.Args != "" {
			with = a.Args
		}
		a.report(p, "%s may be called with %s, unlike in Docker's default, to %s", a.names, with, a.Gain)
	}
}
