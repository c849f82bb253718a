package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnprotectedLoopbackPort reports a Docker daemon that takes orders over TCP on a loopback address from programs that show no certificate.
//
// Unlike the socket, which belongs to root and a group, the port is there for each user and each program of the host, for containers in
// the network of the host, and for pages in a browser on it.
//
// # What to do
//
// Delete the address: the socket does all that it does. Or set `tlsverify`.
var UnprotectedLoopbackPort = define(lint.Rule{
	ID: "unprotected-loopback-port", Title: "Docker API open to the whole host", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.7"), lint.OWASP("1"), lint.CWE("306"), lint.Doc("Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/")},
	Check:   lint.EachDaemon(checkUnprotectedLoopbackPort),
})

func checkUnprotectedLoopbackPort(p *lint.Pass, d *daemon.File) {
	if v := d.Verify(); v.Known && v.V {
		return
	}
	for _, l := range d.TCP() {
		if l.Loopback {
			p.Report(l.Span, "each program of the host is root by way of %s; listen on a socket alone", l.Address)
		}
	}
}
