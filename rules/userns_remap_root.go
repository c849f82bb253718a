package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UsernsRemapRoot reports `userns-remap` with the user root.
//
// dockerd says "user namespaces are OFF" in its log, and starts all the same: root in containers is root of the host. Tests that only
// look whether the key is there, as that of the CIS Benchmark, are content.
//
// # What to do
//
//	"userns-remap": "default"
var UsernsRemapRoot = define(lint.Rule{
	ID: "userns-remap-root", Title: "User remapping that is off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.9"), lint.OWASP("11"), lint.CWE("250")},
	Check:   lint.EachDaemon(checkUsernsRemapRoot),
})

func checkUsernsRemapRoot(p *lint.Pass, d *daemon.File) {
	if !d.RemapsRoot() {
		return
	}
	f := p.Report(d.Remap().Span, "root is not remapped to root: user namespaces are off; use default")
	if edit, ok := d.Put("userns-remap", `"default"`); ok {
		f.OfferRisky("remap users; images are stored anew, and containers in the network of the host are refused", edit)
	}
}
