package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// WideSocketGroup reports `group` with a group that ordinary users or services are in: `users`, `staff`, `www-data`, `nogroup` and their like.
//
// Each member of the group of the socket is root on the host, without a password.
//
// # What to do
//
// Delete the key, and put those into the group `docker` who may be root.
var WideSocketGroup = define(lint.Rule{
	ID: "wide-socket-group", Title: "Docker socket open to ordinary users", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("3.15"), lint.CIS("1.1.2"), lint.OWASP("1"), lint.CWE("732")},
	Check:   lint.EachDaemon(checkWideSocketGroup),
})

func checkWideSocketGroup(p *lint.Pass, d *daemon.File) {
	s := d.Text("group")
	if !s.Set || !s.Known || !daemon.WideGroup(s.V) {
		return
	}
	f := p.Report(s.Span, "each member of %s is root by way of the socket; use a group of its own", s.V)
	if edit, ok := d.Delete("group"); ok {
		f.OfferRisky("give the socket to the group docker; who is not in it cannot use it any more", edit)
	}
}
