package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// AllCapabilities reports `cap_add: [ALL]`.
//
// `ALL` adds every capability, and wins over `cap_drop: [ALL]` beside it. Among them are those that mount file
// systems and load kernel modules: the host is handed over much as with `privileged`.
//
// # What to do
//
// List the capabilities that the program needs, after `cap_drop: [ALL]`.
var AllCapabilities = define(lint.Rule{
	ID: "all-capabilities", Title: "All capabilities added", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0024", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkAllCapabilities),
})

func checkAllCapabilities(p *lint.Pass, c *container.Container) {
	if e, ok := c.AddsAll(); ok {
		p.Report(e.Text.Span, "%s adds every capability, which hands over the host; list those it needs", c.Name).
			About(c.Subject).Notes(e.Notes)
	}
}
