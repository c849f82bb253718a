package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// LiveRestoreOff reports a daemon without `live-restore`.
//
// All containers stop when the daemon does, so that security updates of Docker wait for a window. Swarm takes no part in it.
var LiveRestoreOff = define(lint.Rule{
	ID: "live-restore-off", Title: "Containers that stop with the daemon", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.15")},
	Check:   lint.EachDaemon(checkLiveRestoreOff),
})

func checkLiveRestoreOff(p *lint.Pass, d *daemon.File) {
	s := d.Bool("live-restore")
	if !s.Known || s.V {
		return
	}
	f := p.Report(d.Place(s.Span), "containers stop with the daemon, so updates wait; set live-restore").Keyed("live-restore")
	if edit, ok := d.Put("live-restore", "true"); ok {
		f.Offer("keep containers alive while the daemon restarts; not with swarm", edit)
	}
}
