package compose

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, compose string
		want          []string
	}{
		{"fine", base, nil},
		{"misspelt", base + "    securty_opt: []\n", []string{`4:5-4:16 unknown key "securty_opt" in service web; did you mean "security_opt"`}},
		{"extension", base + "    x-mine: [1]\n", nil},
		{"unknown below", base + "    build: {contxt: .}\n", []string{`4:13-4:19 unknown key "contxt" in build; did you mean "context"`}},
		{"number for a text", base + "    user: 0\n", []string{"4:11-4:12 user is a whole number: put it in quotes, as Compose wants a text"}},
		{"list for a mapping", "services: [web]\n", []string{"1:11-1:16 services is a list, but must be a mapping"}},
		{"empty", base + "    ports:\n", []string{"4:5-4:10 ports is empty: give it a list, or remove it"}},
		{"twice", base + "    security_opt: [a:b, a:b]\n", []string{`4:25-4:28 "a:b" stands twice in security_opt; remove one`}},
		{"enum", base + "    cgroup: both\n", []string{`4:13-4:17 cgroup is "both": it is one of host, private`}},
		{"bounds", base + "    oom_score_adj: -1001\n", []string{"4:20-4:25 oom_score_adj is -1001: it must be at least -1000 and at most 1000"}},
		{"needs", base + "    volumes: [{target: /a}]\n", []string{"4:15-4:27 volumes has no type, which it needs"}},
		{"no image", "services:\n  web: {user: a}\n", []string{`2:3-2:6 service "web" has neither an image nor a build`}},
		{"network mode", base + "    network_mode: host\n    networks: [a]\nnetworks: {a: }\n",
			[]string{"5:16-5:17 network_mode and networks exclude one another; remove one"}},
		{"limits", base + "    pids_limit: 10\n    deploy: {resources: {limits: {memory: 1g}}}\n",
			[]string{"4:17-4:19 pids_limit and deploy.resources.limits.pids differ; set both alike, or one"}},
		{"undefined", base + "    networks: [n]\n    volumes: [vol:/v]\n    secrets: [s]\n    configs: [{source: c}]\n    depends_on: [d]\n    links: [l:x]\n",
			[]string{`4:16-4:17 network "n" is not defined`, `5:15-5:18 volume "vol" is not defined`, `6:15-6:16 secret "s" is not defined`,
				`7:24-7:25 config "c" is not defined`, `8:18-8:19 service "d" is not defined`, `9:13-9:16 service "l" is not defined`}},
		{"undefined though optional", base + "    depends_on: {d: {condition: service_started, required: false}}\n",
			[]string{`4:18-4:19 service "d" is not defined`}},
		{"healthcheck", base + "    healthcheck: {test: [none]}\n", []string{`4:26-4:30 a test in list form begins with CMD, CMD-SHELL or NONE, not "none"`}},
		{"same target", base + "    volumes: [/a:/x, /b:/y]\n    tmpfs: /x\n", []string{"4:15-4:20 something is mounted at /x already"}},
		{"cycle", "services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, volumes_from: [c]}\n  c: {image: x, network_mode: 'service:a'}\n",
			[]string{"2:30-2:31 services wait for one another: a -> b -> c -> a"}},
		{"extends cycle", "services:\n  a: {extends: b}\n  b: {extends: {service: a}}\n",
			[]string{`2:16-2:17 service "a" extends itself: a -> b -> a`}},
		{"extends nothing", base + "    extends: {file: a.yaml, servce: b}\n",
			[]string{"4:14-4:39 extends has no service, which it needs", `4:29-4:35 unknown key "servce" in extends; did you mean "service"`}},
		{"extends unknown", base + "    extends: ${S}\n", []string{`4:14-4:18 service "web" extends "${S}", in which a variable is set nowhere`}},
		{"include", "include: {path: a.yaml}\n" + base, []string{"1:10-1:24 include is a mapping, but must be a list"}},
		{"secret", base + "secrets: {s: {file: a, environment: b}, t: {}}\n",
			[]string{`4:24-4:35 secret "s" has several sources; keep one`, `4:41-4:42 secret "t" has no source, such as file`}},
		{"keys", base + "    labels: {1: a}\n", []string{"4:14-4:15 keys are text: put this one in quotes"}},
		{"old form", "web:\n  image: x\n", []string{"1:1-1:4 file has the form of Compose v1: put the services below a services key"}},
		{"no file", "%", []string{"1:1-1:1 not YAML: "}},
		{"variable", base + "    user: ${U\n", []string{`4:11-4:14 variable "${U" is not closed; write $$ for a $`}},
		{"bad variable", base + "    user: ${1}\n", []string{`4:11-4:15 "${1}" names no variable that Compose allows; write $$ for a $`}},
		{"required", base + "    user: ${U:?who}\n", []string{"4:11-4:20 variable U is required and set nowhere that is read: the value is unknown"}},
		{"unknown is not refused", base + "    mem_limit: ${M}\n    ports: ['${P}:80']\n", nil},
		{"referee", base + "    ulimits: {nofile: {soft: a, hard: b}}\n    stop_grace_period: soon\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := load(map[string]string{"compose.yaml": c.compose})
			got := problems(p)
			if c.name == "no file" || c.name == "referee" {
				if len(got) == 0 {
					t.Error("no problem")
				}
				return
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			for _, q := range p.Problems {
				if len(q.Message) > 110 || q.Key == "" {
					t.Errorf("message of %d bytes, key %q", len(q.Message), q.Key)
				}
			}
		})
	}
}

