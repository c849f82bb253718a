package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// DefaultBridge reports `network_mode: bridge`, and `default`, which means the same.
//
// The container joins docker0, the network of everything that is started on the host without a network: it reaches all of that,
// and all of that reaches it, published or not. Names are not resolved there.
//
// Without the key a project has a network of its own. Tools that ask for `networks` in each service take that for docker0.
//
// # What to do
//
// Delete the key.
var DefaultBridge = define(lint.Rule{
	ID: "default-bridge", Title: "Network shared by all of Docker", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.30"), lint.OWASP("5"), lint.CWE("668")},
	Check:   lint.EachService(checkDefaultBridge),
})

func checkDefaultBridge(p *lint.Pass, s *compose.Service) {
	if m := s.NetworkMode; m.Known && (m.V == "bridge" || m.V == "default") {
		f := p.Report(m.Span(), "%s shares docker0 with other projects; delete network_mode", s.Key.Value)
		f.About("services." + s.Key.Value).Notes(m.Related())
		offerDeletion(f, m, "use the network of the project; containers of other projects are not reached any more")
	}
}
