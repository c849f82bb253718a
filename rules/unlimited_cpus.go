package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnlimitedCPUs reports containers that may use all processors of the host.
//
// One container that computes without end, by a fault or because somebody mines with it, slows down all others.
//
// `cpus`, `cpu_quota` and `deploy.resources.limits.cpus` are limits. `cpu_shares` is none: it says who comes first, and the CIS
// benchmark takes it for one.
//
// # What to do
//
//	cpus: 1.5
//
// Where `deploy.resources.limits` exists the limit must go there.
var UnlimitedCPUs = define(lint.Rule{
	ID: "unlimited-cpus", Title: "Processors unlimited", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Aliases: []string{"CL-0026", "KICS:Cpus Not Limited"},
	Refs:    []lint.Ref{lint.CIS("5.12"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachDeployed(checkUnlimitedCPUs),
})

func checkUnlimitedCPUs(p *lint.Pass, c *container.Container) {
	if !c.CPUs.Known || c.CPUs.Value.Bounded {
		return
	}
	at := c.CPUs.Origin.Span
	if at.IsZero() {
		at = c.Anchor
	}
	p.Report(at, "%s may use all processors of the host; set cpus", c.Name).
		About(c.Subject).Keyed("cpus").Notes(c.CPUs.Origin.Notes)
}
