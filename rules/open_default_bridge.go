package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// OpenDefaultBridge reports a daemon without `icc: false`.
//
// Containers in the network `bridge` reach one another on all ports. The benchmark wants that off. It is less than it seems: `icc`
// holds for that one network. Networks that Compose or `docker network create` make are not touched; for those the setting is
// `com.docker.network.bridge.enable_icc` in `default-network-opts`.
//
// # What to do
//
//	"icc": false
var OpenDefaultBridge = define(lint.Rule{
	ID: "open-default-bridge", Title: "Containers of the default network reach one another", Severity: lint.Low, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.2"), lint.OWASP("5"), lint.CWE("668")},
	Check:   lint.EachDaemon(checkOpenDefaultBridge),
})

func checkOpenDefaultBridge(p *lint.Pass, d *daemon.File) {
	s := d.Bool("icc")
	if !s.Known || !s.V || d.Text("bridge").V == "none" {
		return
	}
	f := p.Report(d.Place(s.Span), "containers in the network bridge reach one another; set icc to false").Keyed("icc")
	if edit, ok := d.Put("icc", "false"); ok && !isFalse(d.Bool("iptables")) { // dockerd refuses the two together
		f.OfferRisky("part containers in the network bridge; those that talk there without links fail", edit)
	}
}

// isFalse reports whether a setting is known to be off.
func isFalse(s daemon.Setting[bool]) bool { return s.Known && !s.V }