func TestRefereeSpeaksLast(t *testing.T) {
	p := load(map[string]string{"compose.yaml": base + "    stop_grace_period: soon\n"})
	if len(p.Problems) != 1 || p.Problems[0].Key != "referee" {
		t.Fatalf("%v", problems(p))
	}
	with := Load(source.NewMemory(map[string]string{"compose.yaml": base + "    stop_grace_period: soon\n"}),
		Options{Dir: ".", SkipReferee: true})
	if len(with.Problems) != 0 {
		t.Errorf("without the referee: %v", problems(with))
	}
}

func TestEnvFiles(t *testing.T) {
	for _, c := range []struct{ env, want string }{
		{"A=x\n", "x"}, {"\ufeffA=x", "x"}, {"A='x y' # c\n", "x y"}, {"A=\"x\\ny\"\n", "x\ny"}, {"A: x\n", "x"},
		{"export A=x # c\r\nB=y\r\n", "x"}, {"B=x\nA=${B}y\n", "xy"}, {"# A=z\n\n  A=x\n", "x"}, {"A=x\nA=y\n", "y"},
		{"A='multi\nline'\nB=1\n", "multi\nline"}, {"1A=b\nA=x\n", "x"}, {"A=${B:-d}", "d"}, {"A=${B-d}", "d"},
	} {
		p := load(map[string]string{"compose.yaml": base + "    working_dir: $A\n", ".env": c.env})
		if got := p.Services[0].WorkingDir; got.V != c.want || !got.Known || len(p.Problems) > 0 {
			t.Errorf("%q: %q %v", c.env, got.V, problems(p))
		}
	}
	p := load(map[string]string{"compose.yaml": base + "    working_dir: $A\n", ".env": "no equals sign\nA=x\nQ='open\n"})
	want := []string{".env:1:1-1:15 Compose cannot read this line", ".env:3:1-3:8 Compose cannot read this line"}
	if diff := cmp.Diff(want, problems(p)); diff != "" || p.Services[0].WorkingDir.V != "x" {
		t.Error(diff)
	}
}

func TestSecretsOfEnvStayOut(t *testing.T) {
	p := load(map[string]string{"compose.yaml": base + "    environment: {P: '${PW}', Q: , R: x}\n", ".env": "PW=hunter2\nQ=hunter2\n"})
	for _, e := range p.Services[0].Environment.Items {
		if strings.Contains(e.Value.Raw().Value, "hunter2") {
			t.Errorf("%s shows %q", e.Key.Value, e.Value.Raw().Value)
		}
	}
	q, _ := p.Services[0].Environment.Get("Q")
	if !q.Inherited || q.Value.V != "hunter2" {
		t.Errorf("%+v", q)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(base+"    ports: ['${P:-80}:80']\n    extends: b\n  b: {<<: &x {user: a}, environment: [A=$B]}\n", "B=c\n")
	f.Add("include: [{path: compose.yaml}]\nservices: {a: {build: {args: {A: }}, volumes: [a:/b:ro]}}\n", "A=\"x\n")
	for _, files := range fixture.Archives(f) {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if fixture.IsYAML(name) {
				f.Add(files[name], files[path.Join(path.Dir(name), ".env")])
			}
		}
	}
	f.Fuzz(func(t *testing.T, compose, env string) {
		p := load(map[string]string{"compose.yaml": compose, ".env": env})
		for _, q := range p.Problems {
			inFile(t, q.Span)
		}
		for _, s := range p.Services {
			inFile(t, s.Span)
			inFile(t, s.Image.Span())
			text := s.Image.Text()
			for i := range text.Value {
				inFile(t, text.At(i, i+1))
			}
			for _, e := range s.Environment.Items {
				inFile(t, e.Span)
			}
			for _, m := range s.Volumes {
				inFile(t, m.Source.Span())
			}
			for _, q := range s.Ports {
				inFile(t, q.Target.Span)
			}
		}
	})
}

func inFile(t *testing.T, s source.Span) {
	t.Helper()
	if s.File != nil && (s.Start < 0 || s.Start > s.End || s.End > len(s.File.Content)) {
		t.Fatalf("span %d-%d of %d bytes", s.Start, s.End, len(s.File.Content))
	}
}
