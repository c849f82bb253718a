package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// OpenDockerAPI reports Docker daemons that are started to take orders over TCP from whoever connects: `dockerd -H tcp://...`
// without `--tlsverify`, and the image `docker:dind` with an empty `DOCKER_TLS_CERTDIR`, which makes it listen on 2375
// without TLS.
//
// Such a daemon runs privileged, or it would not run. So each container on the same network is one request away from root on
// the host.
//
// # What to do
//
// Leave `DOCKER_TLS_CERTDIR` as the image has it and share the folder with the client, or let the two share a socket in a
// volume: `-H unix:///run/docker/docker.sock`.
//
// # When it is fine
//
// On a network of the daemon and its one client. Ignore the finding with that reason.
var OpenDockerAPI = define(lint.Rule{
	ID: "open-docker-api", Title: "Docker daemon commanded without TLS", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("2.7"), lint.OWASP("1"), lint.CWE("306"),
		lint.Doc("Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/"),
	},
	Check: lint.EachService(checkOpenDockerAPI),
})

func checkOpenDockerAPI(p *lint.Pass, s *compose.Service) {
	for _, a := range container.OpenDaemons(s) {
		p.Report(a.Span, "%s lets whoever connects command its Docker daemon; use TLS or a socket", s.Key.Value).
			About("services." + s.Key.Value).Notes(a.Notes)
	}
}
