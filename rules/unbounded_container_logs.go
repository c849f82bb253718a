package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnboundedContainerLogs reports a daemon whose driver is `json-file` without `max-size`.
//
// A container that talks without end fills the disk of the host, and everything on it stands still. Unlike `local`, `json-file` has no
// bound of its own.
//
// # What to do
//
//	"log-opts": {"max-size": "10m", "max-file": "3"}
//
// It holds for containers that are made from then on.
var UnboundedContainerLogs = define(lint.Rule{
	ID: "unbounded-container-logs", Title: "Logs of containers without a bound", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.OWASP("7"), lint.OWASP("10"), lint.CWE("770")},
	Check:   lint.EachDaemon(checkUnboundedContainerLogs),
})

func checkUnboundedContainerLogs(p *lint.Pass, d *daemon.File) {
	s := d.Text("log-driver")
	if _, bounded := d.Option("log-opts", "max-size"); bounded || !s.Known || s.V != "json-file" || !d.Complete {
		return
	}
	f := p.Report(d.Place(s.Span), "logs of containers grow until the disk is full; set max-size in log-opts").Keyed("log-opts")
	if edit, ok := d.Put("log-opts", `{"max-size": "10m", "max-file": "3"}`); ok && !d.Sets("log-opts") {
		f.OfferRisky("keep the last 30 MB of each container; what is older is gone", edit)
	}
}
