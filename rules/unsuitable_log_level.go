package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnsuitableLogLevel reports a daemon that logs more or less than `info`.
//
// With less, what the daemon was told to do leaves no trace. With `debug` the log holds requests in full, the environment of containers
// among them.
//
// # What to do
//
//	"log-level": "info"
var UnsuitableLogLevel = define(lint.Rule{
	ID: "unsuitable-log-level", Title: "Log level of the daemon", Severity: lint.Low, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.3"), lint.OWASP("10"), lint.CWE("778"), lint.CWE("532")},
	Check:   lint.EachDaemon(checkUnsuitableLogLevel),
})

func checkUnsuitableLogLevel(p *lint.Pass, d *daemon.File) {
	if s := d.Text("log-level"); s.Set && s.Known && !strings.EqualFold(s.V, "info") {
		f := p.Report(s.Span, "the log of the daemon is either silent or full of what is secret; use info").Keyed("log-level")
		if edit, ok := d.Put("log-level", `"info"`); ok {
			f.Offer("log as dockerd does by default", edit)
		}
	}
	if s := d.Bool("debug"); s.Set && s.Known && s.V {
		f := p.Report(s.Span, "with debug the log holds requests in full; delete it").Keyed("debug")
		if edit, ok := d.Delete("debug"); ok {
			f.Offer("log as dockerd does by default", edit)
		}
	}
}
