package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// MountedDeviceFile reports volumes of a single file below `/dev`.
//
// The file appears in the container, but Docker does not allow to open it: only `devices` adds a device to what the control
// group lets through. The mount fails silently, or it works because the container is privileged, which is worse.
//
// Not reported are the devices that every container may open, such as `/dev/null`, folders such as `/dev/shm`, sockets such as
// `/dev/log`, and privileged containers.
//
// # What to do
//
//	devices: [/dev/ttyUSB0]
var MountedDeviceFile = define(lint.Rule{
	ID: "mounted-device-file", Title: "Device mounted as a volume", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.OWASP("3"), lint.Doc("devices", "https://docs.docker.com/reference/compose-file/services/#devices"),
	},
	Check: lint.EachDeployed(checkMountedDeviceFile),
})

func checkMountedDeviceFile(p *lint.Pass, c *container.Container) {
	if !container.Is(c.Privileged, false) || len(c.DeviceRules) > 0 {
		return
	}
	for _, m := range c.Mounts {
		if m.Kind == container.Bind && m.Source.Known && m.Source.Value.DeviceFile() {
			p.Report(m.SourceSpan, "%s may not open %s when it is a volume; list it in devices", c.Name, m.Source.Value).
				About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
		}
	}
}
