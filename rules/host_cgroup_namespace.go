package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HostCgroupNamespace reports `cgroup: host`.
//
// The container sees the whole tree of control groups, with the ids of all other containers.
//
// # What to do
//
// Delete the key.
var HostCgroupNamespace = define(lint.Rule{
	ID: "host-cgroup-namespace", Title: "Control groups of the host shared", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.25")},
	Check:   lint.EachDeployed(checkHostCgroupNamespace),
})

func checkHostCgroupNamespace(p *lint.Pass, c *container.Container) {
	if c.CgroupNS.Set() && container.SharesHost(c.CgroupNS) {
		f := p.Report(c.CgroupNS.Origin.Span, "%s sees the control groups of the host; delete cgroup", c.Name)
		f.About(c.Subject).Notes(c.CgroupNS.Origin.Notes)
		if edit, ok := source.DeleteLines(c.CgroupNS.Origin.Key, c.CgroupNS.Origin.Span); ok {
			f.OfferRisky("give the container a view of its own control group only", edit)
		}
	}
}
