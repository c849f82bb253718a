package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// UnknownSyscall reports names in a seccomp profile that no system call of Linux has.
//
// runc and crun pass over them and say nothing. In a list of what is denied a misspelt name denies nothing; in a list of what is
// allowed the program fails when it makes the call. Names are in lower case and have no `sys_` in front.
//
// # What to do
//
// Write the name as `man 2 syscalls` does.
//
// # When it is fine
//
// The table ends with Linux 7.0. A call that is newer is no mistake.
var UnknownSyscall = define(lint.Rule{
	ID: "unknown-syscall", Title: "Name of no system call", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security | lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CWE("1286")},
	Check:     lint.EachSeccomp(checkUnknownSyscall),
})

// maxUnknownSyscalls is how many names of one profile are told apart.
const maxUnknownSyscalls = 20

func checkUnknownSyscall(p *lint.Pass, profile *seccomp.Profile) {
	unknown := profile.Unknown()
	for i, name := range unknown {
		if i == maxUnknownSyscalls {
			p.Report(name.Span, "%d more names are no system calls; they have no effect", len(unknown)-i).Keyed("more")
			break
		}
		f := p.Report(name.Span, "%.40q is no system call, so it has no effect here", name.Value)
		if meant := seccomp.Meant(name.Value); meant != "" {
			f.Message += "; did you mean " + meant
			f.OfferRisky("write "+meant+", about which the rule then decides", lint.Edit{Span: name.Span, New: `"` + meant + `"`})
		}
	}
}
