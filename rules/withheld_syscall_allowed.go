package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// WithheldSyscallAllowed reports seccomp profiles that allow system calls which Docker allows to no container and which the kernel
// ties to a capability: `kexec_load`, `pivot_root`, `swapon`, `move_pages` and their like.
//
// No program in a container needs them. With the filter open, a capability alone is between a process and the host's kernel, its
// swap or its root.
//
// # What to do
//
// Take the names out.
var WithheldSyscallAllowed = define(lint.Rule{
	ID: "withheld-syscall-allowed", Title: "System call of the host's administrator allowed", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachUnit(checkWithheldSyscallAllowed),
})

func checkWithheldSyscallAllowed(p *lint.Pass, u *project.Unit) {
	for _, a := range allowances(u, seccomp.Withheld) {
		f := a.report(p, "%s %s a process %s; Docker never allows it", a.names, a.lets, a.Gain)
		a.offerDrop(f)
	}
}
