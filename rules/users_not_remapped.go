package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UsersNotRemapped reports a daemon without `userns-remap`.
//
// Root in a container then is root of the host, held back by capabilities, seccomp and AppArmor alone. Whoever gets out is root at
// once; with remapping it is an account that owns nothing.
//
// # What to do
//
//	"userns-remap": "default"
//
// It takes a store of images of its own, switches the image store of containerd off, and refuses containers that are privileged or in
// the network of the host.
//
// # When it is fine
//
// For a daemon without root. It is known by `rootless`, by a file in `~/.config/docker`, or by a socket in `/run/user`. Few hosts remap: the
// rule is in the benchmark only.
var UsersNotRemapped = define(lint.Rule{
	ID: "users-not-remapped", Title: "Root in containers is root on the host", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.9"), lint.OWASP("11"), lint.CWE("250")},
	Check:   lint.EachDaemon(checkUsersNotRemapped),
})

func checkUsersNotRemapped(p *lint.Pass, d *daemon.File) {
	s := d.Remap()
	if !s.Known || s.V || d.RemapsRoot() || d.Rootless() {
		return
	}
	f := p.Report(d.Place(s.Span), "root in a container is root of the host; set userns-remap").Keyed("userns-remap")
	if edit, ok := d.Put("userns-remap", `"default"`); ok {
		f.OfferRisky("remap users; images are stored anew, and containers in the network of the host are refused", edit)
	}
}
