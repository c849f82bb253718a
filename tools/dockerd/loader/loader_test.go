package loader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/moby/moby/v2/daemon/config"
	"github.com/spf13/pflag"

	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/systemd"
)

// cases are daemon.json and, behind a line of dashes, the arguments of dockerd.
var cases = []string{
	``, `{}`, `null`, `[]`, `"a"`, `5`, `{"debug": true,}`, `{"icc": null}`, "\xef\xbb\xbf{\"icc\": false}", "\xff\xfe{\x00}\x00", `{"log-driver": ""}`,
	`{"security": {"userns-remap": "default", "icc": false}}`, `{"security": {"nonsense": 1}}`, `{"a": {"b": {"icc": false}}}`,
	`{"x": {"debug": true, "tls": true, "live-restore": true, "experimental": true, "selinux-enabled": true, "no-new-privileges": true}}`,
	`{"x": {"tlsverify": true}, "hosts": ["tcp://0.0.0.0:1"]}`, `{"x": {"hosts": ["tcp://0.0.0.0:1"]}}`, `{"x": {}}`, `{"x": {"ICC": false}}`,
	`{"icc": true, "icc": false}`, `{"userns-remap": "default", "userns-remap": ""}`, `{"log-opts": {"a": "1"}, "log-opts": {"b": "2"}}`,
	`{"ICC": false}`, `{"icc": "false"}`, `{"mtu": 1.5}`, `{"mtu": "1500"}`, `{"mtu": 99999999999999999999}`, `{"hosts": "fd://"}`,
	`{"insecure-registry": ["a"]}`, `{"http-proxy": "http://a"}`, `{"proxies": {"http-proxy": "http://a"}}`, `{"proxies": {"icc": false}}`,
	`{"proxies": {"HTTP-PROXY": "a"}}`, `{"proxies": null}`, `{"proxies": {"http-proxy": 1}}`, `{"containerd-plugin-namespace": "a"}`,
	`{"tls": true}`, `{"tlsverify": false}`, `{"tlsverify": true}`, `{"tls": false}`, `{"tls": true, "tlsverify": false}`, `{"tls": false, "tlsverify": true}`,
	`{"tls": null, "tlsverify": null}`, `{"hosts": ["0.0.0.0:2375"]}`, `{"hosts": ["tcp://"]}`, `{"hosts": [""]}`, `{"hosts": ["http://a"]}`, `{"hosts": ["TCP://0.0.0.0:1"]}`,
	`{"hosts": ["tcp://0.0.0.0:99999"]}`, `{"hosts": ["tcp://a:b"]}`, `{"hosts": ["tcp://[::]:2375"]}`, `{"hosts": ["tcp://a/b"]}`, `{"hosts": ["unix://"]}`, `{"hosts": [" fd:// "]}`,
	`{"hosts": ["fd://"]}` + "\n---\n-H fd://", `{"icc": false}` + "\n---\n--icc=false", `{}` + "\n---\n--icc=false --log-opt a=1 --log-opt b=2", `{"runtimes": {}}` + "\n---\n--add-runtime a=b",
	`{"insecure-registries": ["a"]}` + "\n---\n--insecure-registry b", `{}` + "\n---\n-D -l debug --tlsverify=false", `{"labels": ["a=b"]}` + "\n---\n--label c=d", `{"debug": false}` + "\n---\n-D",
	`{"log-level": "INFO"}`, `{"log-level": "loud"}`, `{"log-format": "JSON"}`, `{"default-ipc-mode": "host"}`, `{"default-cgroupns-mode": "private"}`, `{"firewall-backend": "x"}`,
	`{"bridge-accept-fwmark": "1/x"}`, `{"labels": ["a"]}`, `{"labels": ["=a"]}`, `{"registry-mirrors": ["a:5"]}`, `{"registry-mirrors": ["http://u:p@a"]}`, `{"registry-mirrors": ["https://a/?b"]}`,
	`{"exec-opts": ["native.cgroupdriver=systemd"]}`, `{"exec-opts": ["a=b"]}`, `{"max-concurrent-downloads": -1}`, `{"network-diagnostic-port": 65536}`, `{"shutdown-timeout": -1}`,
	`{"log-opts": {"max-size": 10}}`, `{"log-opts": {"max-size": null}}`, `{"features": {"a": "b"}}`, `{"features": {"a": true}}`, `{"default-network-opts": {"bridge": {"a": 1}}}`,
	`{"default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}}}`, `{"dns": ["a"]}`, `{"dns": ["1.1.1.1"]}`, `{"ip": "x"}`, `{"ip": "127.0.0.1"}`, `{"dns-search": [1]}`,
	`{"deprecated-key-path": 1, "allow-nondistributable-artifacts": ["a"]}`, `{"builder": {"gc": {"enabled": true}}}`, `{"builder": []}`, `{"builder": {"entitlements": {"security-insecure": true}}}`,
	`{"default-ulimits": {"nofile": {"Name": "nofile", "Hard": 1, "Soft": 1}}}`, `{"default-ulimits": []}`, `{"default-shm-size": "64M"}`, `{"default-shm-size": 5}`, `{"min-api-version": "1.24"}`,
	`{"userland-proxy": false}`, `{"restart": false}`, `{"version": true}`, `{"userns-remap": true}`, `{"iptables": false}`, `{"seccomp-profile": "unconfined"}`,
	`{"cri-containerd": true, "features": {"embedded-containerd": true}}`, `{"host-gateway-ip": "1.1.1.1", "host-gateway-ips": ["1.1.1.1"]}`, `{"group": ""}`, `{"storage-driver": "aufs"}`, `{"labels": ["a=b", "a=c"]}`,
	`{"cpu-rt-period": 1}`, `{"fixed-cidr-v6": "x"}`, `{"node-generic-resources": ["x"]}`, `{"nri-opts": {"enable": true}}`, `{"nri-opts": 1}`,
}

