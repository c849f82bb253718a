package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// ExperimentalDaemon reports `experimental: true`.
//
// Features that are not finished are open to all who use the API, and change without notice.
var ExperimentalDaemon = define(lint.Rule{
	ID: "experimental-daemon", Title: "Experimental features on", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.18")},
	Check:   lint.EachDaemon(checkExperimentalDaemon),
})

func checkExperimentalDaemon(p *lint.Pass, d *daemon.File) {
	s := d.Bool("experimental")
	if !s.Set || !s.Known || !s.V {
		return
	}
	f := p.Report(s.Span, "features that are not finished are on; delete experimental")
	if edit, ok := d.Delete("experimental"); ok {
		f.OfferRisky("switch experimental features off", edit)
	}
}
