package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// InsecureRegistry reports `insecure-registries`, and mirrors of the hub that are spoken to without TLS.
//
// dockerd then takes any certificate, and none at all. Whoever is on the way puts an image of their own in the place of the one that is
// asked for, and reads the password. The host itself, `127.0.0.0/8`, is taken for insecure anyway, and is not reported. Networks so wide
// that nobody knows all hosts in them are reported by `insecure-registry-network`.
//
// # What to do
//
// Give the registry a certificate, and put its authority into `/etc/docker/certs.d/HOST:PORT/ca.crt`.
var InsecureRegistry = define(lint.Rule{
	ID: "insecure-registry", Title: "Registry without TLS", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.5"), lint.OWASP("13"), lint.CWE("319"), lint.CWE("295")},
	Check:   lint.EachDaemon(checkInsecureRegistry),
})

func checkInsecureRegistry(p *lint.Pass, d *daemon.File) {
	for _, r := range d.InsecureRegistries() {
		if r.Own() || r.Wide() {
			continue
		}
		f := p.Report(r.Span, "images of this registry are taken from whoever answers; give it a certificate")
		if edit, ok := d.DeleteItem("insecure-registries", r.Span); ok {
			f.OfferRisky("speak TLS to the registry; without a certificate nothing is pulled from it", edit)
		}
	}
	for _, m := range d.List("registry-mirrors") {
		if host, plain := strings.CutPrefix(m.Text.Value, "http://"); plain && m.Known && !daemon.OwnHost(host) {
			p.Report(m.Span, "images of the hub are taken from a mirror without TLS; use https")
		}
	}
}
