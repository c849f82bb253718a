package stack

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// stackOf reads one project, of whose images nothing is known.
func stackOf(yaml string) Stack {
	files := source.NewMemory(map[string]string{"compose.yaml": yaml})
	p := compose.Load(files, compose.Options{Files: []string{"compose.yaml"}, SkipReferee: true})
	u := &project.Unit{Compose: p, Files: p.Files}
	for _, s := range p.Services {
		u.Containers = append(u.Containers, container.FromService(p, s, container.Shipped{}))
	}
	return Of([]*project.Unit{u})[0]
}

func TestReachableFrom(t *testing.T) {
	for _, c := range []struct{ name, service, want string }{
		{"nothing said", "", "default"},
		{"published", "ports: [80:80]", "outside default"},
		{"on the loopback address", "ports: ['127.0.0.1:80:80', '[::1]:80:80']", "the host default"},
		{"both", "ports: ['127.0.0.1:80:80', '81']", "outside the host default"},
		{"a port of which a variable decides", "ports: ['${BIND}:80:80']", "default ?"},
		{"networks", "networks: [a, b]", "a b"},
		{"none", "network_mode: none", ""},
		{"the host's network", "network_mode: host", "outside"},
		{"Docker's own", "network_mode: bridge", "bridge"},
		{"that of a service", "network_mode: service:other", "outside o"},
		{"that of a service with that of the host", "network_mode: service:hosted", "outside"},
		{"that of a container", "network_mode: container:vpn", "the networks of vpn"},
		{"of which a variable decides", "network_mode: ${MODE}", "?"},
		{"that of nobody", "network_mode: service:missing", "?"},
		{"a circle", "network_mode: service:x", "?"},
	} {
		s := stackOf("services:\n  x:\n    image: a\n    " + c.service + `
  other: {image: a, networks: [o], ports: ["80"]}
  hosted: {image: a, network_mode: host}
networks: {a: {}, b: {}, o: {}}
`)
		if got := strings.Join(ReachableFrom(&s, &s.Services[0]), " "); got != c.want {
			t.Errorf("%s: reachable from %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWays(t *testing.T) {
	for _, c := range []struct {
		name, service string
		want          []Way
	}{
		{"nothing", "", nil},
		{"the project's own folder", "volumes: [./a:/a, data:/d]", nil},
		{"beside the project", "volumes: [../a:/a]", []Way{{"./../a", Plain}}},
		{"a path", "volumes: [/srv/a:/a:ro]", []Way{{"/srv/a:ro", Plain}}},
		{"a path that is not known", "volumes: ['${DATA}/a:/a']", []Way{{"?", Plain}}},
		{"the worst first", "volumes: [/srv/a:/a, '~/.ssh:/k', /run/docker.sock:/s:ro]",
			[]Way{{"/run/docker.sock:ro", Danger}, {"~/.ssh", Notable}, {"/srv/a", Plain}}},
		{"a folder of sockets", "volumes: [/var/run:/r:ro]", []Way{{"/var/run:ro", Danger}}},
		{"what root runs", "volumes: [/etc/cron.d:/c]", []Way{{"/etc/cron.d", Danger}}},
		{"privileged", "privileged: true", []Way{{"privileged", Danger}}},
		{"a capability", "cap_add: [SYS_ADMIN, NET_ADMIN]", []Way{{"SYS_ADMIN", Danger}}},
		{"namespaces", "{pid: host, ipc: host}", []Way{{"pid of the host", Notable}, {"ipc of the host", Notable}}},
		{"devices", "devices: [/dev/kvm, /dev/sda, '/dev/sdb:/dev/sdb:r']",
			[]Way{{"/dev/sda", Danger}, {"/dev/sdb:ro", Notable}, {"/dev/kvm", Plain}}},
		{"Docker's API", "use_api_socket: true", []Way{{"Docker's API", Danger}}},
	} {
		body := "\n    image: a\n    " + c.service
		if strings.HasPrefix(c.service, "{") {
			body = " " + c.service
		}
		s := stackOf("services:\n  x:" + body + "\nvolumes: {data: {}}\n")
		if diff := cmp.Diff(c.want, s.Services[0].Host); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestLargeProjects: twice the services make twice the output, and the picture of the page stays one to look at.
func TestLargeProjects(t *testing.T) {
	size := func(n int) (sizes [3]int) {
		var yaml strings.Builder
		yaml.WriteString("services:\n")
		for i := range n {
			fmt.Fprintf(&yaml, "  s%04d: {image: a, networks: [n%04d, n%04d], ports: [\"80\"], volumes: [/srv/a:/a]}\n", i, i, i/2)
		}
		yaml.WriteString("networks:\n")
		for i := range n {
			fmt.Fprintf(&yaml, "  n%04d: {}\n", i)
		}
		stacks := []Stack{stackOf(yaml.String())}
		for i, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return Mermaid(b, stacks) },
			func(b *bytes.Buffer) error { return DOT(b, stacks) },
			func(b *bytes.Buffer) error { return HTML(b, &Page{Stacks: stacks}) },
		} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			sizes[i] = b.Len()
			if rows := strings.Count(b.String(), `class="name"`); rows > maxPicture {
				t.Errorf("the picture has %d rows", rows)
			}
		}
		return sizes
	}
	once, twice := size(500), size(1000)
	for i := range once {
		if float64(twice[i]) > 2.2*float64(once[i]) {
			t.Errorf("from %d to %d bytes", once[i], twice[i])
		}
	}
}

func TestMermaidLabel(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"ghcr.io/acme/web-1:2.4", "ghcr.io/acme/web-1:2.4"},
		{`a"b`, "a#34;b"},
		{"<b>&", "#60;b#62;#38;"},
		{"#quot;", "#35;quot#59;"},
		{"1. one", "1#46; one"},
		{"- one", "#45; one"},
		{"style:", "style#58;"},
		{"a\nb", "a∖nb"},
		{"\u202e", "∖u#123;202e#125;"},
		{strings.Repeat("x", 100), strings.Repeat("x", labelWidth-1) + "…"},
	} {
		if got := mermaidLabel(c.in); got != c.want {
			t.Errorf("mermaidLabel(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestImageText(t *testing.T) {
	for want, c := range map[string]container.Container{
		"?":                  {},
		"built on ?":         {Built: true},
		"built on scratch":   {Built: true, Scratch: true},
		"stage b on scratch": {Built: true, Scratch: true, Stage: "b"},
	} {
		if got := ImageText(&c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
