package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// OomKillerOff reports `oom_kill_disable: true`, and an `oom_score_adj` of -500 or less.
//
// When memory runs out the kernel then spares the container that took it, and ends programs of the host and of other containers
// in its place, or everything stands still. Without a limit of memory one container can bring the host down so.
//
// Under version 2 of control groups the kernel knows no `oom_kill_disable`; the score counts everywhere.
//
// # What to do
//
// Delete the key, and set `mem_limit`.
var OomKillerOff = define(lint.Rule{
	ID: "oom-killer-off", Title: "Container spared when memory runs out", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.11"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachService(checkOOMKillerOff),
})

func checkOOMKillerOff(p *lint.Pass, s *compose.Service) {
	const message = "memory that %s takes is freed elsewhere on the host; delete the key"
	subject, title := "services."+s.Key.Value, "let the kernel end the container when memory runs out"
	if v := s.OomKillDisable; v.Known && v.V {
		f := p.Report(v.Span(), message, s.Key.Value).About(subject).Keyed("oom_kill_disable").Notes(v.Related())
		offerDeletion(f, v, title)
	}
	if v := s.OomScoreAdj; v.Known && v.V <= -500 {
		f := p.Report(v.Span(), message, s.Key.Value).About(subject).Keyed("oom_score_adj").Notes(v.Related())
		offerDeletion(f, v, title)
	}
}
