package compose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func load(files map[string]string) *Project {
	return Load(source.NewMemory(files), Options{Dir: "."})
}

// place shows a span as line:column-line:column, with the file where it is not compose.yaml.
func place(s source.Span) string {
	if s.IsZero() {
		return "nowhere"
	}
	a, b := s.Position(), s.EndPosition()
	at := fmt.Sprintf("%d:%d-%d:%d", a.Line, a.Column, b.Line, b.Column)
	if s.File.Path != "compose.yaml" {
		at = s.File.Path + ":" + at
	}
	return at
}

func show[T any](v Value[T]) string {
	switch {
	case !v.Set && v.Known:
		return "absent"
	case !v.Set:
		return "absent?"
	case v.Null:
		return "null at " + place(v.Span())
	}
	out := fmt.Sprintf("%v", v.V)
	if !v.Known {
		out += fmt.Sprintf("? (%s; ships %q)", strings.Join(v.Missing(), ","), v.Shipped())
	}
	out += " at " + place(v.Span())
	for _, n := range v.Related() {
		out += " < " + n.Message + " " + place(n.Span)
	}
	return out
}

func problems(p *Project) []string {
	var out []string
	for _, q := range p.Problems {
		out = append(out, place(q.Span)+" "+q.Message)
	}
	return out
}

const base = "services:\n  web:\n    image: nginx:1.27\n"

