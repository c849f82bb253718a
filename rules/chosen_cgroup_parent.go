package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ChosenCgroupParent reports `cgroup_parent`.
//
// The container leaves the control group that Docker makes for containers, and with it the limits that the host sets on all of
// them together. Limits of its own still hold.
//
// # What to do
//
// Delete the key.
//
// # When it is fine
//
// The parent is a slice that has limits for just these containers.
var ChosenCgroupParent = define(lint.Rule{
	ID: "chosen-cgroup-parent", Title: "Control group of the container moved", Severity: lint.Low, Since: "0.1",
	Presets: lint.Benchmark,
	Aliases: []string{"KICS:Cgroup Not Default"},
	Refs:    []lint.Ref{lint.CIS("5.25"), lint.OWASP("7")},
	Check:   lint.EachDeployed(checkChosenCgroupParent),
})

func checkChosenCgroupParent(p *lint.Pass, c *container.Container) {
	if !c.CgroupParent.Known || c.CgroupParent.Value == "" {
		return
	}
	f := p.Report(c.CgroupParent.Origin.Span, "%s leaves the control group of all containers and its limits; delete the key", c.Name)
	f.About(c.Subject).Notes(c.CgroupParent.Origin.Notes)
	if edit, ok := source.DeleteLines(c.CgroupParent.Origin.Key, c.CgroupParent.Origin.Span); ok {
		f.OfferRisky("put the container where Docker puts containers; limits of the slice no longer hold", edit)
	}
}
