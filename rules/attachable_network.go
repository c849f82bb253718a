package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AttachableNetwork reports `overlay` networks that are `attachable`.
//
// Any container on any node of the swarm can then join the network by `docker run --network`, and reach all services in it,
// published or not. Who is in it is not decided by this file any more.
//
// On other drivers the key means nothing. An external network is not this file's either; it is not reported.
//
// # What to do
//
// Delete the key, if only services of the stack use the network.
var AttachableNetwork = define(lint.Rule{
	ID: "attachable-network", Title: "Network that any container may join", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("5"), lint.CWE("668"), lint.Doc("attachable", "https://docs.docker.com/reference/compose-file/networks/#attachable"),
	},
	Check: lint.EachUnit(checkAttachableNetwork),
})

func checkAttachableNetwork(p *lint.Pass, u *project.Unit) {
	for _, n := range networks(u) {
		if v := n.Attachable; v.Known && v.V && n.Driver.Known && n.Driver.V == "overlay" && !n.External.V {
			f := p.Report(v.Span(), "any container of the swarm may join %s; delete attachable", n.Key.Value)
			f.About("networks." + n.Key.Value).Notes(v.Related())
			offerDeletion(f, v, "keep containers that are no services of a stack out of the network")
		}
	}
}
