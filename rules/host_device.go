package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HostDevice reports the devices of the host that a container gets: `devices`, by path or by the name of a driver, and
// `device_cgroup_rules`. Disks and the memory of the host are `raw-device`.
//
// Each driver is code of the kernel that the container may call. The rule is an inventory: it tells nothing wrong, and is in
// the preset of the benchmark, which asks for it.
//
// # What to do
//
// Name the one device that the program drives, and what it may do with it: `/dev/ttyUSB0:/dev/ttyUSB0:rw`.
var HostDevice = define(lint.Rule{
	ID: "host-device", Title: "Device of the host given to the container", Severity: lint.Low, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.18"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkHostDevice),
})

func checkHostDevice(p *lint.Pass, c *container.Container) {
	for _, d := range c.Devices {
		if d.Path.Known && (d.Path.Value.RawDisk() || d.Path.Value.KernelMemory() && c.Holds(container.SysRawio)) {
			continue // raw-device says that
		}
		p.Report(d.Span, "%s gets this device of the host; check that it needs it", c.Name).About(c.Subject).Notes(d.Notes)
	}
	for _, r := range c.DeviceRules {
		if !r.OpensDisks() {
			p.Report(r.Span, "%s may open these devices of the host; check that it needs them", c.Name).
				About(c.Subject).Notes(r.Notes)
		}
	}
}
