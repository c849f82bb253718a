package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostPathWritable reports writable mounts of places from which the host can be taken over: its root, `/etc` and the
// files in it that decide what runs and who becomes root, `/root`, `/boot`, `/proc`, the folders of programs and
// libraries, the state of the container runtimes.
//
// Who writes there adds a user, a cron job or a key, or replaces a program that root runs.
//
// Not reported is a folder that one program has to itself, such as `/etc/pihole`, `/root/project` or a single volume
// below `/var/lib/docker/volumes`.
//
// # What to do
//
// Mount the one folder that the program needs, read-only if it only reads: `:ro`.
var HostPathWritable = define(lint.Rule{
	ID: "host-path-writable", Title: "Path of the host writable", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0025", "KICS:Volume Has Sensitive Host Directory"},
	Refs:    []lint.Ref{lint.CIS("5.6"), lint.OWASP("8"), lint.CWE("732")},
	Check:   lint.EachDeployed(checkHostPathWritable),
})

func checkHostPathWritable(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.TakesHost() {
			f := p.Report(m.SourceSpan, "%s may write %s of the host, and so take it over; mount less, or add :ro",
				c.Name, m.Source.Value).About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
			if edit, ok := m.MakeReadOnly(); ok {
				f.OfferRisky("mount it read-only; a program that writes there fails", edit)
			}
		}
	}
}
