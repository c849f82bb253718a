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
		{"{image: 'debian:13', user: '1000:0'}", true, false},
		{"{image: 'debian:13', user: '${WHO}'}", false, false},
		{"{image: 'debian:13', user: '${WHO:-root}'}", true, true},
		{"{image: 'postgres:17'}", true, false},
		{"{image: 'acme/unknown:1'}", false, false},
	} {
		u := load(t, "services:\n  web: "+c.service+"\n").User
		if u.Known != c.known || u.Known && u.Value.StaysRoot() != c.root {
			t.Errorf("%s: user %+v known %t, want root %t known %t", c.service, u.Value, u.Known, c.root, c.known)
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
		{"/var/run/docker.sock", true, false, false, true, false},
		{"/run", false, true, false, false, false},
		{"/var", false, true, true, false, false},
		{"/", false, true, true, true, false},
		{"/run/user/1000", false, false, false, true, false},
		{"/run/user/1000/docker.sock", false, false, false, true, false},
		{"/var/lib/mysql", false, false, false, false, false},
		{"/var/lib/docker/volumes", false, false, true, true, false},
		{"/etc/localtime", false, false, false, false, false},
		{"/etc/nginx", false, false, true, true, false},
		{"/home", false, false, false, false, true},
		{"/home/ann", false, false, false, false, true},
		{"/home/ann/src", false, false, false, false, false},
		{"~/.ssh", false, false, false, false, true},
		{"~/.sshd", false, false, false, false, false},
		{"./etc", false, false, false, false, false},
	} {
		p := container.NewHostPath(c.path)
		if p.IsControlSocket() != c.socket || p.HoldsControlSocket() != c.holds || p.TakesHost() != c.takes ||
			p.Sensitive() != c.sensitive || p.Home() != c.home {
			t.Errorf("%s: socket %t, holds %t, takes %t, sensitive %t, home %t", c.path, p.IsControlSocket(),
				p.HoldsControlSocket(), p.TakesHost(), p.Sensitive(), p.Home())
		}
	}
}
