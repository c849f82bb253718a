package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnencryptedOverlay reports networks with the driver `overlay` and without the driver option `encrypted`.
//
// The traffic between the hosts goes over VXLAN in clear text. Who is on the network between them reads it, and sends packets
// to the containers: VXLAN asks nobody who they are.
//
// The option works by being there, with any value: `encrypted: "false"` switches it on as well.
//
// # What to do
//
//	driver_opts:
//	  encrypted: "true"
//
// # When it is fine
//
// On hosts that are connected by a VPN, and where all services speak TLS.
var UnencryptedOverlay = define(lint.Rule{
	ID: "unencrypted-overlay", Title: "Overlay network in clear text", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("7.3"), lint.OWASP("5"), lint.CWE("319"),
		lint.Doc("overlay", "https://docs.docker.com/engine/network/drivers/overlay/#encrypt-traffic-on-an-overlay-network"),
	},
	Check: lint.EachUnit(checkUnencryptedOverlay),
})

func checkUnencryptedOverlay(p *lint.Pass, u *project.Unit) {
	for _, n := range networks(u) {
		if !n.Driver.Known || n.Driver.V != "overlay" || !n.DriverOpts.Known || n.External.Set && (!n.External.Known || n.External.V) {
			continue
		}
		if _, ok := n.DriverOpts.Get("encrypted"); ok {
			continue
		}
		f := p.Report(n.Driver.Span(), "%s goes between the hosts in clear text; set driver_opts encrypted", n.Key.Value).
			About("networks." + n.Key.Value).Notes(n.Driver.Related())
		if edit, ok := source.InsertBelow(n.Span, "driver_opts:", `  encrypted: "true"`); ok && !n.DriverOpts.Set {
			f.OfferRisky("encrypt the overlay; it gets slower, and IPsec must pass between the hosts", edit)
		}
	}
}
