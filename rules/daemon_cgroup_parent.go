package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DaemonCgroupParent reports `cgroup-parent`.
//
// Limits that the host sets for the usual groups then do not hold. With systemd the name has to end in `.slice`.
var DaemonCgroupParent = define(lint.Rule{
	ID: "daemon-cgroup-parent", Title: "Control group of all containers chosen", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.10"), lint.OWASP("7")},
	Check:   lint.EachDaemon(checkDaemonCgroupParent),
})

func checkDaemonCgroupParent(p *lint.Pass, d *daemon.File) {
	if s := d.Text("cgroup-parent"); s.Set && s.V != "" {
		p.Report(s.Span, "containers run in another control group; make sure that it has limits")
	}
}
