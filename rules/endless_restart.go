package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// EndlessRestart reports `restart: on-failure` without a number of attempts or with one above 5, and the same in
// `deploy.restart_policy`.
//
// A container that cannot start, or that an attacker makes fail, is started over and over, which takes processor and log space.
//
// The benchmark's number is an upper bound; tools that insist on exactly 5 report 3. `always` and `unless-stopped` say
// that the service is to run whatever happens, and are not reported.
//
// # What to do
//
//	restart: on-failure:5
var EndlessRestart = define(lint.Rule{
	ID: "endless-restart", Title: "Restarts without a bound", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Aliases: []string{"KICS:Restart Policy On Failure Not Set To 5"},
	Refs:    []lint.Ref{lint.CIS("5.15"), lint.OWASP("7")},
	Check:   lint.EachService(checkEndlessRestart),
})

func checkEndlessRestart(p *lint.Pass, s *compose.Service) {
	at, most, ok := s.OnFailure()
	attempts := s.Deploy.RestartAttempts
	if ok && (most == 0 || most > 5) {
		f := p.Report(at.Span(), "%s may fail and start again without end; allow 5 attempts", s.Key.Value).
			About("services." + s.Key.Value).Notes(at.Related())
		edit, ok := source.Rewrite(at.Key().Span, at.Span(), "on-failure:5")
		if !s.Restart.Set {
			edit, ok = source.InsertBelow(s.Deploy.Restart, "max_attempts: 5")
			if attempts.Set {
				edit, ok = source.Rewrite(attempts.Key().Span, attempts.Span(), "5")
			}
		}
		if literal := !strings.Contains(string(edit.Span.Bytes()), "$"); ok && literal && s.Owns(at.Span()) {
			f.OfferRisky("give up after five attempts; a service that waits longer for another one stays down", edit)
		}
	}
}
