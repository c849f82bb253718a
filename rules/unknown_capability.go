package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnknownCapability reports words of `cap_add` and `cap_drop` that are no capability of Linux, such as a misspelt name or
// `CAP_ALL`.
//
// Compose takes them, and Docker then refuses to start the container. Names may be written in any case and with `CAP_`; only
// `ALL` may not have it.
//
// # What to do
//
// Write the name as in capabilities(7), without `CAP_`.
var UnknownCapability = define(lint.Rule{
	ID: "unknown-capability", Title: "Capability that does not exist", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("3"), lint.Doc("capabilities(7)", "https://man7.org/linux/man-pages/man7/capabilities.7.html"),
	},
	Check: lint.EachDeployed(checkUnknownCapability),
})

func checkUnknownCapability(p *lint.Pass, c *container.Container) {
	for _, list := range [...][]container.CapabilityEntry{c.CapAdd, c.CapDrop} {
		for _, e := range list {
			if _, ok := container.ParseCapability(e.Text.Value); !ok && e.Known && !container.IsAll(e.Text.Value) {
				p.Report(e.Text.Span.Visible(), "no capability has this name, so %s does not start; correct it", c.Name).
					About(c.Subject).Notes(e.Notes)
			}
		}
	}
}
