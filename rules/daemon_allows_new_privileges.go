package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DaemonAllowsNewPrivileges reports a daemon without `no-new-privileges`.
//
// As a default for all containers it takes the meaning from set-user-ID programs. A service may still say
// `no-new-privileges:false`.
//
// # What to do
//
//	"no-new-privileges": true
var DaemonAllowsNewPrivileges = define(lint.Rule{
	ID: "daemon-allows-new-privileges", Title: "Programs in all containers may gain privileges", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.14"), lint.OWASP("4"), lint.CWE("250")},
	Check:   lint.EachDaemon(checkDaemonAllowsNewPrivileges),
})

func checkDaemonAllowsNewPrivileges(p *lint.Pass, d *daemon.File) {
	s := d.Bool("no-new-privileges")
	if !s.Known || s.V {
		return
	}
	f := p.Report(d.Place(s.Span), "containers may gain privileges by default; set no-new-privileges").Keyed("no-new-privileges")
	if edit, ok := d.Put("no-new-privileges", "true"); ok {
		f.Offer("forbid new privileges by default", edit)
	}
}
