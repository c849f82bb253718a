package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// LoweredAPIVersion reports `min-api-version` below what the daemon lets in by default, 1.40.
//
// Docker raised the bound to be rid of code that nobody looks after any more. Clients from before 2019 are all that need it.
//
// # What to do
//
// Delete the key.
var LoweredAPIVersion = define(lint.Rule{
	ID: "lowered-api-version", Title: "Old versions of the API let in", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("1188")},
	Check:   lint.EachDaemon(checkLoweredAPIVersion),
})

func checkLoweredAPIVersion(p *lint.Pass, d *daemon.File) {
	s := d.Text("min-api-version")
	if !s.Set || !s.Known || !daemon.OlderAPI(s.V) {
		return
	}
	f := p.Report(s.Span, "versions of the API that nobody looks after are let in; delete min-api-version")
	if edit, ok := d.Delete("min-api-version"); ok {
		f.Offer("let in what Docker still looks after", edit)
	}
}
