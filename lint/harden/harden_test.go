package harden_test

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/harden"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// override hardens a project in memory, and holds the result to what Compose takes.
func override(t *testing.T, files map[string]string, names ...string) string {
	t.Helper()
	root := &project.Root{Tree: source.NewMemory(files)}
	unit := project.NewLinker(root, func(string) map[string]string { return nil }).Compose(project.Composition{Files: names})
	text := harden.Override(unit, names)
	files[harden.FileName] = text
	again := compose.Load(source.NewMemory(files), compose.Options{Files: append(names, harden.FileName)})
	for _, p := range again.Problems {
		t.Errorf("%s: %s\n%s", p.Span, p.Message, text)
	}
	if len(again.Services) != len(unit.Compose.Services) {
		t.Errorf("%d services became %d:\n%s", len(unit.Compose.Services), len(again.Services), text)
	}
	return text
}

func one(t *testing.T, service string) string {
	t.Helper()
	const top = `
secrets: {file: {file: ./x}, env: {environment: X}}
configs: {text: {content: x}}
`
	return override(t, map[string]string{"compose.yaml": "services:\n  x: " + service + top}, "compose.yaml")
}

func TestServices(t *testing.T) {
	for _, test := range []struct {
		name, service string
		with          []string
		without       []string
	}{
		{
			"what the image needs is given back", "{image: 'postgres:17'}",
			[]string{"\n      - ALL # ", "\n      - CHOWN # ", "\n      - SETUID # ", "\n    read_only: true", "\n      - /var/run/postgresql #"}, nil,
		},
		{
			"an unknown image is left alone", "{image: acme/app}",
			[]string{"\n    # cap_drop: [ALL] # what acme/app needs is not known", "\n    # read_only: true # what acme/app writes to is not known",
				"\n      - no-new-privileges:true", "\n    pids_limit: 512"},
			[]string{"\n    cap_drop", "\n    read_only", "\n    tmpfs"},
		},
		{
			"another command is not the image's", "{image: 'postgres:17', command: sh -c x}",
			[]string{"# what the command of this service needs is not known"}, []string{"\n    cap_drop", "\n    read_only"},
		},
		{
			"a hint is only proposed", "{image: linuxserver/plex}",
			[]string{"\n    # cap_drop: [ALL] # what linuxserver/plex needs is common knowledge", "\n    # cap_add: [CHOWN, SETUID"},
			[]string{"\n    cap_drop", "\n    cap_add"},
		},
		{
			"a user holds nothing", "{image: acme/app, user: '1000'}",
			[]string{"\n      - ALL # guess: it runs as 1000 (compose.yaml:2)"}, []string{"cap_add"},
		},
		{
			"what was dropped by name stays dropped", "{image: 'postgres:17', cap_drop: [chown]}",
			[]string{"\n    #   - CHOWN # left out, as the project drops it"}, []string{"\n      - CHOWN"},
		},
		{
			"what was added is not added twice", "{image: 'postgres:17', cap_add: [CAP_CHOWN]}", []string{"- SETUID"}, []string{"- CHOWN"},
		},
		{
			"a capability that it never had is not given", "{image: 'mysql:8'}",
			[]string{"\n    #   - SYS_NICE # left out"}, []string{"\n      - SYS_NICE"},
		},
		{
			"all capabilities", "{image: 'nginx:1.29', cap_add: [ALL]}", []string{"# cap_add gives it every capability"}, []string{"cap_drop:"},
		},
		{
			"a low port with the network of the host", "{image: 'nginx:1.29', network_mode: host}",
			[]string{"\n      - NET_BIND_SERVICE", "Shares the network namespace"}, []string{"ports:"},
		},
		{"a low port", "{image: 'nginx:1.29'}", []string{"\n    #   - NET_BIND_SERVICE # not needed since"}, []string{"\n      - NET_BIND"}},
		{
			"privileged", "{image: 'nginx:1.29', privileged: true}",
			[]string{"services: {}", "\n  # x: nothing is added", "Privileged at compose.yaml:2"}, []string{"\n    cap", "\n    security"},
		},
		{"perhaps privileged", "{image: 'nginx:1.29', privileged: '${P}'}", []string{"services: {}", "A variable decides"}, nil},
		{
			"hardened already", "{image: 'nginx:1.29', cap_drop: [ALL], security_opt: [no-new-privileges], read_only: true, pids_limit: 9}",
			[]string{"services: {}", "Already so: cap_drop, no-new-privileges, read_only, pids limit."}, []string{"\n    cap"},
		},
		{
			"what was switched off", "{image: 'nginx:1.29', security_opt: ['no-new-privileges:false'], read_only: false, pids_limit: -1}",
			[]string{"switched off at compose.yaml:2", "# read_only: true # it is set to false", "has no limit, and is not overruled"},
			[]string{"security_opt", "\n    read_only", "pids_limit"},
		},
		{
			"limits go where limits are", "{image: acme/x, deploy: {resources: {limits: {memory: 1G}}}}",
			[]string{"\n          pids: 512", `cpus: "1.0"`}, []string{"pids_limit: ", "memory: 512M", "mem_limit"},
		},
		{
			"only comments below limits", "{image: acme/x, deploy: {resources: {limits: {pids: 9}}}}",
			[]string{"\n    # deploy:\n    #   resources:\n    #     limits:\n    #       memory: 512M"}, []string{"\n    deploy"},
		},
		{"secrets of variables", "{image: 'nginx:1.29', secrets: [env]}", []string{"No read_only: Compose refuses it beside the secret env"}, nil},
		{"configs in place", "{image: 'nginx:1.29', configs: [text]}", []string{"No read_only: Compose refuses it beside the config text"}, nil},
		{"secrets of files", "{image: 'nginx:1.29', secrets: [file]}", []string{"\n    read_only: true"}, nil},
		{
			"what is mounted already", "{image: 'nginx:1.29', tmpfs: ['/run:size=1m', /tmp], volumes: ['data:/var/cache']}\nvolumes: {data: {}}",
			[]string{"\n    read_only: true"}, []string{"tmpfs"},
		},
		{
			"templates", "{image: 'nginx:1.29', volumes: ['./t:/etc/nginx/templates:ro']}",
			[]string{"\n    # read_only: true # with /etc/nginx/templates mounted"}, []string{"\n    read_only"},
		},
		{
			"data elsewhere", "{image: 'postgres:17', environment: {PGDATA: /data}}",
			[]string{"\n    # read_only: true # the environment names /data"}, []string{"\n    read_only"},
		},
		{
			"where the data lies is not known", "{image: 'caddy:2'}",
			[]string{"\n    # read_only: true # the start of caddy:2 writes nowhere"}, []string{"\n    read_only"},
		},
		{
			"data of workers", "{image: 'wordpress:6'}", []string{"\n      - DAC_OVERRIDE # guess: what starts as root"}, nil,
		},
		{
			"a database's port", "{image: 'postgres:17', ports: ['5432:5432', '8080-8081:80-81/udp', '[::1]:9:9', '7']}",
			[]string{
				"\n    ports: !override", "\n      - \"127.0.0.1:5432:5432\" # guess", "\n      - \"8080-8081:80-81/udp\"\n",
				"\n      - \"[::1]:9:9\"\n", "\n      - \"7\"\n",
			}, nil,
		},
		{
			"other ports are a choice", "{image: 'nginx:1.29', ports: ['80:80', '443']}",
			[]string{"\n    # ports: !override", "\n    #   - \"127.0.0.1:80:80\" # choice", "\n    #   - \"127.0.0.1::443\""}, []string{"\n    ports"},
		},
		{
			"ports that cannot be written anew", "{image: 'postgres:17', ports: ['${P}:5432', '5432:5432']}",
			[]string{"# Its ports are open to all"}, []string{"ports: !override"},
		},
		{"ports of the host alone", "{image: 'postgres:17', ports: ['127.0.0.1:5432:5432']}", nil, []string{"ports"}},
		{"the socket", "{image: acme/x, volumes: ['/var/run/docker.sock:/s']}", []string{"Mounts /var/run/docker.sock"}, nil},
		{"a provider", "{provider: {type: model}}", []string{"services: {}", "A program of the host provides it"}, nil},
		{"Windows", "{image: 'golang:1.26-windowsservercore-ltsc2022'}", []string{"A container of Windows"}, []string{"security_opt"}},
		{
			"root that writes to the host", "{image: 'tomcat:11', volumes: ['./w:/usr/local/tomcat/webapps']}",
			[]string{"\n      - DAC_OVERRIDE # guess: root writes to /usr/local/tomcat/webapps"}, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := one(t, test.service)
			for _, want := range test.with {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing:\n%s", want, text)
				}
			}
			for _, never := range test.without {
				if strings.Contains(text, never) {
					t.Errorf("%q is there:\n%s", never, text)
				}
			}
		})
	}
}

