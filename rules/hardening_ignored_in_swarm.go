package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// HardeningIgnoredInSwarm reports `security_opt` of a service that is meant for a swarm: it has `placement`,
// `update_config` or `rollback_config`, which only a swarm heeds.
//
// `docker stack deploy` takes no notice of the key but a line on the terminal: neither `no-new-privileges` nor a
// profile holds there.
//
// # What to do
//
// Set `no-new-privileges` in the configuration of the daemon of each node. `cap_drop`, `read_only` and `user` do work in a swarm.
//
// # When it is fine
//
// Where the file is run by `docker compose` alone.
var HardeningIgnoredInSwarm = define(lint.Rule{
	ID: "hardening-ignored-in-swarm", Title: "Hardening that a swarm ignores", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.OWASP("4"), lint.OWASP("6"),
		lint.Doc("docker stack deploy", "https://docs.docker.com/reference/cli/docker/stack/deploy/"),
	},
	Check: lint.EachService(checkHardeningIgnoredInSwarm),
})

func checkHardeningIgnoredInSwarm(p *lint.Pass, s *compose.Service) {
	if s.Deploy.Swarm.IsZero() {
		return
	}
	if len(s.SecurityOpt.Items) > 0 {
		p.Report(s.SecurityOpt.Span, "security_opt does not hold in a swarm, for which deploy.%s is; set it in the daemon",
			s.Deploy.Swarm.Value).
			About("services."+s.Key.Value).Note(s.Deploy.Swarm.Span, "only a swarm heeds this")
	}
}
