package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostPathExposed reports mounts of places whose content gives away the host or controls it, even without writing
// files: `/etc` and the secrets in it, `/root`, `/proc`, `/sys` and its controls, `/dev`, disks, the state of the
// container runtimes, the sockets in `/run` that manage the host.
//
// Harmless parts are not reported: time zone files, certificates of authorities, single devices that are no disk, and
// what one program has to itself in `/etc` or `/run`. A writable mount of a place that takes over the host is
// `host-path-writable`.
//
// # What to do
//
// Remove the mount, or mount the one file that the program needs.
//
// # When it is fine
//
// Monitoring agents read `/proc` and `/sys` of the host. Keep the mount read-only and ignore the finding with that
// reason.
var HostPathExposed = define(lint.Rule{
	ID: "host-path-exposed", Title: "Sensitive path of the host mounted", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0013", "KICS:Volume Has Sensitive Host Directory"},
	Refs:    []lint.Ref{lint.CIS("5.6"), lint.OWASP("8")},
	Check:   lint.EachDeployed(checkHostPathExposed),
})

func checkHostPathExposed(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if !m.Source.Known || !m.Source.Value.Sensitive() || m.Source.Value.IsControlSocket() ||
			m.Source.Value.HoldsControlSocket() || m.TakesHost() {
			continue // other rules say more of those
		}
		verb := "reads and writes"
		switch {
		case m.Source.Value.InRun():
			verb = "reaches" // what is called through a socket need not be writable
		case m.ReadOnly || m.ModeUnknown:
			verb = "reads"
		}
		p.Report(m.SourceSpan, "%s %s %s of the host; remove the mount, or narrow it", c.Name, verb, m.Source.Value).
			About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
	}
}