// Names mean in the override what they mean in the project.
func TestNames(t *testing.T) {
	for _, name := range []string{"on", "null", "1.0", "true", "0x10", "y", "-", "web", "a.b-c_d", ".inf", "1e3", "2026-01-01"} {
		text := override(t, map[string]string{"compose.yaml": "services:\n  \"" + name + "\": {image: acme/x}\n"}, "compose.yaml")
		if !strings.Contains(text, "\n    pids_limit: ") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

// Whatever stands in a project, nothing of it becomes a line of its own, and no control character gets through.
func TestHostile(t *testing.T) {
	const evil = "a\\n    privileged: true\\u2028x\\u202e\\e[31m"
	for _, service := range []string{
		`"` + evil + `": {image: acme/x}`,
		`"x\"y'é\\": {image: acme/x}`,
		`x: {image: "` + evil + `"}`,
		`x: {image: "nginx:1.29", user: "` + evil + `"}`,
		`x: {image: "nginx:1.29", volumes: ["/:/h` + evil + `"]}`,
		`x: {image: "tomcat:11", volumes: ["./a:/b` + evil + `"]}`,
		`x: {image: "nginx:1.29", environment: {"DATA_DIR": "/d` + evil + `"}}`,
	} {
		files := map[string]string{"compose.yaml": "services:\n  " + service + "\n"}
		root := &project.Root{Tree: source.NewMemory(files)}
		unit := project.NewLinker(root, func(string) map[string]string { return nil }).Compose(project.Composition{
			Files: []string{"compose.yaml"},
		})
		text := harden.Override(unit, []string{"compose.yaml"})
		if strings.Contains(text, "\n    privileged") || strings.ContainsAny(text, "\u2028\u202e\x1b") {
			t.Errorf("%s:\n%s", service, text)
		}
		files[harden.FileName] = text
		own := compose.Load(source.NewMemory(files), compose.Options{Files: []string{harden.FileName}, SkipReferee: true})
		for _, s := range own.Services {
			if s.Key.Value != unit.Compose.Services[0].Key.Value {
				t.Errorf("the name %q became %q", unit.Compose.Services[0].Key.Value, s.Key.Value)
			}
			if s.Privileged.Set {
				t.Errorf("%s:\n%s", service, text)
			}
		}
	}
}

func TestFilesOfTheProject(t *testing.T) {
	for _, test := range [][]string{
		{"-f compose.yaml -f deploy/prod.yaml -f compose.hardened.yaml", "compose.yaml", "deploy/prod.yaml"},
		{"-f compose.yaml -f ../b.yaml -f compose.hardened.yaml", "a/compose.yaml", "b.yaml"},
		{"-f 'a b.yaml' -f ../../c/b.yaml -f compose.hardened.yaml", "a/d/a b.yaml", "c/b.yaml"},
	} {
		files := map[string]string{}
		for _, f := range test[1:] {
			files[f] = "services:\n  x: {image: acme/x}\n"
		}
		root := &project.Root{Tree: source.NewMemory(files)}
		unit := project.NewLinker(root, func(string) map[string]string { return nil }).Compose(project.Composition{Files: test[1:]})
		if text := harden.Override(unit, test[1:]); !strings.Contains(text, "docker compose "+test[0]+" up -d") {
			t.Errorf("%q is missing:\n%s", test[0], text)
		}
	}
}

// What a .env file holds is not shown, and what it decides is not fixed.
func TestVariables(t *testing.T) {
	text := override(t, map[string]string{
		"compose.yaml": "services:\n  x: {image: 'postgres:17', user: '${WHO}', ports: ['${PORT}:5432']}\n",
		".env":         "WHO=hidden\nPORT=54321\n",
	}, "compose.yaml")
	if strings.Contains(text, "hidden") || strings.Contains(text, "54321") || !strings.Contains(text, "it runs as ${WHO} (compose.yaml:2)") {
		t.Error(text)
	}
}

func TestInclude(t *testing.T) {
	text := override(t, map[string]string{
		"compose.yaml":    "include: [db/compose.yaml]\nservices:\n  web: {image: acme/x}\n",
		"db/compose.yaml": "services:\n  db: {image: 'postgres:17'}\n",
	}, "compose.yaml")
	if !strings.Contains(text, "# db: nothing is added\n    # Comes from db/compose.yaml by include") {
		t.Error(text)
	}
}

func TestBuilt(t *testing.T) {
	for dockerfile, want := range map[string]string{
		"FROM nginx:1.29\nCOPY . /usr/share/nginx/html\n":             "\n      - ALL # guess: built on it: nginx:1.29 starts as root",
		"FROM nginx:1.29\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n": "\n      - ALL # guess: built on it",
		"FROM nginx:1.29\nCMD [\"/run.sh\"]\n":                        "\n    # cap_drop: [ALL] # what the image that is built here needs",
		"FROM node:22\nCMD [\"node\", \"x.js\"]\n":                    "\n    # cap_drop: [ALL] # what the image that is built here needs",
		"FROM node:22\nUSER node\nCMD [\"node\", \"x.js\"]\n":         "\n      - ALL # guess: it runs as node (Dockerfile:2)",
	} {
		text := override(t, map[string]string{"compose.yaml": "services:\n  x: {build: .}\n", "Dockerfile": dockerfile}, "compose.yaml")
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
}
