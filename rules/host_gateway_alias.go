package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// HostGatewayAlias reports `extra_hosts` that give the host a name, by `host-gateway`.
//
// The service talks to a program on the host itself, which therefore listens where containers reach it: whoever takes the
// container over finds it there, and so do containers of other projects. The entry opens nothing, it tells of it: the address
// of the host is known to every container that looks.
//
// # What to do
//
// Run the program as a service of the project, or let it ask for a password and listen on the address of the bridge alone.
var HostGatewayAlias = define(lint.Rule{
	ID: "host-gateway-alias", Title: "Service that talks to the host", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("5"), lint.Doc("extra_hosts", "https://docs.docker.com/reference/compose-file/services/#extra_hosts"),
	},
	Check: lint.EachService(checkHostGatewayAlias),
})

func checkHostGatewayAlias(p *lint.Pass, s *compose.Service) {
	for _, h := range s.ExtraHosts.Items {
		if h.Value.Known && h.Value.V == "host-gateway" {
			p.Report(h.Span, "%s reaches the host as %s; see that what listens there asks who comes", s.Key.Value, h.Key.Value).
				About("services." + s.Key.Value).Notes(h.Value.Related())
		}
	}
}
