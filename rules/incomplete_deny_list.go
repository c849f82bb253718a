package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// IncompleteDenyList reports seccomp profiles that allow by default and deny a system call, but not others that do the same.
//
// Who may not call `mount` calls `fsmount` and `move_mount`; `clone3` makes namespaces like `unshare`; `process_vm_writev` writes into
// other processes like `ptrace`; `fchmodat2` changes modes like `chmod`. The kernel gets new ones each year.
//
// # What to do
//
// Deny the others too. Better allow by name and deny the rest, as Docker's default does.
var IncompleteDenyList = define(lint.Rule{
	ID: "incomplete-deny-list", Title: "Denied system call with open siblings", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.CWE("184")},
	Check:   lint.EachSeccomp(checkIncompleteDenyList),
})

func checkIncompleteDenyList(p *lint.Pass, profile *seccomp.Profile) {
	for _, l := range profile.Leaks(seccomp.Host{Machine: seccomp.AMD64, Caps: container.DefaultCapabilities.Names()}) {
		p.Report(l.Denied.Span, "%s is denied, but what does the same is not: %s", l.Denied.Value, strings.Join(l.Open, ", "))
	}
}
