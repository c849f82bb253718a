package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DaemonSeccompOff reports `seccomp-profile: unconfined`.
//
// All containers that do not name a profile run without a filter: the whole kernel is open to them. Most escapes have needed a call
// that the filter keeps from them.
//
// # What to do
//
// Delete the key: the filter that Docker has built in holds then.
var DaemonSeccompOff = define(lint.Rule{
	ID: "daemon-seccomp-off", Title: "System call filter off for all containers", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.17"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachDaemon(checkDaemonSeccompOff),
})

func checkDaemonSeccompOff(p *lint.Pass, d *daemon.File) {
	s := d.Text("seccomp-profile")
	if !s.Set || !s.Known || s.V != "unconfined" {
		return
	}
	f := p.Report(s.Span, "no container has a system call filter; delete seccomp-profile")
	if edit, ok := d.Delete("seccomp-profile"); ok {
		f.OfferRisky("filter system calls as Docker does; a program that needs another one fails", edit)
	}
}
