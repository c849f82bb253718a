package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// NewPrivilegesEnabled reports `no-new-privileges:false`.
//
// Of several entries Docker takes the last one, and an explicit `false` also cancels the default of the daemon. So a
// set-user-ID program in the container turns an ordinary user into root.
//
// # What to do
//
// Set it to `true`, or delete the entry where the daemon has the default.
var NewPrivilegesEnabled = define(lint.Rule{
	ID: "new-privileges-enabled", Title: "Protection against new privileges switched off", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0003"},
	Refs:    []lint.Ref{lint.CIS("5.26"), lint.OWASP("4")},
	Check:   lint.EachDeployed(checkNewPrivilegesEnabled),
})

func checkNewPrivilegesEnabled(p *lint.Pass, c *container.Container) {
	if c.NoNewPrivileges.Set() && container.Is(c.NoNewPrivileges, false) {
		f := p.Report(c.NoNewPrivileges.Origin.Span,
			"%s switches no-new-privileges off, so programs may gain privileges; set it to true", c.Name)
		f.About(c.Subject).Notes(c.NoNewPrivileges.Origin.Notes)
		if edit, ok := c.ForbidNewPrivileges(c.NoNewPrivileges.Origin.Span); ok {
			f.OfferRisky("forbid new privileges; sudo and other set-user-ID programs fail", edit)
		}
	}
}
