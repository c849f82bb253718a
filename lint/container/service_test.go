package container_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// load returns the container of the service named web.
func load(t *testing.T, yaml string) *container.Container {
	t.Helper()
	tree := source.NewMemory(map[string]string{"compose.yaml": yaml})
	p := compose.Load(tree, compose.Options{Files: []string{"compose.yaml"}, SkipReferee: true})
	s := p.Service("web")
	if s == nil {
		t.Fatalf("no service web; problems: %v", p.Problems)
	}
	var shipped container.Shipped
	if ref, err := image.Parse(s.Image.Text()); err == nil {
		shipped = container.FromImage(ref, s.Image.Span())
	}
	return container.FromService(p, s, shipped)
}

func TestSecurityOptions(t *testing.T) {
	for _, c := range []struct {
		options  string
		nnp      bool
		nnpKnown bool
		seccomp  container.Seccomp
	}{
		{`[]`, false, true, container.Seccomp{}},
		{`[no-new-privileges]`, true, true, container.Seccomp{}},
		{`["no-new-privileges:true", "no-new-privileges:false"]`, false, true, container.Seccomp{}},
		{`["no-new-privileges=1"]`, true, true, container.Seccomp{}},
		{`["seccomp=unconfined"]`, false, true, container.Seccomp{Unconfined: true}},
		{`["seccomp:./a.json"]`, false, true, container.Seccomp{Profile: "./a.json"}},
		{`["${OPTION}"]`, false, false, container.Seccomp{}},
	} {
		got := load(t, "services:\n  web:\n    image: nginx:1.29\n    security_opt: "+c.options+"\n")
		if got.NoNewPrivileges.Known != c.nnpKnown || c.nnpKnown && got.NoNewPrivileges.Value != c.nnp {
			t.Errorf("%s: no-new-privileges = %+v", c.options, got.NoNewPrivileges)
		}
		if got.Seccomp.Known && got.Seccomp.Value != c.seccomp {
			t.Errorf("%s: seccomp = %+v", c.options, got.Seccomp.Value)
		}
	}
}

func TestUserOfAService(t *testing.T) {
	for _, c := range []struct {
		service string
		known   bool
		root    bool
	}{
		{"{image: 'debian:13'}", true, true},
		{"{image: 'debian:13', user: '1000'}", true, false},
		{"{image: 'debian:13', user: '00'}", true, true},
		{"{image: 'debian:13', user: ':'}", true, true},
		{"{image: 'node:22', user: '+0:1000'}", true, true},
		{"{image: 'node:22', user: '-000'}", true, true},
		{"{image: 'node:22', user: '0x0'}", true, false},
		{"{image: 'debian:13', user: '1000:0'}", true, false},
		{"{image: 'debian:13', user: '${WHO}'}", false, false},
		{"{image: 'debian:13', user: '${WHO:-root}'}", true, true},
		{"{image: 'postgres:17'}", true, false},
		{"{image: 'acme/unknown:1'}", false, false},
		{"{image: 'postgres:17', command: 'postgres -c max_connections=9'}", true, false},
		{"{image: 'postgres:17', command: [-c, max_connections=9]}", true, false},
		{"{image: 'postgres:17', command: sh -c 'postgres'}", false, false},
		{"{image: 'postgres:17', command: '${CMD}'}", false, false},
		{"{image: 'redis:8', command: 'redis-server --requirepass ${PW}'}", true, false},
		{"{image: 'redis:8', command: [redis-server, '${CONF}']}", true, false},
		{"{image: 'mariadb:11.8', command: mysqld --skip-name-resolve}", true, false},
		{"{image: 'postgres:17', entrypoint: /bin/sh}", false, false},
		{"{image: 'postgres:17', entrypoint: []}", false, false},
		{"{image: 'postgres:17', user: root, entrypoint: /bin/sh}", false, false},
		{"{image: 'debian:13', entrypoint: [gosu, app, /bin/x]}", true, false},
		{"{image: 'debian:13', entrypoint: [gosu], command: [app, /bin/x]}", true, false},
		{"{image: 'debian:13', entrypoint: [gosu, root, /bin/x]}", false, false},
		{"{image: 'debian:13', entrypoint: /entrypoint.sh}", false, false},
		{"{image: 'debian:13', entrypoint: /bin/x}", true, true},
		{"{image: 'debian:13', entrypoint: ['${E}']}", false, false},
		{"{image: 'debian:13', command: su-exec app x}", false, false},
		{"{image: 'debian:13', command: sleep 9}", true, true},
		{"{image: 'redis:8', cap_drop: [ALL]}", true, true},
		{"{image: 'redis:8', cap_drop: [ALL], cap_add: [SETUID, SETGID]}", true, false},
	} {
		u := load(t, "services:\n  web: "+c.service+"\n").User
		if u.Known != c.known || u.Known && u.Value.StaysRoot() != c.root {
			t.Errorf("%s: user %+v known %t, want root %t known %t", c.service, u.Value, u.Known, c.root, c.known)
		}
	}
}