func TestWhereAValueComesFrom(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string // of user
	}{
		{"plain", map[string]string{"compose.yaml": base + "    user: app\n"}, "app at 4:11-4:14"},
		{"absent", map[string]string{"compose.yaml": base}, "absent"},
		{"null", map[string]string{"compose.yaml": base + "    user:\n"}, "null at 4:5-4:9"},
		{"quoted", map[string]string{"compose.yaml": base + "    user: \"10\\x30\"\n"}, "100 at 4:11-4:19"},
		{"tagged", map[string]string{"compose.yaml": base + "    user: !!str 10\n"}, "10 at 4:11-4:19"},
		{"default", map[string]string{"compose.yaml": base + "    user: ${U:-app}\n"}, "app at 4:11-4:20"},
		{"missing", map[string]string{"compose.yaml": base + "    user: ${U}:${G}\n"},
			"${U}:${G}? (U,G; ships \":\") at 4:11-4:20"},
		{"from .env", map[string]string{"compose.yaml": base + "    user: $U\n", ".env": "# me\nexport U=app\n"},
			"app at 4:11-4:13 < U is set here .env:2:8-2:9"},
		{".env made of what is missing", map[string]string{"compose.yaml": base + "    user: $U\n", ".env": "U=${V}\n"},
			"$U? (U; ships \"\") at 4:11-4:13"},
		{"alias", map[string]string{"compose.yaml": "x-u: &u app\n" + base + "    user: *u\n"},
			"app at 5:11-5:13 < the anchor &u is here 1:6-1:12"},
		{"merge key", map[string]string{"compose.yaml": "x-u: &u {user: app}\n" + base + "    <<: [*u]\n"},
			"app at 5:9-5:13 < it is set here, and merged 1:16-1:19"},
		{"override file", map[string]string{"compose.yaml": base + "    user: root\n",
			"compose.override.yml": "services:\n  web:\n    user: app\n"}, "app at compose.override.yml:3:11-3:14"},
		{"extends", map[string]string{"compose.yaml": base + "    extends: {file: sub/b.yaml, service: b}\n",
			"sub/b.yaml": "services:\n  b:\n    user: app\n"},
			`app at sub/b.yaml:3:11-3:14 < service "web" extends "b" here 4:21-4:31`},
		{"own value goes over extends", map[string]string{"compose.yaml": base +
			"    user: app\n    extends: b\n  b:\n    image: x\n    user: root\n"}, "app at 4:11-4:14"},
		{"include", map[string]string{"compose.yaml": "include: [sub/c.yaml]\n",
			"sub/c.yaml": "services:\n  web:\n    image: x\n    user: ${U}\n", "sub/.env": "U=app"},
			"app at sub/c.yaml:4:11-4:15 < U is set here sub/.env:1:1-1:2"},
		{"reset", map[string]string{"compose.yaml": base + "    user: root\n",
			"compose.override.yml": "services:\n  web:\n    user: !reset null\n"}, "absent"},
		{"later document", map[string]string{"compose.yaml": base + "---\nservices:\n  web:\n    user: app\n"},
			"app at 7:11-7:14"},
		{"remote extends", map[string]string{"compose.yaml": base + "    extends: {file: https://x.invalid/a, service: b}\n"},
			"absent?"},
		{"broken override", map[string]string{"compose.yaml": base, "compose.override.yml": "services: {"}, "absent?"},
		{"COMPOSE_FILE", map[string]string{"a.yaml": base, "b.yaml": "services: {web: {user: app}}",
			".env": "COMPOSE_FILE=a.yaml;b.yaml\nCOMPOSE_PATH_SEPARATOR=;\n"}, "app at b.yaml:1:24-1:27"},
		{"COMPOSE_FILE elsewhere", map[string]string{"d/a.yaml": "services: {web: {image: x, user: $U$V}}",
			".env": "COMPOSE_FILE=d/a.yaml\nU=app\n", "d/.env": "U=no\nV=1\n"},
			"app1 at d/a.yaml:1:34-1:38 < U is set here .env:2:1-2:2 < V is set here d/.env:2:1-2:2"},
		{"project name", map[string]string{"compose.yaml": "name: Shop\n" + base + "    user: $COMPOSE_PROJECT_NAME\n"},
			"shop at 5:11-5:32 < COMPOSE_PROJECT_NAME is set here 1:7-1:11"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := load(c.files)
			s := p.Service("web")
			if s == nil {
				t.Fatalf("no service; problems %v", problems(p))
			}
			if diff := cmp.Diff(c.want, show(s.User)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInterpolation(t *testing.T) {
	env := ".env"
	for _, c := range []struct{ text, want, shipped string }{
		{"$A", "a", "a"},
		{"${A}x$A", "axa", "axa"},
		{"$$A $${A} $", "$A ${A} $", "$A ${A} $"},
		{"${A:-x}${E:-x}${E-x}${N:-x}${N-x}", "axxx", "axxx"},
		{"${A:+x}${E:+x}${E+x}${N:+x}${N+x}", "xx", "xx"},
		{"${A:?x}${E?x}", "a", "a"},
		{"${N:-${M:-${A}}}", "a", "a"},
		{"${N:-a}b}", "ab}", "ab}"},
		{"${N:-{}}", "{}", "{}"},
		{"${N}-${A}", "${N}-a", "-a"},
		{"${N:-${M}}", "${M}", ""},
		{"$5 $", "$5 $", "$5 $"},
	} {
		p := load(map[string]string{"compose.yaml": base + "    working_dir: '" + c.text + "'\n", env: "A=a\nE=\n"})
		v := p.Services[0].WorkingDir
		if v.Text().Value != c.want || v.Shipped() != c.shipped {
			t.Errorf("%s: %q, ships %q; want %q, %q; %v", c.text, v.Text().Value, v.Shipped(), c.want, c.shipped, problems(p))
		}
	}
}

func TestInterpolatedTextMapsBack(t *testing.T) {
	p := load(map[string]string{"compose.yaml": "services:\n  web:\n    image: \"reg/${N:-nginx}:${TAG}-x\"\n", ".env": "TAG=1.27"})
	text := p.Services[0].Image.Text()
	for part, want := range map[string]string{"reg/": "reg/", "nginx": "nginx", "1.27": "${TAG}", "-x": "-x", "ng": "ng"} {
		i := strings.Index(text.Value, part)
		if got := string(text.At(i, i+len(part)).Bytes()); i < 0 || got != want {
			t.Errorf("%s of %s is at %q, want %q", part, text.Value, got, want)
		}
	}
	if got := p.Services[0].Image.Raw().Value; got != "reg/${N:-nginx}:${TAG}-x" {
		t.Errorf("raw %q", got)
	}
}

func TestMerging(t *testing.T) {
	p := load(map[string]string{
		"compose.yaml": base + `    command: [a, b]
    cap_add: [NET_ADMIN]
    security_opt: ["no-new-privileges:true"]
    environment: [A=1, B=2]
    volumes: ["./a:/data:ro", "vol:/v"]
    ports: ["80:80"]
    depends_on: [db]
    logging: {driver: syslog, options: {tag: x}}
    labels: {x: "1"}
    dns: 1.1.1.1
    build: ctx
  db: {image: y}
volumes: {vol: {}}
`,
		"compose.override.yaml": `services:
  web:
    command: c
    cap_add: [NET_ADMIN, SYS_TIME]
    security_opt: ["no-new-privileges:false"]
    environment: {B: 3, C:}
    volumes: ["./b:/data"]
    ports: !override ["81:81"]
    depends_on: {db: {condition: service_healthy}}
    logging: {driver: json-file}
    labels: ["y=2"]
    dns: [1.1.1.1, 8.8.8.8]
    build: {target: prod}
`,
	})
	if len(p.Problems) > 0 {
		t.Fatal(problems(p))
	}
	s := p.Service("web")
	var got []string
	add := func(name string, values ...string) { got = append(got, name+": "+strings.Join(values, ", ")) }
	texts := func(l List) (out []string) {
		for _, i := range l.Items {
			out = append(out, i.V+" "+place(i.Span()))
		}
		return out
	}
	add("command", show(s.Command.Text))
	add("cap_add", texts(s.CapAdd)...)
	add("security_opt", texts(s.SecurityOpt)...)
	for _, e := range s.Environment.Items {
		add("env "+e.Key.Value+" "+place(e.Span), show(e.Value), fmt.Sprint(e.Inherited))
	}
	for _, m := range s.Volumes {
		add("mount", m.Type.V, show(m.Source), show(m.Target), fmt.Sprint(m.ReadOnly.V), place(m.Span))
	}
	for _, q := range s.Ports {
		add("port", fmt.Sprint(q.Published.First), place(q.Published.Span))
	}
	add("depends_on", s.DependsOn[0].Key.Value, s.DependsOn[0].Condition.V)
	add("logging", s.Logging.Driver.V, fmt.Sprint(len(s.Logging.Options.Items)))
	add("labels", s.Labels.Items[0].Key.Value, s.Labels.Items[1].Key.Value)
	add("dns", texts(s.DNS)...)
	add("build", show(s.Build.Context), show(s.Build.Target))
	o := "compose.override.yaml:"
	want := []string{
		"command: c at " + o + "3:14-3:15",
		"cap_add: NET_ADMIN 5:15-5:24, SYS_TIME " + o + "4:26-4:34",
		"security_opt: no-new-privileges:true 6:20-6:44, no-new-privileges:false " + o + "5:20-5:45",
		"env A 7:19-7:22: 1 at 7:21-7:22, false",
		"env B " + o + "6:19-6:23: 3 at " + o + "6:22-6:23, false",
		"env C " + o + "6:25-6:27: absent?, true",
		"mount: bind, ./b at " + o + "7:16-7:19, /data at " + o + "7:20-7:25, false, " + o + "7:15-7:26",
		"mount: volume, vol at 8:32-8:35, /v at 8:36-8:38, false, 8:31-8:39",
		"port: 81, " + o + "8:24-8:26",
		"depends_on: db, service_healthy",
		"logging: json-file, 0",
		"labels: x, y",
		"dns: 1.1.1.1 13:10-13:17, 8.8.8.8 " + o + "12:20-12:27",
		"build: ctx at 14:12-14:15, prod at " + o + "13:21-13:25",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMergeKeyReplacesLists(t *testing.T) {
	p := load(map[string]string{"compose.yaml": "x-h: &h {cap_drop: [ALL], read_only: yes}\n" + base +
		"    <<: *h\n    cap_drop: [NET_RAW]\n"})
	s := p.Services[0]
	if len(s.CapDrop.Items) != 1 || s.CapDrop.Items[0].V != "NET_RAW" {
		t.Errorf("cap_drop %v", s.CapDrop.Items)
	}
	if got, want := show(s.ReadOnly), "true at 5:9-5:11 < the anchor &h is here 1:6-1:42"; !strings.HasPrefix(got, "true at 5:9-5:11") {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestRelativePathsKeepTheirFolder(t *testing.T) {
	p := load(map[string]string{
		"compose.yaml": "include: [{path: a/c.yaml, project_directory: p}]\nservices:\n  web: {extends: {file: b/d.yaml, service: d}, volumes: [./x:/x]}\n",
		"a/c.yaml":     "services:\n  inc: {image: i, env_file: e.env, build: ./ctx}\n",
		"p/e.env":      "A=b",
		"b/d.yaml":     "services:\n  d: {image: i, volumes: [./y:/y]}\n",
	})
	if len(p.Problems) > 0 {
		t.Fatal(problems(p))
	}
	inc, web := p.Service("inc"), p.Service("web")
	got := []string{inc.EnvFile[0].File, inc.Build.Dir, web.Volumes[0].Target.V, web.Volumes[0].Dir, web.Volumes[1].Dir}
	if diff := cmp.Diff([]string{"p/e.env", "p", "/y", "b", "."}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBinds(t *testing.T) {
	for _, c := range []struct{ short, want string }{
		{"/a:/b", "bind /a@1-3 /b@4-6 ro=false@nowhere"},
		{"/a:/b:ro,rw", "bind /a@1-3 /b@4-6 ro=false@10-12"},
		{"/a:/b:rw,ro", "bind /a@1-3 /b@4-6 ro=true@10-12"},
		{"./a:/b:rshared,z", "bind ./a@1-4 /b@5-7 ro=false@nowhere rshared z"},
		{"/a", "volume @nowhere /a@1-3 ro=false@nowhere"},
		{"vol:/a:nocopy", "volume vol@1-4 /a@5-7 ro=false@nowhere nocopy"},
		{`C:\x:/b`, `bind C:\x@1-5 /b@6-8 ro=false@nowhere`},
	} {
		p := load(map[string]string{"compose.yaml": "services: {web: {image: x, volumes: ['" + c.short + "']}}\nvolumes: {vol: }\n"})
		if len(p.Problems) > 0 {
			t.Errorf("%s: %v", c.short, problems(p))
			continue
		}
		m := p.Services[0].Volumes[0]
		off := func(s source.Span) string {
			if s.IsZero() || s == m.Span {
				return "nowhere"
			}
			return fmt.Sprintf("%d-%d", s.Start-m.Span.Start, s.End-m.Span.Start)
		}
		got := fmt.Sprintf("%s %s@%s %s@%s ro=%v@%s", m.Type.V, m.Source.V, off(m.Source.Span()), m.Target.V,
			off(m.Target.Span()), m.ReadOnly.V, off(m.ReadOnly.Span()))
		if m.Propagation.Set {
			got += " " + m.Propagation.V
		}
		if m.SELinux.Set {
			got += " " + m.SELinux.V
		}
		if m.NoCopy.V {
			got += " nocopy"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.short, got, c.want)
		}
	}
}

func TestPorts(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"80", "[]:0-0 -> 80-80/tcp"},
		{"'8080:80/udp'", "[]:8080-8080 -> 80-80/udp"},
		{"127.0.0.1:8000-8010:80", "[127.0.0.1]:8000-8010 -> 80-80/tcp"},
		{"'[::1]:1-9:11-19/TCP'", "[::1]:1-9 -> 11-19/tcp"},
		{"'0.0.0.0::80'", "[0.0.0.0]:0-0 -> 80-80/tcp"},
		{"{target: 80, published: '90', host_ip: 10.0.0.1}", "[10.0.0.1]:90-90 -> 80-80/tcp"},
		{"'${P}:80'", "[?]:0-0 -> 80-80/tcp?"},
		{"'127.0.0.1:${P}:80'", "[127.0.0.1]:0-0 -> 80-80/tcp?"},
		{"'${P:-90}:80'", "[]:90-90 -> 80-80/tcp"},
		{"80:80:80:80", "port \"80:80:80:80\" has no valid address before the ports"},
		{"'65536:80'", "port \"65536:80\" has no valid host port: 0 to 65535, or a range"},
		{"'1-3:1-2'", "port \"1-3:1-2\" has ranges of different lengths"},
		{"80/x", "port \"80/x\" has an unknown protocol: tcp, udp or sctp"},
		{"{published: '90'}", "port names no target, the port of the container"},
	} {
		p := load(map[string]string{"compose.yaml": "services:\n  web:\n    image: x\n    ports:\n      - " + c.entry + "\n"})
		var got string
		if len(p.Problems) > 0 {
			got = p.Problems[0].Message
		} else {
			q := p.Services[0].Ports[0]
			host := q.HostIP.V
			if q.HostIP.Set && !q.HostIP.Known {
				host = "?"
			}
			got = fmt.Sprintf("[%s]:%d-%d -> %d-%d/%s", host, q.Published.First, q.Published.Last, q.Target.First, q.Target.Last,
				q.Protocol.V)
			if !q.Known {
				got += "?"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.entry, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ key, value, want string }{
		{"mem_limit", "512m", "536870912"}, {"mem_limit", "1gb", "1073741824"}, {"mem_limit", "'100'", "100"},
		{"mem_limit", "-1", "-1"}, {"mem_limit", "many", `mem_limit is "many", which is no number of bytes`},
		{"pids_limit", "0x10", "16"}, {"pids_limit", "'12'", "12"}, {"pids_limit", "1e2", "100"},
		{"pids_limit", "99999999999999999999", `pids_limit is "99999999999999999999", which is no whole number that Compose takes`},
		{"cpus", "'0.5'", "0.5"}, {"cpus", ".nan", `cpus is ".nan", which is no number`},
		{"privileged", "on", "true"}, {"privileged", "'TRUE'", "true"}, {"privileged", "No", "false"},
		{"privileged", "maybe", `privileged is "maybe", which is neither true nor false`},
	} {
		p := load(map[string]string{"compose.yaml": base + "    " + c.key + ": " + c.value + "\n"})
		s := p.Services[0]
		got := map[string]string{"mem_limit": fmt.Sprint(s.MemLimit.V), "pids_limit": fmt.Sprint(s.PidsLimit.V),
			"cpus": fmt.Sprint(s.CPUs.V), "privileged": fmt.Sprint(s.Privileged.V)}[c.key]
		if len(p.Problems) > 0 {
			got = p.Problems[0].Message
		}
		if got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.key, c.value, got, c.want)
		}
	}
}

func TestCommands(t *testing.T) {
	p := load(map[string]string{"compose.yaml": base +
		"    command: sh -c 'a  b' \"c\"\n    entrypoint: []\n    healthcheck: {test: curl -f x}\n"})
	s := p.Services[0]
	var got []string
	for _, w := range s.Command.Words {
		got = append(got, w.V+" "+string(w.Text().Span.Bytes()))
	}
	if diff := cmp.Diff([]string{"sh sh", "-c -c", "a  b a  b", "c c"}, got); diff != "" {
		t.Error(diff)
	}
	if !s.Entrypoint.Set || s.Entrypoint.Null || len(s.Entrypoint.Words) != 0 {
		t.Errorf("entrypoint %+v", s.Entrypoint)
	}
	if h := s.Healthcheck.Test; !h.Shell || h.Text.V != "curl -f x" || len(h.Words) != 0 {
		t.Errorf("test %+v", h)
	}
}

func TestPreStartTakesOverTheService(t *testing.T) {
	p := load(map[string]string{"compose.yaml": base +
		"    user: app\n    cap_drop: [ALL]\n    volumes: [/a:/a]\n    pre_start: [{image: init, privileged: true}]\n"})
	if len(p.Problems) > 0 {
		t.Fatal(problems(p))
	}
	c := p.Services[0].PreStart[0].Container
	if c.Image.V != "init" || !c.Privileged.V || c.User.V != "app" || len(c.CapDrop.Items) != 1 || len(c.Volumes) != 0 {
		t.Errorf("%+v", c)
	}
}
