package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedDockerAPI reports services that publish port 2375 beyond the loopback address: the port on which Docker, and the
// proxies in front of its socket, take orders without asking who gives them.
//
// Whoever reaches the port commands the daemon: starts a privileged container with the disk of the host mounted, or, behind a
// proxy, whatever that lets through. Ports that Docker publishes are open to the network even where a firewall of the host
// says otherwise. Scanners find the port within hours.
//
// # What to do
//
// Delete the port. Services of the same project reach each other by the name of the service, without it.
//
// # When it is fine
//
// Never on a network that others are on. On the host itself: `127.0.0.1:2375:2375`.
var PublishedDockerAPI = define(lint.Rule{
	ID: "published-docker-api", Title: "Docker API published", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("2.7"), lint.OWASP("1"), lint.CWE("306"),
		lint.Doc("Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/"),
	},
	Check: lint.EachDeployed(checkPublishedDockerAPI),
})

func checkPublishedDockerAPI(p *lint.Pass, c *container.Container) {
	for i := range c.Ports {
		if port := &c.Ports[i]; port.DockerAPI() {
			f := p.Report(port.Span, "%s publishes Docker's API, which asks nobody who they are; delete the port", c.Name)
			offerLoopback(f.About(c.Subject).Notes(port.Notes), port)
		}
	}
}
