package container_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestDeviceRules(t *testing.T) {
	for _, c := range []struct {
		rule          string
		disks, memory bool
	}{
		{"a *:* rwm", true, true},
		{"b 8:* r", true, false},
		{"b 8:* m", false, false},
		{"b 11:0 rwm", false, false},
		{"c 1:1 rw", false, true},
		{"c 1:3 rw", false, false},
		{"c 189:* rmw", false, false},
		{"nonsense", false, false},
	} {
		r := container.DeviceRule{Text: c.rule, Known: true}
		if r.OpensDisks() != c.disks || r.OpensMemory() != c.memory {
			t.Errorf("%s: disks %v, memory %v", c.rule, r.OpensDisks(), r.OpensMemory())
		}
	}
}

func TestDeviceFiles(t *testing.T) {
	for path, want := range map[container.HostPath]bool{
		"/dev/ttyUSB0": true, "/dev/kvm": true, "/dev/net/tun": true, "/dev/sda": true, "/dev/null": false, "/dev/shm": false,
		"/dev": false, "/dev/tty": false, "/dev/log": false, "./dev/kvm": false, "/dev/serial/by-id/usb-x": true,
	} {
		if path.DeviceFile() != want {
			t.Errorf("%s: not %v", path, want)
		}
	}
}

// TestInheritedMountsAreBounded looks at services that all have the mounts of all others.
func TestInheritedMountsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("services:\n  web:\n    image: a\n    volumes_from: [s0]\n")
	for i := range 60 {
		fmt.Fprintf(&b, "  s%d:\n    image: a\n    volumes: [/a%d:/b]\n    volumes_from: [", i, i)
		for j := range 60 {
			fmt.Fprintf(&b, "s%d,", j)
		}
		b.WriteString("]\n")
	}
	tree := source.NewMemory(map[string]string{"compose.yaml": b.String()})
	p := compose.Load(tree, compose.Options{Files: []string{"compose.yaml"}, SkipReferee: true})
	c := container.FromService(p, p.Service("web"), container.Shipped{})
	if n := len(c.Mounts); n == 0 || n > 600 {
		t.Errorf("%d mounts", n)
	}
}
