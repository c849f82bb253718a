package reach_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/reach"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// load returns the graph of a project and its containers.
func load(t *testing.T, yaml string) (*reach.Graph, []*container.Container) {
	t.Helper()
	tree := source.NewMemory(map[string]string{"compose.yaml": yaml})
	p := compose.Load(tree, compose.Options{Files: []string{"compose.yaml"}, SkipReferee: true})
	var list []*container.Container
	for _, s := range p.Services {
		var shipped container.Shipped
		if ref, err := image.Parse(s.Image.Text()); err == nil {
			shipped = container.FromImage(ref, s.Image.Span())
		}
		list = append(list, container.FromService(p, s, shipped))
	}
	return reach.New(p, list), list
}

// TestNeighbours says of each project which containers reach which, and over what.
func TestNeighbours(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"the default network", "services:\n  a: {image: x}\n  b: {image: x}\n", "a-b by default, b-a by default"},
		{"an empty list of networks", "services:\n  a: {image: x, networks: []}\n  b: {image: x}\n", "a-b by default, b-a by default"},
		{"two networks",
			"services:\n  a: {image: x, networks: [n]}\n  b: {image: x, networks: [n, m]}\n  c: {image: x, networks: {m: {}}}\n" +
				"networks: {n: {}, m: {internal: true}}\n",
			"a-b by n, b-a by n, b-c by m, c-b by m"},
		{"none", "services:\n  a: {image: x, network_mode: none}\n  b: {image: x}\n", ""},
		{"the network of the host", "services:\n  a: {image: x, network_mode: host}\n  b: {image: x}\n", ""},
		{"the network of the engine",
			"services:\n  a: {image: x, network_mode: bridge}\n  b: {image: x, network_mode: bridge}\n  bridge: {image: x, networks: [bridge]}\n",
			"a-b by bridge, b-a by bridge"},
		{"a joined namespace",
			"services:\n  a: {image: x, network_mode: 'service:b'}\n  b: {image: x, networks: [n]}\n  c: {image: x, networks: [n]}\nnetworks: {n: {}}\n",
			"a-b by n, a-c by n, b-c by n, c-b by n"},
		{"a circle of namespaces",
			"services:\n  a: {image: x, network_mode: 'service:b'}\n  b: {image: x, network_mode: 'service:a'}\n  c: {image: x}\n", ""},
		{"a container of others", "services:\n  a: {image: x, network_mode: 'container:b'}\n  b: {image: x}\n", ""},
		{"a network by its name in the engine", "services:\n  a: {image: x, network_mode: default_net}\n  b: {image: x}\n", ""},
		{"a variable", "services:\n  a: {image: x, network_mode: '${MODE}'}\n  b: {image: x}\n", ""},
		{"an external network",
			"services:\n  a: {image: x, networks: [n]}\n  b: {image: x, networks: [n]}\nnetworks: {n: {external: true}}\n", "a-b by n, b-a by n"},
		{"members kept apart",
			"services:\n  a: {image: x}\n  b: {image: x}\n" +
				"networks: {default: {driver_opts: {com.docker.network.bridge.enable_icc: 'false'}}}\n", ""},
		{"profiles that exclude each other",
			"services:\n  a: {image: x, profiles: [p]}\n  b: {image: x, profiles: [q]}\n  c: {image: x, profiles: [q, r]}\n",
			"b-c by default, c-b by default"},
	} {
		g, list := load(t, c.yaml)
		var got []string
		for _, from := range list {
			for to, m := range g.Neighbours(from) {
				got = append(got, from.Name+"-"+to.Name+" by "+m.Network.Key)
				if m.Span.IsZero() {
					t.Errorf("%s: %s has no place in %s", c.name, from.Name, m.Network.Key)
				}
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestOutside says which ports of web are reached from outside.
func TestOutside(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"all addresses", "ports: ['80:8080']", "web:80"},
		{"any address", "ports: ['0.0.0.0:80:8080', '[::]:81:8080']", "web:80 web:81"},
		{"one that Docker chooses", "ports: ['8080']", "web:"},
		{"the loopback address", "ports: ['127.0.0.1:80:8080', '[::1]:81:8080']", ""},
		{"a variable", "ports: ['${PORT}:8080']", ""},
		{"a default", "ports: ['${PORT:-80}:8080']", "web:80"},
		{"no network", "ports: ['80:8080']\n    network_mode: none", ""},
		{"the network of the host", "ports: ['80:8080']\n    network_mode: host", ""},
		{"an internal network", "ports: ['80:8080']\n    networks: [inside]", ""},
		{"an internal network and another", "ports: ['80:8080']\n    networks: [inside, outside]", "web:80"},
		{"a network that binds to the loopback address", "ports: ['80:8080', '0.0.0.0:81:8080']\n    networks: [bound]", "web:81"},
		{"a network of its own kind", "ports: ['80:8080']\n    networks: [lan]", ""},
		{"an external network", "ports: ['80:8080']\n    networks: [theirs]", "web:80"},
	} {
		g, _ := load(t, "services:\n  web:\n    image: x\n    "+c.yaml+"\nnetworks:\n  inside: {internal: true}\n  outside:\n"+
			"  bound: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}\n"+
			"  lan: {driver: macvlan}\n  theirs: {external: true}\n")
		var got []string
		for _, e := range g.Outside() {
			got = append(got, e.Container.Name+":"+e.Port.Published)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// The graph of thousands of services on one network, all published and all with a hold on the host, takes no square of them.
func TestManyServices(t *testing.T) {
	for _, c := range []struct {
		name  string
		entry string
		other string
		want  int
	}{
		{"each leads to the host itself", "ports: ['80'], privileged: true", "privileged: true", 100},
		{"nobody listens", "ports: ['80']", "privileged: true", 0},
		{"all listen", "ports: ['80']", "privileged: true, expose: ['80']", 100},
	} {
		var b strings.Builder
		b.WriteString("services:\n")
		for i := range 1000 {
			fmt.Fprintf(&b, "  a%d: {image: 'debian:13', environment: {A: b, C: d}, %s}\n", i, c.entry)
			fmt.Fprintf(&b, "  b%d: {image: 'debian:13', %s}\n", i, c.other)
		}
		g, _ := load(t, b.String())
		start := time.Now()
		if got := len(g.Paths()); got != c.want {
			t.Errorf("%s: %d paths, want %d", c.name, got, c.want)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: took %s", c.name, took)
		}
	}
}
