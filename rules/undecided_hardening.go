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
	Refs: []lint.Ref{
		lint.CIS("4.1"), lint.CIS("5.4"), lint.CIS("5.5"), lint.CIS("5.10"), lint.CIS("5.13"), lint.CIS("5.16"), lint.CIS("5.17"),
		lint.CIS("5.21"), lint.CIS("5.22"), lint.CIS("5.26"), lint.CIS("5.31"), lint.OWASP("3"),
	},
	Duty:  lint.Doubts,
	Check: lint.EachService(checkUndecidedHardening),
})

// undecided is a value that variables may decide.
type undecided interface {
	Missing() []string
	Span() source.Span
}

func checkUndecidedHardening(p *lint.Pass, s *compose.Service) {
	ask := func(key string, v undecided, items ...string) {
		if missing := v.Missing(); len(missing) > 0 && !v.Span().IsZero() {
			p.Report(v.Span(), "%s hangs on %s, which is set nowhere; write it down", key, missing[0]).
				About("services." + s.Key.Value).Keyed(key).Concerns(items...)
		}
	}
	ask("privileged", s.Privileged, "5.5")
	ask("read_only", s.ReadOnly, "5.13")
	ask("user", s.User, "4.1")
	ask("network_mode", s.NetworkMode, "5.10")
	ask("pid", s.PID, "5.16")
	ask("ipc", s.IPC, "5.17")
	ask("uts", s.UTS, "5.21")
	ask("userns_mode", s.UsernsMode, "5.31")
	lists := [...]struct {
		key   string
		items []string
		compose.List
	}{{"cap_add", []string{"5.4"}, s.CapAdd}, {"cap_drop", []string{"5.4"}, s.CapDrop}, {"security_opt", []string{"5.22", "5.26"}, s.SecurityOpt}}
	for _, l := range lists {
		for _, item := range l.Items {
			ask(l.key, item, l.items...)
		}
	}
}
