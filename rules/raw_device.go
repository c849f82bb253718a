package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RawDevice reports `devices` entries for disks, partitions and device-mapper volumes, and for the memory and the ports
// of the host (`/dev/mem`, `/dev/port`) where the container may open them; also `device_cgroup_rules` that open disks to
// a container with `MKNOD`, which Docker gives by default: it makes the device file itself.
//
// With the disk in hand the process reads and writes every file of the host, past all permissions.
//
// Other devices are not reported: a graphics card, a serial port or `/dev/kmsg` is no disk. The kernel opens `/dev/mem`
// only for who holds `SYS_RAWIO`.
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
		what, instead := "the disk", "mount a folder instead"
		switch {
		case !d.Path.Known:
			continue
		case d.Path.Value.KernelMemory() && c.Holds(container.SysRawio):
			what, instead = "the host through", "remove the device"
		case !d.Path.Value.RawDisk():
			continue
		}
		verb := "reads and writes"
		if d.ReadOnly {
			verb = "reads"
		}
		p.Report(d.Span, "%s %s %s %s, past all permissions; %s", c.Name, verb, what, d.Path.Value, instead).
			About(c.Subject).Keyed(string(d.Path.Value)).Notes(d.Notes)
	}
	for _, r := range c.DeviceRules {
		switch {
		case !c.Holds(container.Mknod):
		case r.OpensMemory() && !r.OpensDisks() && c.Holds(container.SysRawio):
			p.Report(r.Span, "%s may make files for the memory of the host and open them; delete the rule", c.Name).
				About(c.Subject).Notes(r.Notes)
		case r.OpensDisks():
			p.Report(r.Span, "%s may make files for disks of the host and open them; list the device it needs", c.Name).
				About(c.Subject).Notes(r.Notes)
		}
	}
}
