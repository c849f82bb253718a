package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// MissingHealthcheck reports images that are built here and containers of Compose files for which nobody says how to ask
// whether they work.
//
// Docker then only knows that the process is there. A service that hangs, or that an attacker has stopped from within, is
// shown as running and goes on getting requests.
//
// A `HEALTHCHECK` of a stage that this one is built on counts, one that the base image is known to bring along, and
// `healthcheck` of the Compose file; one in another stage does not, though some tools take it. Where nothing is known of the
// image, nothing is said. Silent too are images that start a shell or nothing, and `HEALTHCHECK NONE`, which is a
// decision.
//
// # What to do
//
//	HEALTHCHECK CMD ["/usr/bin/curl", "-fsS", "http://localhost:8080/healthz"]
//
// # When it is fine
//
// Kubernetes does not read `HEALTHCHECK`: probes of the pod take its place. Programs that end by themselves need none.
var MissingHealthcheck = define(lint.Rule{
	ID: "missing-healthcheck", Title: "No health check", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionMedium,
	Aliases: []string{
		"DL3057", "DS-0026", "CKV_DOCKER_2", "KICS:Healthcheck Instruction Missing", "KICS:Healthcheck Not Set",
		"CL-0015", "tally/ruby/healthcheck-rails-up-endpoint",
	},
	Refs: []lint.Ref{
		lint.CIS("4.6"), lint.CIS("5.27"), lint.Doc("HEALTHCHECK", "https://docs.docker.com/reference/dockerfile/#healthcheck"),
	},
	Check: lint.EachContainer(checkMissingHealthcheck),
})

func checkMissingHealthcheck(p *lint.Pass, c *container.Container) {
	if !c.Serves || !container.Is(c.Healthcheck, container.Healthcheck{}) {
		return
	}
	add := "HEALTHCHECK to its Dockerfile"
	if !c.Built {
		add = "healthcheck"
	}
	p.Report(c.Anchor, "%s has no health check; add %s", c.Name, add).About(c.Subject).Keyed("healthcheck")
}
