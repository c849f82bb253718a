package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// WritableCgroups reports `writable-cgroups`.
//
// The container may change its own control groups: it lifts its limits, and on control groups of the first version
// it makes the kernel run a program on the host.
//
// # What to do
//
// Delete the entry.
var WritableCgroups = define(lint.Rule{
	ID: "writable-cgroups", Title: "Control groups writable", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.25")},
	Check:   lint.EachDeployed(checkWritableCgroups),
})

func checkWritableCgroups(p *lint.Pass, c *container.Container) {
	if c.WritableCgroups.Set() && container.Is(c.WritableCgroups, true) {
		f := p.Report(c.WritableCgroups.Origin.Span, "%s may write its control groups, and so lift its limits; delete the entry",
			c.Name)
		f.About(c.Subject).Notes(c.WritableCgroups.Origin.Notes)
		if edit, ok := c.DropSecurityOption(c.WritableCgroups.Origin.Span); ok {
			f.OfferRisky("make the control groups read-only; a program that changes them fails", edit)
		}
	}
}