func TestOwnStart(t *testing.T) {
	for service, want := range map[string]bool{
		"{image: 'nginx:1.29'}":                                      true,
		"{image: 'nginx:1.29', command: [nginx-debug, -g, x]}":       false,
		"{image: 'nginx:1.29', command: [nginx, -g, 'daemon off;']}": true,
		"{image: 'nginx:1.29', entrypoint: /run.sh}":                 false,
		"{image: 'nginx:1.29', post_start: [{command: x}]}":          false,
		"{image: 'nginx:1.29', command: null}":                       true,
		"{image: 'postgres:17', command: [-c, max_connections=9]}":   true,
		"{image: 'postgres:17', command: '${CMD}'}":                  false,
		"{image: 'node:22'}":                                         false,
		"{image: 'node:22', command: node app.js}":                   false,
		"{image: 'python:3.13', command: python3 app.py}":            false,
		"{image: 'debian:13'}":                                       false,
		"{image: 'debian:13', command: sleep 9}":                     false,
		"{image: 'php:8.4-fpm'}":                                     true,
		"{image: 'php:8.4-cli'}":                                     false,
		"{image: 'valkey/valkey'}":                                   true,
		"{image: 'valkey/valkey', command: [--save, '60', '1']}":     true,
		"{image: 'valkey/valkey', command: sh -c x}":                 false,
		"{image: 'acme/app'}":                                        false,
	} {
		if got := load(t, "services:\n  web: "+service+"\n").OwnStart; got != want {
			t.Errorf("%s: %t", service, got)
		}
	}
}

func TestMountsByEveryWay(t *testing.T) {
	c := load(t, `
services:
  web:
    image: nginx:1.29
    volumes:
      - /a/../etc//x:/x:ro,rw
      - data:/d
      - ~/k:/k:ro
      - ${HOME}/h:/h
      - ${WHERE}/w:/w
    secrets: [s]
volumes:
  data:
    driver_opts: {type: none, o: "bind,ro", device: /srv/data}
secrets:
  s:
    file: ./s.txt
`)
	want := []struct {
		path     container.HostPath
		readOnly bool
		known    bool
	}{
		{"/etc/x", false, true}, {"/srv/data", true, true}, {"~/k", true, true}, {"~/h", false, true}, {"", false, false},
		{"./s.txt", true, true},
	}
	if len(c.Mounts) != len(want) {
		t.Fatalf("%d mounts: %+v", len(c.Mounts), c.Mounts)
	}
	for i, w := range want {
		if m := c.Mounts[i]; m.Source.Value != w.path || m.ReadOnly != w.readOnly || m.Source.Known != w.known {
			t.Errorf("mount %d: %+v, want %+v", i, m, w)
		}
	}
}

