package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// ShadowedSeccompRule reports two rules of a seccomp profile about one system call of which one has no effect.
//
// A rule without conditions wins over all that look at arguments, wherever they stand: a filter for `clone` beside a plain `clone`
// in a list is decoration. Of two rules without conditions the first wins, unless it says what the default action does anyway: runc
// leaves that one out. So `mount` that is denied in one rule and allowed in another is allowed.
//
// # What to do
//
// Keep the rule that was meant, and take the name out of the other one.
var ShadowedSeccompRule = define(lint.Rule{
	ID: "shadowed-seccomp-rule", Title: "Seccomp rule that another one makes void", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("561")},
	Check:   lint.EachSeccomp(checkShadowedSeccompRule),
})

func checkShadowedSeccompRule(p *lint.Pass, profile *seccomp.Profile) {
	host := seccomp.Host{Machine: seccomp.AMD64, Caps: container.DefaultCapabilities.Names()}
	for _, c := range profile.Conflicts(host) {
		format := "two rules disagree about %s; it is %s"
		if c.Arguments {
			format = "%s stands with and without conditions; it is %s whatever its arguments"
		}
		p.Report(c.Second.Span, format, c.Second.Value, c.Holds).Note(c.First.Span, "the other rule")
	}
}
