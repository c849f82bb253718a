package rules

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// ExposedDaemonMetrics reports `metrics-addr` on an address that other machines reach.
//
// The metrics ask nobody who they are. They tell the version of Docker and of the kernel, and what the host is doing.
//
// # What to do
//
//	"metrics-addr": "127.0.0.1:9323"
var ExposedDaemonMetrics = define(lint.Rule{
	ID: "exposed-daemon-metrics", Title: "Metrics of the daemon open to the network", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("306"), lint.CWE("497")},
	Check:   lint.EachDaemon(checkExposedDaemonMetrics),
})

func checkExposedDaemonMetrics(p *lint.Pass, d *daemon.File) {
	s := d.Text("metrics-addr")
	local, ok := daemon.Local(s.V)
	if !s.Set || !s.Known || !ok || daemon.OwnHost(s.V) {
		return
	}
	f := p.Report(s.Span, "whoever reaches the host reads what the daemon does; use 127.0.0.1")
	if edit, ok := d.Put("metrics-addr", strconv.Quote(local)); ok && local != "" {
		f.OfferRisky("show metrics to the host alone; whoever collects them from elsewhere finds nothing", edit)
	}
}
