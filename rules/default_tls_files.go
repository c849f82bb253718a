package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DefaultTLSFiles reports a daemon with TLS that is not told where its certificates are.
//
// dockerd then looks in `DOCKER_CONFIG`, or `.docker` in the home of root, which is where the client keeps its own. An authority that
// somebody put there for the client decides who may command the daemon.
//
// # What to do
//
// Name `tlscacert`, `tlscert` and `tlskey`, files that only root may write.
var DefaultTLSFiles = define(lint.Rule{
	ID: "default-tls-files", Title: "Certificates of the daemon in a home folder", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.7"), lint.CWE("1188")},
	Check:   lint.EachDaemon(checkDefaultTLSFiles),
})

func checkDefaultTLSFiles(p *lint.Pass, d *daemon.File) {
	tls := d.TLS()
	if !tls.Known || !tls.V || !d.Complete {
		return
	}
	for _, name := range [...]string{"tlscacert", "tlscert", "tlskey"} {
		if d.Text(name).V == "" {
			p.Report(d.Place(tls.Span), "%s is taken from the home folder of root; name the file", name).Keyed(name)
			return
		}
	}
}
