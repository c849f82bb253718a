package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// SELinuxOff reports `label=disable` and the SELinux types that nothing confines (`spc_t`, `container_runtime_t`).
//
// On hosts with SELinux the label is what keeps the process from files of the host and of other containers.
//
// # What to do
//
// Delete the entry. To share a folder with the container, mount it with `:z` or `:Z`.
var SELinuxOff = define(lint.Rule{
	ID: "selinux-off", Title: "SELinux separation switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0009", "selinux-separation-disabled"},
	Refs:    []lint.Ref{lint.CIS("5.3"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachDeployed(checkSELinuxOff),
})

func checkSELinuxOff(p *lint.Pass, c *container.Container) {
	if c.SELinux.Set() && c.SELinux.Known && c.SELinux.Value.Disabled {
		f := p.Report(c.SELinux.Origin.Span, "%s runs outside the SELinux separation; delete the entry and mount with :z", c.Name)
		f.About(c.Subject).Notes(c.SELinux.Origin.Notes)
		if edit, ok := c.DropSecurityOption(c.SELinux.Origin.Span); ok {
			f.OfferRisky("separate the container again; mounts without :z can no longer be read", edit)
		}
	}
}
