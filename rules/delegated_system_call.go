package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// DelegatedSystemCall reports seccomp profiles that leave decisions to another program: `SCMP_ACT_NOTIFY`, `SCMP_ACT_TRACE` and
// `listenerPath`.
//
// Calls are then as safe as that program, which runs on the host, reads the memory of the container while the container can change
// it, and is given the names of files that may be others a moment later. Without it the calls fail.
//
// # What to do
//
// Allow or deny the calls in the profile itself where no such program is meant to run.
//
// # When it is fine
//
// Where an agent is the point, such as one that makes devices for containers, ignore the rule at its place.
var DelegatedSystemCall = define(lint.Rule{
	ID: "delegated-system-call", Title: "System calls that another program decides about", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("367")},
	Check:   lint.EachSeccomp(checkDelegatedSystemCall),
})

func checkDelegatedSystemCall(p *lint.Pass, profile *seccomp.Profile) {
	if profile.ListenerPath.Value != "" {
		p.Report(profile.ListenerPath.Span, "the program at this socket decides about system calls")
	}
	if profile.Default.Action == seccomp.Trace {
		p.Report(profile.DefaultAction.Span, "a tracer decides about each call that has no rule; without one they fail")
	}
	for _, rule := range profile.Rules {
		if rule.Asks() {
			p.Report(rule.ActionText.Span, "another program decides about these calls, and without one they fail")
		}
	}
}
