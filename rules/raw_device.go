package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RawDevice reports `devices` entries for disks, partitions, device-mapper volumes and the kernel's own devices.
//
// With the disk in hand the process reads and writes every file of the host, past all permissions.
//
// # What to do
//
// Mount a folder instead of the disk, or name the one device that the program drives.
var RawDevice = define(lint.Rule{
	ID: "raw-device", Title: "Disk or memory of the host given to the container", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0016"},
	Refs:    []lint.Ref{lint.CIS("5.18"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkRawDevice),
})

func checkRawDevice(p *lint.Pass, c *container.Container) {
	for _, d := range c.Devices {
		if d.Path.Known && d.Path.Value.RawDevice() {
			p.Report(d.Span, "%s reads and writes %s directly; mount a folder instead", c.Name, d.Path.Value).
				About(c.Subject).Notes(d.Notes)
		}
	}
}
