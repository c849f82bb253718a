package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UserlandProxyOn reports a daemon without `userland-proxy: false`.
//
// A program of its own then carries what comes over loopback to a published port. The packet filter does the same; the benchmark wants
// the program gone.
var UserlandProxyOn = define(lint.Rule{
	ID: "userland-proxy-on", Title: "Proxy for published ports", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.16")},
	Check:   lint.EachDaemon(checkUserlandProxyOn),
})

func checkUserlandProxyOn(p *lint.Pass, d *daemon.File) {
	s := d.Bool("userland-proxy")
	if !s.Known || !s.V {
		return
	}
	f := p.Report(d.Place(s.Span), "a program carries what the packet filter can; set userland-proxy to false").Keyed("userland-proxy")
	if edit, ok := d.Put("userland-proxy", "false"); ok {
		f.OfferRisky("do without the proxy; ports on ::1 and old kernels may fail", edit)
	}
}
