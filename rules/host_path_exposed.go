package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostPathExposed reports mounts of places whose content gives away the host or controls it even without writing
// files: `/etc`, `/root`, `/proc`, `/sys`, `/dev`, the state of the container runtimes, sockets in `/run`.
//
// Harmless parts are not reported: time zone files, certificates of authorities, `/dev/null` and its like.
//
// # What to do
//
// Mount the one file that the program needs.
//
// # When it is fine
//
// Monitoring agents read `/proc` and `/sys` of the host. Keep the mount read-only and ignore the finding with that
// reason.
var HostPathExposed = define(lint.Rule{
	ID: "host-path-exposed", Title: "Sensitive path of the host mounted", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0013"},
	Refs:    []lint.Ref{lint.CIS("5.6"), lint.OWASP("8")},
	Check:   lint.EachDeployed(checkHostPathExposed),
})

func checkHostPathExposed(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Source.Known && m.Source.Value.Sensitive() && (m.ReadOnly || !m.Source.Value.TakesHost()) &&
			!m.Source.Value.HoldsControlSocket() && !m.Source.Value.IsControlSocket() {
			p.Report(m.SourceSpan, "%s sees %s of the host; mount only the file it needs", c.Name, m.Source.Value).About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
		}
	}
}
