package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DiscardedContainerLogs reports the logging driver `none` for all containers.
//
// What containers say is gone. Neither a fault nor a break-in leaves a trace.
//
// # What to do
//
// Delete the key. Logs that grow too large are bounded by `max-size` and `max-file`.
var DiscardedContainerLogs = define(lint.Rule{
	ID: "discarded-container-logs", Title: "Logs of all containers thrown away", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.13"), lint.OWASP("10"), lint.CWE("778")},
	Check:   lint.EachDaemon(checkDiscardedContainerLogs),
})

func checkDiscardedContainerLogs(p *lint.Pass, d *daemon.File) {
	s := d.Text("log-driver")
	if !s.Set || !s.Known || s.V != "none" {
		return
	}
	f := p.Report(s.Span, "nothing that containers say is kept; delete log-driver")
	if edit, ok := d.Delete("log-driver"); ok && !d.Sets("log-opts") {
		f.OfferRisky("keep logs in files; they take room", edit)
	}
}
