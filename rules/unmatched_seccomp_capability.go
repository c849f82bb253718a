package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnmatchedSeccompCapability reports capabilities in the `includes` and `excludes` of a seccomp profile that no container ever has,
// since their name is another one: `SYS_ADMIN` without `CAP_`, lower case, or a name that does not exist.
//
// Docker compares the names as they are with those of the container. A rule that includes such a name vanishes, and one that
// excludes it holds for everybody. Nothing says so.
//
// # What to do
//
// Write `CAP_` in front, all in capitals.
var UnmatchedSeccompCapability = define(lint.Rule{
	ID: "unmatched-seccomp-capability", Title: "Capability that no container has by that name", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("1286")},
	Check:   lint.EachSeccomp(checkUnmatchedSeccompCapability),
})

func checkUnmatchedSeccompCapability(p *lint.Pass, profile *seccomp.Profile) {
	for _, rule := range profile.Rules {
		if c := rule.Includes; c != nil {
			for _, name := range c.Caps {
				reportUnmatched(p, name, "the rule never holds")
			}
		}
		if c := rule.Excludes; c != nil {
			for _, name := range c.Caps {
				reportUnmatched(p, name, "the rule always holds")
			}
		}
	}
}

func reportUnmatched(p *lint.Pass, name source.Text, effect string) {
	c, ok := container.ParseCapability(name.Value)
	right := "CAP_" + c.String()
	switch {
	case !ok:
		p.Report(name.Span, "there is no capability %.40q, so %s", name.Value, effect)
	case name.Value != right:
		f := p.Report(name.Span, "no container has %s by this name, so %s; write %s", name.Value, effect, right)
		f.OfferRisky("write "+right+"; the rule then holds as it says", lint.Edit{Span: name.Span, New: `"` + right + `"`})
	}
}
