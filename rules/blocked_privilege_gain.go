package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// BlockedPrivilegeGain reports services with `no-new-privileges` that start, as an ordinary user, with a program that has to gain
// privileges: `sudo`, `su`, a file with the set-user-ID bit, or one to which `setcap` gives a capability that counts.
//
// The program fails, or runs without what it needs and without a word. Mostly `no-new-privileges` is what goes then.
//
// Programs that give privileges up, `gosu`, `su-exec` and `setpriv`, work. So does a file with `NET_BIND_SERVICE`, which is not
// needed for low ports since Docker 20.10.
//
// # What to do
//
// Start as root and let the entrypoint change to the user, or do what needs root when the image is built.
var BlockedPrivilegeGain = define(lint.Rule{
	ID: "blocked-privilege-gain", Title: "Start that needs privileges it cannot gain", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.26"), lint.OWASP("4")},
	Check:     lint.EachStack(checkBlockedPrivilegeGain),
})

func checkBlockedPrivilegeGain(p *lint.Pass, s *project.Stack) {
	for _, g := range s.BlockedGains() {
		c := s.Container
		p.Report(c.NoNewPrivileges.Origin.Span, "%s starts %s, which %s: that fails here; start without", c.Name, g.Program, g.How).
			About(c.Subject).Keyed(g.Program).Notes(c.NoNewPrivileges.Origin.Notes).Note(g.At, "here")
	}
}
