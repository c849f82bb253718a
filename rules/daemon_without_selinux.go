package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DaemonWithoutSelinux reports a daemon without `selinux-enabled`.
//
// It matters on hosts with SELinux, Fedora and Red Hat among them: containers are then not parted by labels. Elsewhere the key does
// nothing.
var DaemonWithoutSelinux = define(lint.Rule{
	ID: "daemon-without-selinux", Title: "Containers without SELinux", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.3"), lint.OWASP("6")},
	Check:   lint.EachDaemon(checkDaemonWithoutSelinux),
})

func checkDaemonWithoutSelinux(p *lint.Pass, d *daemon.File) {
	s := d.Bool("selinux-enabled")
	if s.Known && !s.V {
		p.Report(d.Place(s.Span), "on a host with SELinux containers have no labels; set selinux-enabled").Keyed("selinux-enabled")
	}
}
