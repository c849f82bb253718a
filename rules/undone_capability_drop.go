package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UndoneCapabilityDrop reports `cap_drop` of a capability that `cap_add` gives as well, be it by its name or, where everything
// is dropped, by `ALL`.
//
// Docker lets the addition win, whatever the order, so the entry protects from nothing. Dropping single ones beside
// `cap_add: [ALL]` works, and so does giving back single ones behind `cap_drop: [ALL]`.
//
// # What to do
//
// Delete the entry of the two that is not meant.
var UndoneCapabilityDrop = define(lint.Rule{
	ID: "undone-capability-drop", Title: "Capability dropped and added", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("3")},
	Check:   lint.EachDeployed(checkUndoneCapabilityDrop),
})

func checkUndoneCapabilityDrop(p *lint.Pass, c *container.Container) {
	for _, e := range c.CapDrop {
		if by, ok := c.Undoes(e); ok {
			p.Report(e.Text.Span, "%s keeps %s, since cap_add wins; delete one of the two", c.Name, e.Text.Value).
				About(c.Subject).Note(by.Text.Span, "it is added here").Notes(e.Notes)
		}
	}
}
