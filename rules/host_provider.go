package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// HostProvider reports services with a `provider`.
//
// No container is started for them: `docker compose up` runs a program on the machine itself, with the rights of whoever types
// the command. The program is the Docker CLI plugin of that name, or any program of that name in the search path. So a
// Compose file from elsewhere chooses what runs on your machine, and with which options.
//
// # What to do
//
// Read the type and the options before you start a project that you did not write. The provider of models that Docker brings
// along can be replaced by the key `models`.
var HostProvider = define(lint.Rule{
	ID: "host-provider", Title: "Program run on the host by Compose", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.OWASP("13"), lint.CWE("829"), lint.Doc("provider services", "https://docs.docker.com/compose/how-tos/provider-services/"),
	},
	Check: lint.EachService(checkHostProvider),
})

func checkHostProvider(p *lint.Pass, s *compose.Service) {
	if t := s.Provider.Type; s.Provider.Set && t.Known && t.V != "" && t.V != "model" {
		p.Report(t.Span(), "compose up runs %s on the host; read its options first", t.V).
			About("services." + s.Key.Value).Notes(t.Related())
	}
}