func TestCases(t *testing.T) {
	for _, c := range cases {
		compare(t, c)
	}
}

// TestRandom puts settings together by chance.
func TestRandom(t *testing.T) {
	n := 3000
	if s := os.Getenv("ROUNDS"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	r := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range n {
		if compare(t, random(r)) {
			accepted++
		}
	}
	t.Logf("%d settings, of which dockerd takes %d", n, accepted)
}

var names = func() []string {
	flags, cfg, _ := Flags()
	var list []string
	for name := range values(cfg) {
		list = append(list, name)
	}
	flags.VisitAll(func(f *pflag.Flag) { list = append(list, f.Name) })
	slices.Sort(list)
	return slices.Compact(list)
}()

func random(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	value := func(name string) string {
		v := values(plain)[name]
		switch {
		case name != "userns-remap" && r.IntN(40) == 0:
			return pick(`null`, `"x"`, `1`, `true`, `[]`, `{}`, `["a"]`, `-1`, `1.5`, `""`)
		case !v.IsValid():
			return pick(`"x"`, `true`, `["a"]`)
		case v.Kind() == reflect.Bool || v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Bool:
			return pick(`true`, `false`)
		case v.Kind() == reflect.Int || v.Kind() == reflect.Int64:
			return pick(`0`, `7`, `1400`)
		}
		switch name {
		case "userns-remap": // dockerd would make a user of the host
			return `""`
		case "hosts":
			return pick(`["fd://"]`, `["tcp://0.0.0.0:2375"]`, `["unix:///a", "10.0.0.1:2376"]`, `[]`)
		case "log-level":
			return pick(`"warn"`, `"debug"`)
		case "dns-search":
			return `["a.example"]`
		case "userland-proxy-path":
			return `"/bin/true"`
		case "labels":
			return `["a=b"]`
		case "log-opts":
			return pick(`{"max-size": "1m"}`, `{}`)
		case "insecure-registries":
			return pick(`["a:5000", "10.0.0.0/8"]`, `[]`)
		case "registry-mirrors":
			return `["https://a"]`
		}
		if v.Kind() == reflect.String {
			return pick(`"a"`, `""`, `"private"`, `"/x"`)
		}
		return pick(`[]`, `{}`, `["127.0.0.1"]`, `"127.0.0.1"`)
	}
	var b strings.Builder
	b.WriteString("{")
	for range r.IntN(5) {
		name := pick(names...)
		if name == "config-file" { // which the test itself gives
			continue
		}
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		switch r.IntN(12) {
		case 0:
			fmt.Fprintf(&b, "%q: {%q: %s}", pick("group", "proxies", "x"), name, value(name))
		case 1:
			fmt.Fprintf(&b, "%q: %s", strings.ToUpper(name), value(name))
		default:
			fmt.Fprintf(&b, "%q: %s", name, value(name))
		}
	}
	b.WriteString("}")
	if r.IntN(4) == 0 {
		b.WriteString("\n---\n" + pick("--icc=false", "-H fd://", "--live-restore -D", "--log-level=warn", "--insecure-registry=b", "--label q=r", "-l error"))
	}
	return b.String()
}

var _, plain, _ = Flags()

// compare holds lint/daemon to the daemon. It returns whether the daemon takes the settings.
func compare(t *testing.T, c string) bool {
	t.Helper()
	content, args, _ := strings.Cut(c, "\n---\n")
	name := filepath.Join(t.TempDir(), "daemon.json")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := Load(name, strings.Fields(args)...)
	got := daemon.Parse(source.New("daemon.json", []byte(content)))
	got.Start(systemd.Parse(source.New("docker.service", []byte("[Service]\nExecStart=dockerd "+args+"\n"))))
	problems := len(got.Problems) + len(got.Conflicts)
	if (err != nil) != (problems > 0) {
		t.Errorf("%s\n  dockerd: %v\n  here: %v %v", c, err, messages(got), got.Conflicts)
		return err == nil
	}
	if err != nil {
		return false
	}
	for key, v := range values(want) {
		if !decided(key, got) {
			continue
		}
		if diff := differs(key, v, got); diff != "" {
			t.Errorf("%s\n  %s: %s", c, key, diff)
		}
	}
	tls := want.TLS != nil && *want.TLS
	verify := tls && (want.TLSVerify == nil || *want.TLSVerify)
	if got.TLS().V != tls || tls && got.Verify().V != verify {
		t.Errorf("%s\n  TLS %t, verified %t; here %t, %t", c, tls, verify, got.TLS().V, got.Verify().V)
	}
	return true
}

// decided leaves out what depends on the host, and what is looked at in another way. default-stop-timeout in a group makes it 0,
// whatever it says there; nothing here asks for it.
func decided(key string, f *daemon.File) bool {
	switch key {
	case "tls", "tlsverify", "tlscacert", "tlscert", "tlskey", "hosts", "default-cgroupns-mode", "userland-proxy-path", "cdi-spec-dirs",
		"default-stop-timeout", "host-gateway-ip", "host-gateway-ips", "labels", "cpu-rt-period", "cpu-rt-runtime":
		return false
	}
	return true
}

func differs(key string, v reflect.Value, f *daemon.File) string {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Bool:
		if s := f.Bool(key); s.V != v.Bool() {
			return fmt.Sprintf("%t, here %t", v.Bool(), s.V)
		}
	case reflect.Int, reflect.Int64:
		if key == "default-shm-size" {
			return ""
		}
		if s := f.Number(key); s.V != v.Int() {
			return fmt.Sprintf("%d, here %d", v.Int(), s.V)
		}
	case reflect.String:
		if s := f.Text(key); s.V != v.String() {
			return fmt.Sprintf("%q, here %q", v.String(), s.V)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			var want, got []string
			for i := range v.Len() {
				want = append(want, v.Index(i).String())
			}
			for _, i := range f.List(key) {
				got = append(got, i.Text.Value)
			}
			if !slices.Equal(want, got) {
				return fmt.Sprintf("%q, here %q", want, got)
			}
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String {
			want, _ := json.Marshal(v.Interface())
			m := map[string]string{}
			for _, i := range f.List(key) {
				m[i.Name.Value] = i.Text.Value
			}
			if got, _ := json.Marshal(m); !bytes.Equal(want, got) && v.Len()+len(m) > 0 {
				return fmt.Sprintf("%s, here %s", want, got)
			}
		}
	}
	return ""
}

func values(cfg *config.Config) map[string]reflect.Value {
	m := map[string]reflect.Value{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			field := v.Type().Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			switch {
			case name == "-":
			case field.Anonymous && name == "":
				walk(v.Field(i))
			case name != "" && name != "proxies":
				m[name] = v.Field(i)
			}
		}
	}
	walk(reflect.ValueOf(cfg).Elem())
	return m
}

func messages(f *daemon.File) []string {
	var list []string
	for _, p := range f.Problems {
		list = append(list, p.Message)
	}
	return list
}
