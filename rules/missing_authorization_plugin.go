package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// MissingAuthorizationPlugin reports a daemon without `authorization-plugins`.
//
// Whoever may use the API may do everything. A plugin can tell users and commands apart, which matters where several people share a
// daemon over TLS. It does not bind those who reach the socket of containerd below it.
var MissingAuthorizationPlugin = define(lint.Rule{
	ID: "missing-authorization-plugin", Title: "Docker commands that nobody authorises", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.12"), lint.OWASP("1")},
	Check:   lint.EachDaemon(checkMissingAuthorizationPlugin),
})

func checkMissingAuthorizationPlugin(p *lint.Pass, d *daemon.File) {
	if d.Complete && len(d.List("authorization-plugins")) == 0 {
		p.Report(d.First(), "whoever may use the API may do everything; see authorization-plugins").Keyed("authorization-plugins")
	}
}
