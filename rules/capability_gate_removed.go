package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// CapabilityGateRemoved reports seccomp profiles that allow system calls to every container which Docker's default allows together
// with a capability only: `mount`, `bpf`, `setns`, `init_module`, `open_by_handle_at` and their like.
//
// The kernel asks for the capability too. The filter is the second lock: it holds where the first has a hole, and where a process
// has come by capabilities in a namespace of its own.
//
// # What to do
//
// Move the names to a rule with `"includes": {"caps": ["CAP_…"]}`. Docker then allows them to the containers that have it.
var CapabilityGateRemoved = define(lint.Rule{
	ID: "capability-gate-removed", Title: "System call allowed without its capability", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachUnit(checkCapabilityGateRemoved),
})

func checkCapabilityGateRemoved(p *lint.Pass, u *project.Unit) {
	for _, a := range allowances(u, seccomp.Gated) {
		f := a.report(p, "%s: allowed without %s, to %s", a.names, seccomp.Gate(a.keys[0]), a.Gain)
		if edits, ok := a.Rule.Gated(a.all); ok {
			f.OfferRisky("ask for the capabilities, as Docker does; a program without them that needs a call fails", edits...)
		}
	}
}
