package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnmaskedSystemPaths reports `systempaths=unconfined`.
//
// Docker hides parts of `/proc` and `/sys` and makes others read-only. With this entry `/proc/sys` and `/proc/sysrq-
// trigger` are writable, and root in the container changes the settings of the host's kernel: one of them names a
// program that the kernel runs as root on the host.
//
// # What to do
//
// Delete the entry.
var UnmaskedSystemPaths = define(lint.Rule{
	ID: "unmasked-system-paths", Title: "Kernel settings unmasked", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachDeployed(checkUnmaskedSystemPaths),
})

func checkUnmaskedSystemPaths(p *lint.Pass, c *container.Container) {
	if c.UnmaskedPaths.Set() && container.Is(c.UnmaskedPaths, true) {
		f := p.Report(c.UnmaskedPaths.Origin.Span, "%s may write the kernel settings of the host; delete the entry", c.Name)
		f.About(c.Subject).Notes(c.UnmaskedPaths.Origin.Notes)
		if edit, ok := c.DropSecurityOption(c.UnmaskedPaths.Origin.Span); ok {
			f.OfferRisky("hide the kernel settings again; a program that writes them fails", edit)
		}
	}
}
