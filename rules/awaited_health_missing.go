package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AwaitedHealthMissing reports `condition: service_healthy` for a service that is known to have no health check: neither the
// Compose file nor the Dockerfile nor the image has one, or it is switched off.
//
// Docker calls no container healthy that it does not ask. Compose stops with "has no healthcheck configured", and what waits
// never starts.
//
// An image of a registry counts where it is known what it brings along. A `healthcheck` with times alone has no test either,
// unless the image has one.
//
// # What to do
//
// Add a `healthcheck` with a test to the service that is waited for, or wait with `service_started`.
var AwaitedHealthMissing = define(lint.Rule{
	ID: "awaited-health-missing", Title: "Wait for a health check that is not there", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs: []lint.Ref{
		lint.CIS("4.6"), lint.CIS("5.27"),
		lint.Doc("depends_on", "https://docs.docker.com/reference/compose-file/services/#depends_on"),
	},
	Check: lint.EachUnit(checkAwaitedHealthMissing),
})

func checkAwaitedHealthMissing(p *lint.Pass, u *project.Unit) {
	for _, a := range u.AwaitedForEver() {
		p.Report(a.At, "%s waits until %s is healthy, which has no health check; add one", a.By.Container.Name, a.Of.Container.Name).
			About(a.By.Container.Subject).Keyed(a.Of.Container.Name).Note(a.Of.SwitchedOffBy(), "it is switched off here").
			Note(a.Of.Container.Anchor, "the service that is waited for")
	}
}
