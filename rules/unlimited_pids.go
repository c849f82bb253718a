package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnlimitedPIDs reports containers without a limit on the number of their processes.
//
// One process that forks without end fills the process table, and the whole host stands still. The pids control
// group stops it at the container.
//
// Reported are a missing limit and the values 0 and -1, which mean none, in `pids_limit` and in
// `deploy.resources.limits.pids`.
//
// # What to do
//
//	pids_limit: 200
//
// Where `deploy.resources.limits` exists the limit must go there: Compose refuses two that differ.
var UnlimitedPIDs = define(lint.Rule{
	ID: "unlimited-pids", Title: "Number of processes unlimited", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"KICS:Pids Limit Not Set", "CL-0012"},
	Refs:    []lint.Ref{lint.CIS("5.29"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachDeployed(checkUnlimitedPIDs),
})

func checkUnlimitedPIDs(p *lint.Pass, c *container.Container) {
	if !c.Pids.Known || c.Pids.Value.Bounded {
		return
	}
	at := c.Pids.Origin.Span
	if at.IsZero() {
		at = c.Anchor
	}
	f := p.Report(at, "%s may start any number of processes and stall the host; set pids_limit", c.Name)
	f.About(c.Subject).Keyed("pids").Notes(c.Pids.Origin.Notes)
	if edit, ok := c.AddLimit("pids_limit: 200", "pids: 200"); ok && !c.Pids.Set() {
		f.OfferRisky("limit the container to 200 processes; a program that needs more fails to start them", edit)
	}
}
