package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// PublishedPortTwice reports ports of the host that are published twice in a project: by two services, or by two entries of
// one.
//
// The host has each port once for an address. What starts last fails with "port is already allocated", and which one that is
// may change from start to start. Override files bring it about: they add to `ports` and replace nothing.
//
// Ranges count with each of their ports, and an entry without an address takes the port on all of them, so that
// `80:80` and `127.0.0.1:80:8080` clash. TCP and UDP do not, nor do IPv4 and IPv6. Not reported are services that no profile
// brings up together, what is not published at all, as under `network_mode: host`, and a range of which Docker
// chooses one port for the container.
//
// # What to do
//
// Give one of them another port. An override file that is to replace the list says `ports: !override`.
var PublishedPortTwice = define(lint.Rule{
	ID: "published-port-twice", Title: "Host port published twice", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"no-duplicate-exported-ports"},
	Refs: []lint.Ref{
		lint.Doc("ports", "https://docs.docker.com/reference/compose-file/services/#ports"),
		lint.Doc("Merging", "https://docs.docker.com/reference/compose-file/merge/"),
	},
	Check: lint.EachUnit(checkPublishedPortTwice),
})

func checkPublishedPortTwice(p *lint.Pass, u *project.Unit) {
	for _, clash := range container.Clashes(u.Containers) {
		ports, name := portsOf(clash.Ports), clash.Container.Name
		f := p.Report(clash.Port.Span, "%s publishes %s already, so %s does not start; take another", clash.Other.Name, ports, name)
		if clash.Other == clash.Container {
			f.Message = name + " publishes " + ports + " twice, so it does not start; delete one"
		}
		f.About(clash.Container.Subject).Notes(clash.Port.Notes).Note(clash.Taken.Span, "it is published here as well")
	}
}

func portsOf(r container.Ports) string {
	if r.Len() == 1 {
		return "port " + r.String()
	}
	return "ports " + r.String()
}
