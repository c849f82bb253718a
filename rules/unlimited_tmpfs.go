package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnlimitedTmpfs reports a tmpfs without a size in a container without a limit of memory.
//
// What is written there lies in memory. Linux gives such a file system half of the memory of the host by default, and nothing
// else stops one container from taking it.
//
// # What to do
//
// Give a size, `tmpfs: ["/tmp:size=64m"]`, or limit the memory of the container, which counts these files: `mem_limit: 256m`.
var UnlimitedTmpfs = define(lint.Rule{
	ID: "unlimited-tmpfs", Title: "Size of a tmpfs unlimited", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("5.11"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachDeployed(checkUnlimitedTmpfs),
})

func checkUnlimitedTmpfs(p *lint.Pass, c *container.Container) {
	if !c.Memory.Known || c.Memory.Value.Bounded {
		return
	}
	for _, m := range c.Tmpfs {
		if m.Known && !m.Sized {
			p.Report(m.Span, "%s may fill the memory of the host through %s; give it a size", c.Name, m.Target).
				About(c.Subject).Keyed(m.Target).Notes(m.Notes)
		}
	}
}
