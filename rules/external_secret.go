package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ExternalSecret reports a secret or config with `external: true`, or a secret with a `driver`, in a project that nothing shows to
// be meant for a swarm.
//
// Only a swarm keeps secrets. `docker compose up` refuses a service that uses one, and people then fall back on
// `environment`.
//
// # What to do
//
// Give the secret a `file` or `environment`.
//
// # When it is fine
//
// In a file for `docker stack deploy`. Say so with `deploy.placement` or `deploy.update_config`, or ignore the finding.
var ExternalSecret = define(lint.Rule{
	ID: "external-secret", Title: "Secret that only a swarm has", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.OWASP("12"), lint.Doc("Secrets", "https://docs.docker.com/reference/compose-file/secrets/"),
	},
	Check: lint.EachUnit(checkExternalSecret),
})

func checkExternalSecret(p *lint.Pass, u *project.Unit) {
	if u.Compose == nil {
		return
	}
	for _, s := range u.Compose.Services {
		if !s.Deploy.Swarm.IsZero() {
			return
		}
	}
	report := func(external compose.Value[bool], kind, name string) {
		if external.Known && external.V && !external.Span().IsZero() {
			p.Report(external.Span(), "%s %s is only in a swarm; give it a file", kind, name).About(kind + "s." + name)
		}
	}
	for _, s := range u.Compose.Secrets {
		report(s.External, "secret", s.Key.Value)
		if s.Driver.Set && s.Driver.Known && !s.Driver.Null && !s.External.V {
			p.Report(s.Driver.Span(), "secret %s has a driver, which only a swarm has; give it a file", s.Key.Value).
				About("secrets." + s.Key.Value)
		}
	}
	for _, c := range u.Compose.Configs {
		report(c.External, "config", c.Key.Value)
	}
}
