package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// WritableRootFilesystem reports containers whose own file system is writable: `read_only` is not set, or false.
//
// Who takes over a process may then replace the programs of the container and leave tools behind that run again after a
// restart. Volumes stay writable either way, so this is one layer and no proof.
//
// Nearly every service is without it, and many fail with it until their folders for temporary files are named. So the rule is
// not among those that are on by default.
//
// # What to do
//
//	read_only: true
//	tmpfs: [/tmp, /run]
//
// Compose refuses the key beside secrets from variables and configs with their content in the file, since it writes those
// into the container.
var WritableRootFilesystem = define(lint.Rule{
	ID: "writable-root-filesystem", Title: "File system of the container writable", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Aliases: []string{"CL-0007", "writable-filesystem-service"},
	Refs:    []lint.Ref{lint.CIS("5.13"), lint.OWASP("8"), lint.CWE("732")},
	Check:   lint.EachDeployed(checkWritableRootFilesystem),
})

func checkWritableRootFilesystem(p *lint.Pass, c *container.Container) {
	if !container.Is(c.ReadOnly, false) {
		return
	}
	at := c.ReadOnly.Origin.Span
	if at.IsZero() {
		at = c.Anchor
	}
	f := p.Report(at, "%s may change its own programs; set read_only: true and a tmpfs for what it writes", c.Name)
	f.About(c.Subject).Keyed("read_only").Notes(c.ReadOnly.Origin.Notes)
	if edit, ok := c.AddReadOnly(); ok {
		f.OfferRisky("make the file system read-only; a program that writes outside of volumes and tmpfs fails", edit)
	}
}
