package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UndecidedHardening reports settings that decide how well a container is confined and that hang on a variable which is set
// nowhere: `privileged: ${PRIVILEGED}`, `user: ${UID}`, `cap_add: [$CAPS]`.
//
// Nothing can be said about such a container, by this program or by a reviewer: whoever sets the variable decides. Other rules
// keep silent about it.
//
// # What to do
//
// Write the value down, or a default: `${PRIVILEGED:-false}`. What differs belongs in an override file.
var UndecidedHardening = define(lint.Rule{
	ID: "undecided-hardening", Title: "Confinement that a variable decides", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.5"), lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachService(checkUndecidedHardening),
})

// undecided is a value that variables may decide.
type undecided interface {
	Missing() []string
	Span() source.Span
}

func checkUndecidedHardening(p *lint.Pass, s *compose.Service) {
	ask := func(key string, v undecided) {
		if missing := v.Missing(); len(missing) > 0 && !v.Span().IsZero() {
			p.Report(v.Span(), "%s hangs on %s, which is set nowhere; write it down", key, missing[0]).
				About("services." + s.Key.Value).Keyed(key)
		}
	}
	ask("privileged", s.Privileged)
	ask("read_only", s.ReadOnly)
	ask("user", s.User)
	ask("network_mode", s.NetworkMode)
	ask("pid", s.PID)
	ask("ipc", s.IPC)
	ask("uts", s.UTS)
	ask("userns_mode", s.UsernsMode)
	lists := [...]struct {
		key string
		compose.List
	}{{"cap_add", s.CapAdd}, {"cap_drop", s.CapDrop}, {"security_opt", s.SecurityOpt}}
	for _, l := range lists {
		for _, item := range l.Items {
			ask(l.key, item)
		}
	}
}
