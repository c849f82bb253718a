package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HardeningByDaemon reports services that are protected by the settings of one daemon alone, as far as the project itself says nothing:
// `no-new-privileges`, user remapping, a filter of system calls that is not Docker's, and ports that are published on loopback.
//
// On another host, with another daemon, the protection is gone, and nothing says so. Where it holds, the rules about it are silent:
// `new-privileges-allowed`, `published-everywhere`.
//
// # What to do
//
// Say it in the project as well, if the project is run elsewhere; `plimsoll harden` writes it.
var HardeningByDaemon = define(lint.Rule{
	ID: "hardening-by-daemon", Title: "Protection that only the daemon gives", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("5.26"), lint.OWASP("4")},
	Check:   lint.EachDeployed(checkHardeningByDaemon),
})

func checkHardeningByDaemon(p *lint.Pass, c *container.Container) {
	var what []string
	var notes []source.Note
	add := func(kept bool, o container.Origin, name string) {
		if kept {
			what, notes = append(what, name), append(notes, source.Note{Span: o.Span, Message: name})
		}
	}
	add(c.NoNewPrivileges.Inherited() && container.Is(c.NoNewPrivileges, true), c.NoNewPrivileges.Origin, "no-new-privileges")
	add(container.Is(c.Remapped, true), c.Remapped.Origin, "user remapping")
	add(c.Seccomp.Inherited() && c.Seccomp.Known && c.Seccomp.Value.Profile != "", c.Seccomp.Origin, "a seccomp profile")
	add(c.Bound.Known && daemon.OnLoopback(c.Bound.Value), c.Bound.Origin, "ports on loopback")
	if len(what) > 0 {
		p.Report(c.Anchor, "%s has %s from its daemon alone", c.Name, strings.Join(what, ", ")).
			About(c.Subject).Keyed("daemon").Notes(notes)
	}
}
