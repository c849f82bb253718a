package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnprotectedDaemonPort reports a Docker daemon that takes orders over TCP from machines that show no certificate.
//
// Whoever reaches the port starts a container that mounts the host, and is root there. Such ports are found within hours of being
// opened.
//
// An address without a scheme, as `0.0.0.0:2375`, is TCP. Certificates are asked for with `tlsverify: true`, or with `tls: true` alone.
// `tlsverify: false` switches TLS on and lets everybody in, which a check for the key would pass over. Addresses of the host itself are
// reported by `unprotected-loopback-port`.
//
// # What to do
//
// Leave the socket as the only address, and reach it by `ssh://`. If it has to be TCP:
//
//	"tlsverify": true,
//	"tlscacert": "/etc/docker/ca.pem",
//	"tlscert": "/etc/docker/cert.pem",
//	"tlskey": "/etc/docker/key.pem"
var UnprotectedDaemonPort = define(lint.Rule{
	ID: "unprotected-daemon-port", Title: "Docker API open to the network", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.7"), lint.OWASP("1"), lint.CWE("306"), lint.Doc("Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/")},
	Check:   lint.EachDaemon(checkUnprotectedDaemonPort),
})

func checkUnprotectedDaemonPort(p *lint.Pass, d *daemon.File) {
	if v := d.Verify(); v.Known && v.V {
		return
	}
	for _, l := range d.TCP() {
		if !l.Loopback {
			p.Report(l.Span, "whoever reaches %s is root on the host; set tlsverify, or listen on a socket alone", l.Address).
				Note(d.Bool("tlsverify").Span, "TLS without a certificate of the client")
		}
	}
}
