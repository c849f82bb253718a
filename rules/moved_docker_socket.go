package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// MovedDockerSocket reports TLS without `hosts`: dockerd then listens on `tcp://localhost:2376` instead of the socket.
//
// Nobody who writes `"tls": true` into daemon.json means that. Clients that use the socket find nobody, and a port of the host is open.
//
// # What to do
//
// Name the addresses in `hosts`, `unix:///var/run/docker.sock` among them; or delete the keys of TLS, which the socket has no use for.
var MovedDockerSocket = define(lint.Rule{
	ID: "moved-docker-socket", Title: "Docker API moved by TLS", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("2.7"), lint.CWE("1188")},
	Check:   lint.EachDaemon(checkMovedDockerSocket),
})

func checkMovedDockerSocket(p *lint.Pass, d *daemon.File) {
	tls := d.Bool("tls") // tlsverify alone is looked at too late to move it
	if tls.Known && tls.Set && tls.V && d.Complete && len(d.List("hosts")) == 0 {
		p.Report(tls.Span, "without hosts this moves the API from the socket to localhost:2376; name hosts").Keyed("tls")
	}
}
