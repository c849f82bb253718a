package project

import (
	"path"
	"slices"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestDaemonKinds(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          Kind
	}{
		{"daemon.json", `{"icc": false}`, Daemon},
		{"daemon.json", ``, Daemon},
		{"daemon.json", `{`, Daemon},
		{"daemon.json", "\xff\xfe{\x00\"\x00h\x00", Daemon},
		{"daemon.json", `{"insecure-registrys": []}`, Daemon},
		{"daemon.json", `{"security": {"userns-remap": "default"}}`, Daemon},
		{"daemon.json", `{"Addresses": {"API": "/ip4/127.0.0.1/tcp/5001"}}`, Unknown},
		{"daemon-prod.json", `{"log-driver": "local"}`, Daemon},
		{"daemon-prod.json", `{"port": 1}`, Unknown},
		{"docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n", Systemd},
		{"docker.service", "[Service]\nExecStart=/usr/bin/nginx\n", Unknown},
		{"docker.service.d/a.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -D\n", Systemd},
		{"docker.service.d/a.conf", "[Service]\nEnvironment=A=b\n", Unknown},
		{"conf.d/a.conf", "[Service]\nExecStart=/usr/bin/dockerd -D\n", Unknown},
	} {
		if got := KindOf(source.New(c.name, []byte(c.content)), false); got != c.want {
			t.Errorf("%s with %q is %q, want %q", c.name, c.content, got, c.want)
		}
		if got := Named(c.name); c.want != Unknown && got == Unknown {
			t.Errorf("a walk passes over %s", c.name)
		}
	}
}

func TestDaemonOfProject(t *testing.T) {
	const a, b = `{"icc": false}`, `{"icc": true}`
	for _, c := range []struct {
		name  string
		files map[string]string
		dir   string
		want  string
	}{
		{"one anywhere", map[string]string{"x/daemon.json": a}, "app", "x/daemon.json"},
		{"none", nil, "app", ""},
		{"the nearest", map[string]string{"daemon.json": a, "app/daemon.json": b}, "app/web", "app/daemon.json"},
		{"above", map[string]string{"daemon.json": a, "x/daemon.json": b}, "app/web", "daemon.json"},
		{"of two elsewhere none", map[string]string{"x/daemon.json": a, "y/daemon.json": b}, "app", ""},
		{"of two in one folder none", map[string]string{"daemon.json": a, "daemon-prod.json": b}, ".", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := &Root{}
			for name, content := range c.files {
				root.Documents = append(root.Documents, Document{Path: name, Kind: Daemon, File: source.New(name, []byte(content))})
			}
			slices.SortFunc(root.Documents, func(a, b Document) int { return len(path.Dir(a.Path)) - len(path.Dir(b.Path)) })
			got := ""
			if f := NewLinker(root, nil).daemonOf(c.dir); f != nil {
				got = f.Source.Path
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			given := daemon.Parse(source.New("given", nil))
			l := NewLinker(root, nil)
			if l.UnderDaemon(given); l.daemonOf(c.dir) != given {
				t.Error("the one that is given does not go first")
			}
		})
	}
}
