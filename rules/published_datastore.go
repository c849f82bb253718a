package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PublishedDatastore reports ports of databases, caches, queues and key stores that are published on all addresses of the host:
// PostgreSQL, MySQL, MongoDB, Redis, Elasticsearch, Memcached, etcd, RabbitMQ, Kafka and their like.
//
// Everyone who reaches the host reaches the data: to guess the password, or to do without where the software asks for none, as
// Redis and Memcached do. Docker's rules in the packet filter come before those of ufw and firewalld, so a host that seems to
// block the port does not. Such ports are found by scanners within hours.
//
// The port of the container counts, whatever it is called outside, and the image where several programs share a port. An
// address of the loopback interface, `network_mode: host`, which publishes nothing, and networks that are `internal` or bound
// elsewhere are taken into account. A check for a dot in the entry, as some tools have it, lets `0.0.0.0:5432:5432` pass.
//
// # What to do
//
// Delete the entry: other services reach the port over their network without it. For tools on the host:
//
//	ports: ["127.0.0.1:5432:5432"]
var PublishedDatastore = define(lint.Rule{
	ID: "published-datastore", Title: "Database published to every network", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases: []string{
		"CL-0005", "no-unbound-port-interfaces", "KICS:Container Traffic Not Bound To Host Interface",
	},
	Refs:  []lint.Ref{lint.CIS("5.14"), lint.OWASP("5a"), lint.CWE("668")},
	Check: lint.EachDeployed(checkPublishedDatastore),
})

func checkPublishedDatastore(p *lint.Pass, c *container.Container) {
	for i := range c.Ports {
		port := &c.Ports[i]
		name := c.DatastoreAt(*port)
		if name == "" {
			continue
		}
		f := p.Report(port.Span, "%s lets every network reach %s; delete the port or bind it to 127.0.0.1", c.Name, name)
		offerLoopback(f.About(c.Subject).Notes(port.Notes), port)
	}
}

// offerLoopback offers to publish a port on the loopback address alone.
func offerLoopback(f *lint.Finding, port *container.Port) {
	if edit, ok := port.OnLoopback(); ok {
		f.OfferRisky("publish on 127.0.0.1; other machines do not reach the port any more", edit)
	}
}
