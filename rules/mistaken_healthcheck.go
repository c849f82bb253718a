package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// MistakenHealthcheck reports `test: NONE`, written as a text.
//
// It does not switch the health check off: a text is run by the shell of the image, and there is no command of that name. The
// container is unhealthy for ever, and what waits for it by `service_healthy` never starts. Other tools take it for a check
// that is off.
//
// # What to do
//
// Write `disable: true` or `test: ["NONE"]`, or a check that fits.
var MistakenHealthcheck = define(lint.Rule{
	ID: "mistaken-healthcheck", Title: "Health check that always fails", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("5.27"), lint.Doc("healthcheck", "https://docs.docker.com/reference/compose-file/services/#healthcheck"),
	},
	Check: lint.EachService(checkMistakenHealthcheck),
})

func checkMistakenHealthcheck(p *lint.Pass, s *compose.Service) {
	if t := s.Healthcheck.Test; t.Shell && t.Text.Known && t.Text.V == "NONE" {
		p.Report(t.Text.Span(), "this runs a command named NONE, which fails; write disable: true").
			About("services." + s.Key.Value).Notes(t.Text.Related())
	}
}