func TestHostPaths(t *testing.T) {
	for _, c := range []struct {
		path                                  string
		socket, holds, takes, sensitive, home bool
	}{
		{"/var/run/docker.sock", true, false, false, false, false},
		{"//run/./docker.sock", true, false, false, false, false},
		{"~/.docker/run/docker.sock", true, false, false, false, true},
		{"/home/ann/.colima/default/docker.sock", true, false, false, false, false},
		{"/srv/docker.sock", false, false, false, false, false},
		{"/run", false, true, false, false, false},
		{"/var", false, true, true, false, false},
		{"/", false, true, true, true, false},
		{"/run/user/1000", false, false, false, true, false},
		{"/run/user/1000/docker.sock", false, false, false, true, false},
		{"/run/user/1000/pulse/native", false, false, false, false, false},
		{"/var/run/dbus/system_bus_socket", false, false, false, true, false},
		{"/run/mysqld", false, false, false, false, false},
		{"/run/udev", false, false, false, false, false},
		{"/run/systemd/resolve/stub-resolv.conf", false, false, false, false, false},
		{"/var/lib", false, false, true, false, false},
		{"/var/lib/mysql", false, false, false, false, false},
		{"/var/lib/docker/volumes", false, false, true, true, false},
		{"/var/lib/docker/volumes/app_data/_data", false, false, false, false, false},
		{"/var/lib/docker/containers", false, false, true, true, false},
		{"/etc", false, false, true, true, false},
		{"/etc/localtime", false, false, false, false, false},
		{"/etc/nginx", false, false, false, false, false},
		{"/etc/pihole", false, false, false, false, false},
		{"/etc/passwd", false, false, true, false, false},
		{"/etc/shadow", false, false, true, true, false},
		{"/etc/ssh/sshd_config", false, false, true, true, false},
		{"/etc/cron.d/job", false, false, true, false, false},
		{"/etc/systemd/system", false, false, true, true, false},
		{"/root", false, false, true, true, false},
		{"/root/.ssh/authorized_keys", false, false, true, true, false},
		{"/root/project/data", false, false, false, false, false},
		{"/lib/modules", false, false, true, false, false},
		{"/usr/share/zoneinfo", false, false, false, false, false},
		{"/usr/bin/docker", false, false, true, false, false},
		{"/proc", false, false, true, true, false},
		{"/proc/sys/kernel", false, false, true, true, false},
		{"/proc/meminfo", false, false, false, false, false},
		{"/sys", false, false, false, true, false},
		{"/sys/kernel/debug", false, false, false, true, false},
		{"/sys/fs/cgroup", false, false, false, false, false},
		{"/sys/class/gpio", false, false, false, false, false},
		{"/dev", false, false, false, true, false},
		{"/dev/net/tun", false, false, false, false, false},
		{"/dev/sda1", false, false, false, true, false},
		{"/devdata", false, false, false, false, false},
		{"/home", false, false, false, false, true},
		{"/home/ann", false, false, false, false, true},
		{"/home/ann/src", false, false, false, false, false},
		{"~", false, false, false, false, true},
		{"~/.ssh", false, false, false, false, true},
		{"~/.sshd", false, false, false, false, false},
		{"~/.config/gcloud/x.json", false, false, false, false, true},
		{"./etc", false, false, false, false, false},
		{`\\.\pipe\docker_engine`, true, false, false, false, false},
		{`C:\data`, false, false, false, false, false},
	} {
		p := container.NewHostPath(c.path)
		if p.IsControlSocket() != c.socket || p.HoldsControlSocket() != c.holds || p.TakesHost() != c.takes ||
			p.Sensitive() != c.sensitive || p.Home() != c.home {
			t.Errorf("%s: socket %t, holds %t, takes %t, sensitive %t, home %t", c.path, p.IsControlSocket(),
				p.HoldsControlSocket(), p.TakesHost(), p.Sensitive(), p.Home())
		}
	}
}

func TestRawDisks(t *testing.T) {
	for path, want := range map[string]bool{
		"/dev/sda": true, "/dev/sdaa12": true, "/dev/hdb": true, "/dev/vda1": true, "/dev/xvda": true, "/dev/nvme0n1p2": true,
		"/dev/nvme0": true, "/dev/mmcblk0": true, "/dev/md0": true, "/dev/md/raid": true, "/dev/dm-3": true,
		"/dev/loop7": true, "/dev/rbd0": true, "/dev/mapper/vg-root": true, "/dev/disk/by-id/x": true, "/dev/block/8:0": true,
		"/dev": false, "/dev/": false, "/dev/sd": false, "/dev/sda-x": false, "/dev/sr0": false, "/dev/sg0": false,
		"/dev/loop-control": false, "/dev/mapper/control": false, "/dev/mapper": false, "/dev/mdev": false, "/dev/kmsg": false,
		"/dev/dri": false, "/dev/snd": false, "/dev/net/tun": false, "/dev/ttyUSB0": false, "/dev/mem": false, "sda": false,
	} {
		if got := container.HostPath(path).RawDisk(); got != want {
			t.Errorf("%s: %t", path, got)
		}
	}
}

func TestPrivilegedSwitchesFiltersOff(t *testing.T) {
	for _, c := range []struct {
		service string
		known   bool
		off     bool
	}{
		{"{image: 'nginx:1.29'}", true, false},
		{"{image: 'nginx:1.29', privileged: true}", true, true},
		{"{image: 'nginx:1.29', privileged: true, security_opt: ['seccomp=./p.json']}", true, false},
		{"{image: 'nginx:1.29', privileged: '${P}'}", false, false},
		{"{image: 'nginx:1.29', privileged: '${P}', security_opt: ['seccomp=unconfined']}", true, true},
	} {
		got := load(t, "services:\n  web: "+c.service+"\n")
		if got.Seccomp.Known != c.known || c.known && got.Seccomp.Value.Unconfined != c.off {
			t.Errorf("%s: seccomp %+v", c.service, got.Seccomp)
		}
		if got.UnmaskedPaths.Known && got.UnmaskedPaths.Value != container.Is(got.Privileged, true) {
			t.Errorf("%s: unmasked paths %+v", c.service, got.UnmaskedPaths)
		}
		if got.UnmaskedPaths.Set() {
			t.Errorf("%s: no entry unmasks paths", c.service)
		}
	}
}
