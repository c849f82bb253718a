package daemon

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/systemd"
)

func parse(in string) *File { return Parse(source.New("daemon.json", []byte(in))) }

// TestTraps holds what dockerd does and what one would not think. tools/dockerd holds the same, and more, to dockerd itself.
func TestTraps(t *testing.T) {
	for _, c := range []struct {
		name, in string
		ask      func(*File) any
		want     any
	}{
		{"booleans in a group apply", `{"x": {"icc": false}}`, func(f *File) any { return f.Bool("icc").V }, false},
		{"texts in a group do not", `{"x": {"userns-remap": "default"}}`, func(f *File) any { return f.Remap().V }, false},
		{"the last key counts", `{"icc": false, "icc": true}`, func(f *File) any { return f.Bool("icc").V }, true},
		{"null is false", `{"icc": null}`, func(f *File) any { return f.Bool("icc").V }, false},
		{"an empty text is the default", `{"log-driver": ""}`, func(f *File) any { return f.Text("log-driver").V }, "json-file"},
		{"0 is the default", `{"mtu": 0}`, func(f *File) any { return f.Number("mtu").V }, int64(1500)},
		{"objects are joined", `{"log-opts": {"a": "1"}, "log-opts": {"b": "2"}}`, func(f *File) any { return len(f.List("log-opts")) }, 2},
		{"root is off", `{"userns-remap": "root"}`, func(f *File) any { return f.Remap().V }, false},
		{"tls verifies", `{"tls": true}`, func(f *File) any { return f.Verify().V }, true},
		{"tlsverify false is TLS", `{"tlsverify": false}`, func(f *File) any { return fmt.Sprint(f.TLS().V, f.Verify().V) }, "true false"},
		{"tlsverify in a group is TLS", `{"x": {"tlsverify": false}}`, func(f *File) any { return fmt.Sprint(f.TLS().V, f.Verify().V) }, "true true"},
		{"no scheme is TCP", `{"hosts": ["0.0.0.0:2375"]}`, func(f *File) any { return f.TCP()[0].Address }, "0.0.0.0:2375"},
		{"no host is loopback", `{"hosts": ["tcp://"]}`, func(f *File) any { return f.TCP()[0].Loopback }, true},
		{"UTF-16 is read", "\xff\xfe{\x00\"\x00i\x00c\x00c\x00\"\x00:\x00f\x00a\x00l\x00s\x00e\x00}\x00", func(f *File) any { return f.Bool("icc").V }, false},
		{"keys of the builder have any case", `{"builder": {"ENTITLEMENTS": {"Device": false}}}`, func(f *File) any { return f.Entitlement("device").V }, false},
		{"wrong type is unknown", `{"icc": "false"}`, func(f *File) any { return f.Bool("icc").Known && f.Complete }, false},
		{"the rest of a broken file is unknown", `{"debug": true,}`, func(f *File) any { return f.Bool("icc").Known }, false},
		{"the hub is never insecure", `{"insecure-registries": ["docker.io"]}`, func(f *File) any { _, ok := f.InsecureFor("docker.io"); return ok }, false},
		{"networks hold addresses", `{"insecure-registries": ["10.0.0.0/8"]}`, func(f *File) any { _, ok := f.InsecureFor("10.1.1.1:5000"); return ok }, true},
		{"hosts are named with their port", `{"insecure-registries": ["a.b"]}`, func(f *File) any { _, ok := f.InsecureFor("a.b:5000"); return ok }, false},
		{"the host itself is its own affair", `{"insecure-registries": ["0.0.0.0/0"]}`, func(f *File) any { _, ok := f.InsecureFor("127.0.0.1:5000"); return ok }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.ask(parse(c.in)); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFlags(t *testing.T) {
	unit := func(args string) *systemd.Unit {
		return systemd.Parse(source.New("docker.service", []byte("[Service]\nExecStart=/usr/bin/dockerd "+args+"\n")))
	}
	f := parse(`{"hosts": ["fd://"], "log-opts": {"tag": "x"}}`)
	f.Start(unit(`-H tcp://0.0.0.0:1 --icc=false -D --log-level warn --http-proxy http://p --default-network-opt bridge=a=b`))
	got := fmt.Sprintln(f.Bool("icc").V, f.Bool("debug").V, f.Text("log-level").V, len(f.Conflicts), f.NetworkOption("bridge", "a").V)
	if want := "false true warn 1 b\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if p, _ := f.Proxy("http-proxy"); p.Text.Value != "http://p" {
		t.Errorf("the proxy is %q", p.Text.Value)
	}
	if at := f.Bool("icc").Span; string(at.Bytes()) != "--icc=false" {
		t.Errorf("icc stands at %q", at.Bytes())
	}
	f = parse(`{}`)
	if f.Start(unit("$DOCKER_OPTS")); f.Complete {
		t.Error("a variable may hold any flags")
	}
	if f = FromUnits(unit("--userns-remap=default")); !f.Remap().V || f.Bool("icc").Known {
		t.Error("of a unit alone the flags are known, and nothing else")
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"put", "{\n  \"a\": 1\n}", ""},
		{"put", "{\n  \"icc\": true\n}", "{\n  \"icc\": true,\n  \"live-restore\": true\n}"},
		{"put", "{\r\n\t\"icc\": true\r\n}", "{\r\n\t\"icc\": true,\r\n\t\"live-restore\": true\r\n}"},
		{"put", `{"live-restore": false}`, `{"live-restore": true}`},
		{"put", `{"x": {"live-restore": false}}`, ""},
		{"put", `{}`, "{\n  \"live-restore\": true\n}"},
		{"put", "", ""},
		{"put", `{"icc": true, "icc": false}`, ""},
		{"delete", `{"icc": true, "mtu": 1, "ip": "1.1.1.1"}`, `{"icc": true, "ip": "1.1.1.1"}`},
		{"delete", `{"mtu": 1, "icc": true}`, `{"icc": true}`},
		{"delete", `{"icc": true, "mtu": 1}`, `{"icc": true}`},
		{"delete", "{\n  \"mtu\": 1\n}", "{}"},
		{"delete", `{"x": {"mtu": 1}}`, ""},
	} {
		f := parse(c.in)
		edit, ok := f.Put("live-restore", "true")
		if c.name == "delete" {
			edit, ok = f.Delete("mtu")
		}
		got := ""
		if ok {
			got = c.in[:edit.Span.Start] + edit.New + c.in[edit.Span.End:]
		}
		if got != c.want {
			t.Errorf("%s in %q gives %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestKeysAreSorted(t *testing.T) {
	for i := 1; i < len(keys); i++ {
		if keys[i-1].name >= keys[i].name {
			t.Errorf("%s stands behind %s", keys[i].name, keys[i-1].name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"hosts": ["0.0.0.0:2375"], "tls": true, "x": {"icc": false, "hosts": []}, "icc": null, "icc": true}`,
		`{"builder": {"entitlements": {"security-insecure": true}}, "runtimes": {"a": {"path": "/x"}}, "proxies": {"http-proxy": "http://a:b@c"}}`,
		`{"insecure-registries": ["0.0.0.0/0", "a:5"], "default-network-opts": {"bridge": {"a": "b"}}, "default-ulimits": {"nofile": {"Hard": -1}}}`,
		"\xff\xfe{\x00}\x00", `{"labels": [[[]]], "log-opts": 5, "default-network-opts": [1], "nri-opts": {"enable": "x"}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		file := Parse(source.New("daemon.json", []byte(in)))
		unit := systemd.Parse(source.New("docker.service", []byte("[Service]\nExecStart=dockerd "+strings.ReplaceAll(in, "\n", " "))))
		file.Start(unit)
		size := max(len(file.Source.Content), len(unit.Source.Content))
		inside := func(s source.Span) {
			if s.Start < 0 || s.End > size || s.Start > s.End {
				t.Fatalf("the span %d-%d lies outside", s.Start, s.End)
			}
		}
		for _, p := range file.Problems {
			inside(p.Span)
		}
		for _, i := range file.Ignored {
			inside(i.Key)
			file.Rename(i)
			file.Hoist(i.Below)
		}
		for _, k := range keys {
			file.Bool(k.name)
			file.Text(k.name)
			file.Number(k.name)
			for _, i := range file.List(k.name) {
				inside(i.Span)
			}
			file.Put(k.name, "true")
			file.Delete(k.name)
		}
		file.TCP()
		file.Secrets()
		file.Runtimes()
		file.InsecureFor("10.0.0.1:5000")
		file.NetworkOption("bridge", "a")
		file.Ulimit("nofile")
		file.Enabled("nri-opts")
		file.Entitlement("device")
		inside(file.First())
	})
}

func TestRootless(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"etc/docker/daemon.json", `{}`, false},
		{"etc/docker/daemon.json", `{"rootless": true}`, true},
		{"home/me/.config/docker/daemon.json", `{}`, true},
		{".config/docker/daemon.json", `{}`, true},
		{"config/docker/daemon.json", `{"hosts": ["unix:///run/docker.sock"]}`, false},
		{"daemon.json", `{"hosts": ["unix:///run/user/1000/docker.sock"]}`, true},
	} {
		if got := Parse(source.New(c.name, []byte(c.in))).Rootless(); got != c.want {
			t.Errorf("%s %s: rootless %v", c.name, c.in, got)
		}
	}
}
