package container_test

import (
	"strings"
	"testing"
)

func TestGrips(t *testing.T) {
	for _, c := range []struct{ service, want string }{
		{"", ""},
		{"volumes: ['/:/host:ro', '/run/docker.sock:/s']", "/run/docker.sock /"},
		{"volumes: ['/etc:/host/etc', '/root:/r:ro', '/srv:/srv', '${DIR}:/d']", "/etc"},
		{"volumes: ['/var:/host/var:ro', '/var/run:/host/run:ro']", "/var/run"},
		{"use_api_socket: true", "use_api_socket"},
		{"privileged: true\n    cap_add: [ALL]", "privileged"},
		{"privileged: '${P}'", ""},
		{"cap_add: [CAP_SYS_ADMIN, NET_ADMIN, sys_module]", "CAP_SYS_ADMIN sys_module"},
		{"cap_add: [ALL]", "ALL"},
		{"pid: host\n    cap_add: [SYS_PTRACE]", ""},
		{"pid: host\n    cap_add: [SYS_PTRACE]\n    security_opt: ['apparmor:unconfined']", "pid: host with SYS_PTRACE"},
	} {
		var got []string
		for _, g := range load(t, "services:\n  web:\n    image: debian:13\n    "+c.service+"\n").Grips() {
			got = append(got, g.What)
			if g.Span.IsZero() {
				t.Errorf("%s: %s has no place", c.service, g.What)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.service, got, c.want)
		}
	}
}

func TestOpenLogin(t *testing.T) {
	for _, c := range []struct{ image, env, want string }{
		{"postgres:17", "POSTGRES_PASSWORD: postgres", "POSTGRES_PASSWORD"},
		{"postgis/postgis:17", "POSTGRES_PASSWORD: postgres", "POSTGRES_PASSWORD"},
		{"example.com/client:1", "POSTGRES_PASSWORD: postgres", ""},
		{"postgres:17", "POSTGRES_PASSWORD: '${PW:-postgres}'", ""},
		{"postgres:17", "POSTGRES_PASSWORD: 9f8e7d", ""},
		{"postgres:17", "POSTGRES_HOST_AUTH_METHOD: trust", "POSTGRES_HOST_AUTH_METHOD"},
		{"postgres:17", "POSTGRES_HOST_AUTH_METHOD: scram-sha-256", ""},
		{"mysql:8", "MYSQL_ALLOW_EMPTY_PASSWORD: 'yes'", "MYSQL_ALLOW_EMPTY_PASSWORD"},
		{"mysql:8", "MYSQL_ALLOW_EMPTY_PASSWORD: 'no'", ""},
		{"docker.elastic.co/elasticsearch/elasticsearch:8", "xpack.security.enabled: 'false'", "xpack.security.enabled"},
		{"postgres:17", "PASSWORD_HINT: admin", ""},
	} {
		v, _ := load(t, "services:\n  web:\n    image: "+c.image+"\n    environment:\n      "+c.env+"\n").OpenLogin()
		if v.Name != c.want {
			t.Errorf("%s %s: %q, want %q", c.image, c.env, v.Name, c.want)
		}
	}
}

func TestSocketProxy(t *testing.T) {
	for _, c := range []struct {
		service         string
		known, commands bool
		starts          int
	}{
		{"{image: 'nginx:1.29', environment: {POST: 1, CONTAINERS: 1}}", false, false, 0},
		{"{image: 'tecnativa/docker-socket-proxy:0.3'}", true, false, 0},
		{"{image: 'ghcr.io/tecnativa/docker-socket-proxy:0.3', environment: {POST: 1, CONTAINERS: 1}}", true, true, 0},
		{"{image: 'tecnativa/docker-socket-proxy:0.3', environment: {POST: 1, IMAGES: 1}}", true, false, 0},
		{"{image: 'tecnativa/docker-socket-proxy:0.3', environment: {POST: '${POST}', CONTAINERS: 1}}", true, false, 0},
		{"{image: 'lscr.io/linuxserver/socket-proxy:1.26', environment: [CONTAINERS=1, ALLOW_START=1, ALLOW_STOP=0]}", true, false, 1},
	} {
		p, ok := load(t, "services:\n  web: "+c.service+"\n").SocketProxy()
		if ok != c.known || p.Commands != c.commands || len(p.Starts) != c.starts {
			t.Errorf("%s: %t, %+v", c.service, ok, p)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		env  string
		want bool
	}{
		{"tcp://db:5432", true},
		{"postgres://user@db/x", true},
		{"db", true},
		{"db:5432", true},
		{"http://mydb:80", false},
		{"http://db.example.com:80", false},
		{"db.sqlite", false},
		{"a database, db", false},
		{"kafka1:9092,db:9092", true},
		{"db/migrations", false},
		{"tcp://${PREFIX}db:5432", false},
	} {
		_, got := load(t, "services:\n  web: {image: x, environment: {A: '"+c.env+"'}}\n").Mentions("db")
		if got != c.want {
			t.Errorf("%s: %t", c.env, got)
		}
	}
}
