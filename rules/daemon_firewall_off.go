package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DaemonFirewallOff reports settings that take away the rules by which Docker parts containers from the network and from one another.
//
// With `iptables: false` nothing parts networks, and `internal` ones lead outside; each port of a container is open to whoever routes to
// it. So is it, for IPv6, with `ip6tables: false` beside `ipv6: true`. `ip-forward-no-drop` makes the host a router between all its
// networks, `allow-direct-routing` lets other machines reach the addresses of containers, and `bridge-accept-fwmark` lets marked packets
// into all bridges.
//
// # What to do
//
// Delete the key. If a firewall of your own is in the way, write rules to the chain `DOCKER-USER`.
//
// # When it is fine
//
// On a host where something else does all of that, such as a network plugin of Kubernetes.
var DaemonFirewallOff = define(lint.Rule{
	ID: "daemon-firewall-off", Title: "Packet filter of Docker switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.4"), lint.OWASP("5"), lint.OWASP("5a"), lint.CWE("284")},
	Check:   lint.EachDaemon(checkDaemonFirewallOff),
})

func checkDaemonFirewallOff(p *lint.Pass, d *daemon.File) {
	for _, one := range [...]struct {
		key   string
		open  bool
		gains string
	}{
		{"iptables", false, "nothing parts networks and hides ports"},
		{"ip6tables", false, "nothing parts networks and hides ports with IPv6"},
		{"ip-forward-no-drop", true, "the host routes between all its networks"},
		{"allow-direct-routing", true, "other machines reach ports that are not published"},
	} {
		s := d.Bool(one.key)
		if !s.Set || !s.Known || s.V != one.open || one.key == "ip6tables" && isFalse(d.Bool("ipv6")) {
			continue
		}
		f := p.Report(s.Span, "with %s %t %s; delete it", one.key, s.V, one.gains).Keyed(one.key)
		if edit, ok := d.Delete(one.key); ok {
			f.OfferRisky("let Docker write its rules; a firewall that does it instead may be in the way", edit)
		}
	}
	if s := d.Text("bridge-accept-fwmark"); s.Set && s.V != "" {
		p.Report(s.Span, "packets with this mark reach containers past the rules; delete it").Keyed("bridge-accept-fwmark")
	}
}
