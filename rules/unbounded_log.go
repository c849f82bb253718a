package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnboundedLog reports services that choose the logging driver `json-file` without `max-size`.
//
// The file of the container then grows until the disk of the host is full, and with it stops whatever else writes there. Who
// can make the program log, by failed logins or long requests, fills the disk from outside.
//
// `max-file` alone bounds nothing: it says how many files of `max-size` are kept. The driver `local` keeps five files of 20 MB by
// itself, and is fine.
//
// A service that says nothing of logs is not reported, though `json-file` without a bound is what Docker does then: that is nearly
// every service, and the place to mend it is the host, once for all of them, in `/etc/docker/daemon.json`.
//
// # What to do
//
//	logging:
//	  driver: json-file
//	  options:
//	    max-size: 10m
//	    max-file: "3"
//
// Or set the driver `local`.
var UnboundedLog = define(lint.Rule{
	ID: "unbounded-log", Title: "Log without a bound", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.CIS("2.13"), lint.OWASP("7"), lint.CWE("400"),
		lint.Doc("json-file", "https://docs.docker.com/engine/logging/drivers/json-file/"),
	},
	Check: lint.EachUnit(checkUnboundedLog),
})

func checkUnboundedLog(p *lint.Pass, u *project.Unit) {
	seen := map[source.Span]bool{} // one block of logging often serves all services
	for _, s := range services(u) {
		l := s.Logging
		at := l.Driver.Text().Span
		if !l.Driver.Known || l.Driver.V != "json-file" || !l.Options.Known || seen[at] {
			continue
		}
		seen[at] = true
		size, bounded := l.Options.Get("max-size")
		if bounded && !(size.Value.Known && size.Value.V == "-1") {
			continue
		}
		f := p.Report(at, "the log of %s fills the disk of the host; set max-size", s.Key.Value).About("services." + s.Key.Value)
		edit, ok := source.InsertBelow(l.Span, "options:", "  max-size: 10m", `  max-file: "3"`)
		if l.Options.Set {
			edit, ok = source.InsertBelow(l.Options.Span, "max-size: 10m")
		}
		if ok && !bounded && l.Span.Contains(at) {
			f.OfferRisky("keep 10 MB a file; what is older is lost", edit)
		}
	}
}
