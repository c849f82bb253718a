package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// NetworkDiagnosticPort reports `network-diagnostic-port`.
//
// On that port of loopback the daemon tells about networks and takes commands, from each user and each program of the host, containers in
// its network among them. It is for hours of searching, not for a file.
var NetworkDiagnosticPort = define(lint.Rule{
	ID: "network-diagnostic-port", Title: "Diagnostic port of the daemon open", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("306")},
	Check:   lint.EachDaemon(checkNetworkDiagnosticPort),
})

func checkNetworkDiagnosticPort(p *lint.Pass, d *daemon.File) {
	if s := d.Number("network-diagnostic-port"); s.Set && s.Known && s.V > 0 {
		p.Report(s.Span, "each program of the host commands the networks by this port; delete it")
	}
}
