package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedSsh reports port 22 of a container that is published to other machines.
//
// An SSH server is a second way into the container, with keys and passwords of its own that have to be kept, changed and
// watched. `docker exec` does the same and asks who you are.
//
// # What to do
//
// Delete the port and the server.
//
// # When it is fine
//
// In services that offer SSH to people: git servers, bastions, SFTP. So the rule is not on by default.
var PublishedSsh = define(lint.Rule{
	ID: "published-ssh", Title: "Port of SSH published", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("5.7"), lint.CWE("1327")},
	Check:     lint.EachDeployed(checkPublishedSSH),
})

func checkPublishedSSH(p *lint.Pass, c *container.Container) {
	for i := range c.Ports {
		if port := &c.Ports[i]; port.Public && port.Inner.Single(22) && port.Protocol == "tcp" {
			p.Report(port.Span, "SSH into %s is a second way in beside docker exec; delete the port", c.Name).
				About(c.Subject).Notes(port.Notes)
		}
	}
}
