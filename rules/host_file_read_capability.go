package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostFileReadCapability reports the capability `DAC_READ_SEARCH`.
//
// It allows `open_by_handle_at`, which opens any file of a file system by number. Docker always mounts `/etc/hosts`,
// `/etc/hostname` and `/etc/resolv.conf` from the disk of the host, so no mount of your own is needed: the process
// reads every file of that disk, password hashes and keys included.
//
// # What to do
//
// Remove the entry. If the program fails without it, look for the narrower capability or setting that it really
// needs.
var HostFileReadCapability = define(lint.Rule{
	ID: "host-file-read-capability", Title: "Capability that reads files of the host", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0027", "KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostFileReadCapability),
})

func checkHostFileReadCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.DACReadSearch) {
		p.Report(e.Text.Span, "%s reads any file on the disk of the host; remove it", e.Text.Value).
			About(c.Subject).Notes(e.Notes)
	}
}
