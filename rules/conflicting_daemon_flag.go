package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// ConflictingDaemonFlag reports a flag in the systemd unit of Docker that sets what daemon.json sets as well.
//
// dockerd does not start then, be the two values the same. The well-known case is `hosts`, since the units that distributions ship
// begin dockerd with `-H fd://`.
//
// # What to do
//
// Keep one. To take the flag out, write a drop-in, `docker.service.d/override.conf`; the empty line takes back the unit's own command:
//
//	[Service]
//	ExecStart=
//	ExecStart=/usr/bin/dockerd --containerd=/run/containerd/containerd.sock
var ConflictingDaemonFlag = define(lint.Rule{
	ID: "conflicting-daemon-flag", Title: "Flag that daemon.json sets as well", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.Doc("dockerd", "https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file")},
	Check:   lint.EachDaemon(checkConflictingDaemonFlag),
})

func checkConflictingDaemonFlag(p *lint.Pass, d *daemon.File) {
	for _, c := range d.Conflicts {
		p.Report(c.Flag, "dockerd does not start: daemon.json sets %s as well", c.Name).Note(c.File, "here").Keyed(c.Name)
	}
}
