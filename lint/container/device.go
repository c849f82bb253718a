package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Device is an entry of devices.
type Device struct {
	Path Setting[HostPath]
	// ReadOnly says that the container may not write to the device.
	ReadOnly bool
	Span     source.Span
	Notes    []source.Note
}

// DeviceRule is an entry of device_cgroup_rules: it opens devices by their numbers, without making their files.
type DeviceRule struct {
	Text  string
	Known bool
	Span  source.Span
	Notes []source.Note
}

// OpensDisks reports whether the rule lets block devices be read or written that are no floppy or optical drive.
func (r DeviceRule) OpensDisks() bool {
	fields := strings.Fields(r.Text)
	if !r.Known || len(fields) != 3 || fields[0] != "a" && fields[0] != "b" || !strings.ContainsAny(fields[2], "rw") {
		return false
	}
	major, _, _ := strings.Cut(fields[1], ":")
	return major != "2" && major != "11" // Documentation/admin-guide/devices.txt
}

// OpensMemory reports whether the rule lets the memory or the ports of the host be opened by their numbers: "c 1:1" is
// /dev/mem, 2 and 4 are /dev/kmem and /dev/port.
func (r DeviceRule) OpensMemory() bool {
	fields := strings.Fields(r.Text)
	if !r.Known || len(fields) != 3 || fields[0] != "a" && fields[0] != "c" || !strings.ContainsAny(fields[2], "rw") {
		return false
	}
	major, minor, _ := strings.Cut(fields[1], ":")
	switch minor {
	case "*", "1", "2", "4":
		return major == "1" || major == "*"
	}
	return false
}

// DeviceFile reports whether the path is a single device of /dev that a container may only open when it is among its devices.
func (p HostPath) DeviceFile() bool {
	name, ok := strings.CutPrefix(string(p), "/dev/")
	if !ok || name == "" {
		return false
	}
	if p.RawDisk() || p.KernelMemory() {
		return true
	}
	switch name {
	case "fuse", "kvm", "kmsg", "video0", "video1", "video10", "video11", "net/tun", "dri/card0", "dri/card1", "dri/renderD128",
		"vhost-net", "uinput", "rtc", "rtc0", "watchdog", "mei0", "nvidia0", "nvidiactl", "nvidia-uvm", "gpiomem", "i2c-1",
		"spidev0.0", "bus/usb", "vchiq", "apex_0", "kfd", "loop-control", "mapper/control":
		return name != "bus/usb"
	}
	return strings.HasPrefix(name, "tty") && name != "tty" || strings.HasPrefix(name, "serial/by-") && strings.Count(name, "/") == 2
}
