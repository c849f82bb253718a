package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// HostNetworkBuild reports `RUN --network=host`, and in Compose files `build.network: host`.
//
// The command shares the network of the machine that builds: it reaches what listens on its loopback address only, such as
// the API of a daemon, metadata services and the ports of other jobs, and abstract Unix sockets. A package that runs a
// script while it is installed gets there too.
//
// # What to do
//
// Delete the flag: steps have a network of their own, with a way out. A server of yours that a build needs belongs on an
// address that the build can reach.
var HostNetworkBuild = define(lint.Rule{
	ID: "host-network-build", Title: "Build step in the network of the host", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.CWE("668"), lint.Doc("RUN --network", "https://docs.docker.com/reference/dockerfile/#run---network"),
	},
	Check: lint.EachUnit(checkHostNetworkBuild),
})

func checkHostNetworkBuild(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile != nil {
		for i := range u.Dockerfile.All() {
			if run, ok := i.(*dockerfile.Run); ok && run.Network.Value == "host" {
				p.Report(run.Network.Span, "this step reaches what listens on the machine that builds; delete --network").
					About(project.StageSubject(run.Stage()))
			}
		}
	}
	if u.Compose == nil {
		return
	}
	for _, s := range u.Compose.Services {
		if s.Build == nil || !s.Build.Network.Known || s.Build.Network.V != "host" {
			continue
		}
		v := s.Build.Network
		f := p.Report(v.Span(), "the build reaches what listens on the machine that builds; delete network")
		offerDeletion(f.About("services."+s.Key.Value).Notes(v.Related()), v,
			"build in a network of its own; steps that use a server on the loopback address fail")
	}
}
