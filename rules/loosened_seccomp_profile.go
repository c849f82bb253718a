package rules

import (
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// LoosenedSeccompProfile reports services whose seccomp profile lets them make dangerous system calls that Docker's default keeps from
// them. It is worked out for the capabilities that the service really has.
//
// A profile of one's own takes the place of the default. One that was copied from elsewhere often allows more: then the service is
// filtered worse than if nothing had been configured. What an attacker gains is said in the profile, at each name.
//
// # What to do
//
// `plimsoll seccomp diff PROFILE` lists what the profile allows more and less. Take out what the service does not need, or delete the
// entry of `security_opt`, so that the default holds.
//
// # When it is fine
//
// Where the calls are what the profile was made for, ignore the rule at the service, with the reason.
var LoosenedSeccompProfile = define(lint.Rule{
	ID: "loosened-seccomp-profile", Title: "Service filtered less than by Docker's default", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:     lint.EachDeployed(checkLoosenedSeccompProfile),
})

func checkLoosenedSeccompProfile(p *lint.Pass, c *container.Container) {
	filter, more := p.Unit.SyscallFilter(c)
	if filter == nil {
		return
	}
	if filter.Off {
		f := p.Report(c.Seccomp.Origin.Span, "%s runs without a system call filter: its profile has no rules", c.Name)
		f.About(c.Subject).Note(filter.Profile.Place(), "without a default action Docker filters nothing").Notes(c.Seccomp.Origin.Notes)
		return
	}
	var names []string
	for _, change := range more {
		if change.Dangerous {
			names = append(names, change.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	few := names[:min(3, len(names))]
	of := fmt.Sprintf("%s (%d more than Docker's default, %d dangerous)", strings.Join(few, ", "), len(more), len(names))
	f := p.Report(c.Seccomp.Origin.Span, "the profile lets %s call %s", c.Name, of).About(c.Subject).Keyed("seccomp")
	for _, change := range more[:min(5, len(names))] {
		at := filter.Profile.Place()
		if change.Rule != nil {
			at = change.Rule.NameAt(change.Name)
		}
		f.Note(at, change.Name+" lets a process "+change.Gain)
	}
	f.Notes(c.Seccomp.Origin.Notes)
}
