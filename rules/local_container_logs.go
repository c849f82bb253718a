package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// LocalContainerLogs reports a daemon that keeps the logs of containers on the host alone, as `json-file`, `local` and `journald` do.
//
// Who takes over the host takes over the logs. The benchmark wants them elsewhere.
var LocalContainerLogs = define(lint.Rule{
	ID: "local-container-logs", Title: "Logs of containers kept on the host alone", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.13"), lint.OWASP("10"), lint.CWE("778")},
	Check:   lint.EachDaemon(checkLocalContainerLogs),
})

func checkLocalContainerLogs(p *lint.Pass, d *daemon.File) {
	s := d.Text("log-driver")
	switch s.V {
	case "json-file", "local":
		if s.Known {
			p.Report(d.Place(s.Span), "logs of containers lie on the host alone; send them elsewhere").Keyed("log-driver")
		}
	}
}
