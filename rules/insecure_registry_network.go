package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// InsecureRegistryNetwork reports a network in `insecure-registries` that holds hosts of others, such as `0.0.0.0/0`.
//
// dockerd looks the name of a registry up, and if the address is in the network it does without TLS. With all addresses that is each
// registry but the hub: whoever is on the way, or answers for the name, runs images of their own on the host.
//
// # What to do
//
// Name the registry, as `registry.example.com:5000`, or better, give it a certificate.
var InsecureRegistryNetwork = define(lint.Rule{
	ID: "insecure-registry-network", Title: "All registries of a wide network without TLS", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.5"), lint.OWASP("13"), lint.CWE("319"), lint.CWE("295")},
	Check:   lint.EachDaemon(checkInsecureRegistryNetwork),
})

func checkInsecureRegistryNetwork(p *lint.Pass, d *daemon.File) {
	for _, r := range d.InsecureRegistries() {
		if r.Wide() && !r.Own() {
			f := p.Report(r.Span, "no registry in this network has to show a certificate; name the one that is meant")
			if edit, ok := d.DeleteItem("insecure-registries", r.Span); ok {
				f.OfferRisky("speak TLS to all registries; without a certificate nothing is pulled", edit)
			}
		}
	}
}
