package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// RedundantCapability reports `cap_add` of a capability that the container has anyway: one of Docker's default set where it
// is not dropped.
//
// The entry does nothing, and reads as if the rest had been dropped. Behind `cap_drop: [ALL]` the same entry is the right way
// to give one back, and is never reported.
//
// # What to do
//
// Drop all capabilities, so that the entry says what the program needs; or delete the entry.
var RedundantCapability = define(lint.Rule{
	ID: "redundant-capability", Title: "Capability added that is there anyway", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.OWASP("3")},
	Check:   lint.EachDeployed(checkRedundantCapability),
})

func checkRedundantCapability(p *lint.Pass, c *container.Container) {
	redundant := c.Redundant()
	for _, e := range redundant {
		f := p.Report(e.Text.Span, "%s has %s anyway; drop ALL first, or delete this", c.Name, e.Text.Value)
		f.About(c.Subject).Notes(e.Notes)
		if edit, ok := source.DeleteItem(e.Text.Span); ok && len(c.CapAdd) > len(redundant) {
			f.Offer("delete the entry, which has no effect", edit)
		}
	}
}
