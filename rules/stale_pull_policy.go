package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// StalePullPolicy reports `pull_policy: never`, `missing` and `if_not_present` beside an image whose tag moves, such as `latest`.
//
// The tag asks for the newest release, and the policy keeps the one that was there first. Which one that is differs from machine
// to machine, and mends of holes do not arrive.
//
// `missing` is what Compose does by itself; a service that does not write it is reported by `moving-tag` alone. Images that a service
// of the project builds are fine.
//
// # What to do
//
// Name a version or a digest; then the policy is right. Or let Compose look: `pull_policy: always`, `daily`.
var StalePullPolicy = define(lint.Rule{
	ID: "stale-pull-policy", Title: "Moving tag that is not pulled again", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.CIS("5.28"), lint.OWASP("13"), lint.CWE("1104"),
		lint.Doc("pull_policy", "https://docs.docker.com/reference/compose-file/services/#pull_policy"),
	},
	Check: lint.EachUnit(checkStalePullPolicy),
})

func checkStalePullPolicy(p *lint.Pass, u *project.Unit) {
	seen := map[source.Span]bool{} // one policy is often merged into many services
	for _, use := range u.Images {
		if use.Service == nil || !use.Known || !use.Ref.Moves() {
			continue
		}
		policy := use.Service.PullPolicy
		at := policy.Text().Span
		if old := policy.V == "never" || policy.V == "missing" || policy.V == "if_not_present"; !old || !policy.Known || seen[at] {
			continue
		}
		seen[at] = true
		p.Report(at, "%s moves, and is not pulled again; name a version", use.Ref.Familiar()).
			About(use.Subject).Note(use.Text.Span, "the image is named here")
	}
}
