package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DefaultPublishingAddress reports a daemon that publishes ports on all interfaces where nobody names one.
//
// The setting for networks of Compose, and for all others that are made, is this one. `ip` is often taken for it, and holds for the
// network `bridge` alone.
//
// # What to do
//
//	"default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}}
//
// Networks that exist keep what they have until they are made again.
var DefaultPublishingAddress = define(lint.Rule{
	ID: "default-publishing-address", Title: "Ports published on all interfaces by default", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.14"), lint.OWASP("5a"), lint.CWE("668")},
	Check:   lint.EachDaemon(checkDefaultPublishingAddress),
})

func checkDefaultPublishingAddress(p *lint.Pass, d *daemon.File) {
	s := d.NetworkOption("bridge", "com.docker.network.bridge.host_binding_ipv4")
	if !s.Known || s.Set && s.V != "0.0.0.0" {
		return
	}
	f := p.Report(d.Place(s.Span), "ports without an address are published on all interfaces; see default-network-opts")
	f.Keyed("default-network-opts").Note(d.Text("ip").Span, "this holds for the network bridge alone")
}
