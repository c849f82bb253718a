package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnlimitedMemory reports containers without a memory limit.
//
// One container that grows takes the memory of all others, and the kernel then ends processes of its own choice.
//
// Reported are a missing limit and the value 0 in `mem_limit` and in `deploy.resources.limits.memory`. A reservation
// is no limit.
//
// # What to do
//
//	mem_limit: 512m
//
// Where `deploy.resources.limits` exists the limit must go there.
var UnlimitedMemory = define(lint.Rule{
	ID: "unlimited-memory", Title: "Memory unlimited", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0026", "KICS:Memory Not Limited"},
	Refs:    []lint.Ref{lint.CIS("5.11"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachDeployed(checkUnlimitedMemory),
})

func checkUnlimitedMemory(p *lint.Pass, c *container.Container) {
	if !c.Memory.Known || c.Memory.Value.Bounded {
		return
	}
	at := c.Memory.Origin.Span
	if at.IsZero() {
		at = c.Anchor
	}
	p.Report(at, "%s may take all memory of the host; set mem_limit", c.Name).
		About(c.Subject).Keyed("memory").Notes(c.Memory.Origin.Notes)
}
