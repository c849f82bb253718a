package container_test

import (
	"fmt"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestUnder holds which defaults of a daemon reach a container: what the service says goes first, and what is unknown stays so.
func TestUnder(t *testing.T) {
	for _, c := range []struct {
		name, service, daemon string
		ask                   func(*container.Container) any
		want                  any
	}{
		{"default", "", `{"no-new-privileges": true}`, nnp, "true true daemon\n"},
		{"service first", "security_opt: [no-new-privileges:false]", `{"no-new-privileges": true}`, nnp, "false true file\n"},
		{"unknown stays", "security_opt: [\"no-new-privileges:${X}\"]", `{"no-new-privileges": true}`, nnp, "false false file\n"},
		{"not said", "", `{"icc": false}`, nnp, "false true default\n"},
		{"in a group", "", `{"x": {"no-new-privileges": true}}`, nnp, "true true daemon\n"},
		{"filter off", "", `{"seccomp-profile": "unconfined"}`, func(c *container.Container) any { return c.Seccomp.Value.Unconfined }, true},
		{"filter named", "", `{"seccomp-profile": "/p.json"}`, func(c *container.Container) any { return c.Seccomp.Value.Profile }, "/p.json"},
		{"privileged has none", "privileged: true", `{"seccomp-profile": "/p.json"}`, func(c *container.Container) any { return c.Seccomp.Value.Unconfined }, true},
		{"runtime", "", `{"default-runtime": "runsc"}`, func(c *container.Container) any { return c.Runtime.Value }, "runsc"},
		{"control groups", "", `{"default-cgroupns-mode": "host"}`, func(c *container.Container) any { return c.CgroupNS.Value.Host }, true},
		{"own control groups", "cgroup: private", `{"default-cgroupns-mode": "host"}`, func(c *container.Container) any { return c.CgroupNS.Value.Host }, false},
		{"remapped", "", `{"userns-remap": "default"}`, func(c *container.Container) any { return c.Remapped.Value }, true},
		{"opted out", "userns_mode: host", `{"userns-remap": "default"}`, func(c *container.Container) any { return c.Remapped.Value }, false},
		{"root is not remapped", "", `{"userns-remap": "root"}`, func(c *container.Container) any { return c.Remapped.Value }, false},
		{"loopback", `ports: ["80:80"]`, `{"default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}}}`,
			func(c *container.Container) any { return c.Ports[0].Public }, false},
		{"ip is another network's", `ports: ["80:80"]`, `{"ip": "127.0.0.1"}`, func(c *container.Container) any { return c.Ports[0].Public }, true},
		{"address of the port", `ports: ["0.0.0.0:80:80"]`, `{"default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}}}`,
			func(c *container.Container) any { return c.Ports[0].Public }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := load(t, "services:\n  web:\n    image: a\n    "+c.service+"\n")
			at.Under(daemon.Parse(source.New("daemon.json", []byte(c.daemon))))
			if got := c.ask(at); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func nnp(c *container.Container) any {
	s := c.NoNewPrivileges
	return fmt.Sprintln(s.Value, s.Known, s.Origin.Kind)
}
