package container_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

func TestPortReach(t *testing.T) {
	for _, c := range []struct {
		keys, port         string
		public, everywhere bool
	}{
		{"", `"80:80"`, true, true},
		{"", `"80"`, true, true},
		{"", `"0.0.0.0:80:80"`, true, true},
		{"", `"[::0]:80:80"`, true, true},
		{"", `{target: 80, host_ip: "::ffff:0.0.0.0"}`, true, true},
		{"", `{target: 80, published: "${PORT}"}`, true, true},
		{"", `"10.0.0.1:80:80"`, true, false},
		{"", `"127.0.0.1:80:80"`, false, false},
		{"", `"[::1]:80:80"`, false, false},
		{"", `"[::ffff:127.0.0.1]:80:80"`, false, false},
		{"", `{target: 80, host_ip: 127.9.9.9}`, false, false},
		{"", `"${PORT}:80"`, false, false}, // it may hold an address
		{"", `"${IP}:80:80"`, false, false},
		{"network_mode: host, ", `"80:80"`, false, false},
		{"network_mode: none, ", `"80:80"`, false, false},
		{"network_mode: '${MODE}', ", `"80:80"`, false, false},
		{"networks: [inner], ", `"80:80"`, false, false},
		{"networks: [inner, outer], ", `"80:80"`, true, true},
		{"networks: [bound], ", `"80:80"`, false, false},
		{"networks: [bound], ", `"0.0.0.0:80:80"`, true, true},
		{"networks: [lan], ", `"80:80"`, false, false},
	} {
		web := load(t, "services: {web: {image: a, "+c.keys+"ports: ["+c.port+`]}}
networks:
  inner: {internal: true}
  outer:
  lan: {driver: macvlan}
  bound: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}
`)
		if len(web.Ports) != 1 {
			t.Errorf("%s%s: %d ports", c.keys, c.port, len(web.Ports))
			continue
		}
		if p := web.Ports[0]; p.Public != c.public || p.Everywhere() != c.everywhere {
			t.Errorf("%s%s: public %v, everywhere %v", c.keys, c.port, p.Public, p.Everywhere())
		}
	}
}

func TestPortUse(t *testing.T) {
	for _, c := range []struct{ service, store, control string }{
		{`{image: "a:1", ports: ["5432:5432"]}`, "PostgreSQL", ""},
		{`{image: "a:1", ports: ["5432:5432/udp"]}`, "", ""},
		{`{image: "opensearchproject/opensearch:3", ports: ["9200"]}`, "OpenSearch", ""},
		{`{image: "a:1", ports: ["9000:9000"]}`, "", ""},
		{`{image: "clickhouse/clickhouse-server:25", ports: ["9000:9000"]}`, "ClickHouse", ""},
		{`{image: "a:1", ports: ["5000-6000:5000-6000"]}`, "", ""},
		{`{image: "a:1", ports: ["2375:2375"]}`, "", "Docker's API without a password"},
		{`{image: "a:1", command: "node --inspect=0.0.0.0:1234 x.js", ports: ["1234"]}`, "", "its debugger without a password"},
		{`{image: "a:1", command: "node --inspect=0.0.0.0:1234 x.js", ports: ["1235"]}`, "", ""},
	} {
		web := load(t, "services: {web: "+c.service+"}\n")
		if store, control := web.DatastoreAt(web.Ports[0]), web.ControlAt(web.Ports[0]); store != c.store || control != c.control {
			t.Errorf("%s: %q and %q", c.service, store, control)
		}
	}
}

func TestPorts(t *testing.T) {
	r := container.Ports{First: 80, Last: 89}
	if r.Len() != 10 || r.String() != "80-89" || !r.Has(85) || r.Has(90) || r.Single(80) {
		t.Errorf("%v", r)
	}
	if none := (container.Ports{}); none.Len() != 0 || none.Has(0) || none.String() != "" {
		t.Errorf("%v", none)
	}
}
