package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// DiscardedLogs reports the logging driver `none`.
//
// What the container says is gone, and `docker logs` shows nothing: neither a fault nor a break-in leaves a trace.
//
// # What to do
//
// Delete the block. A service that says too much is bounded by `max-size` and `max-file`.
var DiscardedLogs = define(lint.Rule{
	ID: "discarded-logs", Title: "Logs thrown away", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Aliases: []string{"CL-0014"},
	Refs:    []lint.Ref{lint.CIS("2.13"), lint.OWASP("10"), lint.CWE("778")},
	Check:   lint.EachService(checkDiscardedLogs),
})

func checkDiscardedLogs(p *lint.Pass, s *compose.Service) {
	d := s.Logging.Driver
	if !d.Known || d.V != "none" {
		return
	}
	f := p.Report(d.Span(), "nothing that %s says is kept; delete logging", s.Key.Value).
		About("services." + s.Key.Value).Notes(d.Related())
	if edit, ok := source.DeleteLines(s.Logging.Key.Span, s.Logging.Span); ok && !s.Logging.Options.Set {
		f.OfferRisky("keep the logs where the daemon is told to; they take room", edit)
	}
}
