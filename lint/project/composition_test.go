package project

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const (
	web  = "services:\n  web:\n    image: nginx\n"
	add  = "services:\n  web:\n    privileged: true\n"
	full = "services:\n  other:\n    build: .\n"
)

func TestCompositions(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		named string // paths to discover, the whole folder if empty
		want  []string
	}{
		{"the order of Compose", map[string]string{
			"compose.yml": web, "docker-compose.yml": web, "compose.yaml": web,
			"docker-compose.override.yml": add, "compose.override.yaml": add, "compose.override.yml": add,
		}, "", []string{
			"default: compose.yaml compose.override.yml",
			"compose.yaml compose.override.yaml: service web has neither image nor build, but has in compose.yaml",
			"compose.yml",
			"compose.yaml docker-compose.override.yml: service web has neither image nor build, but has in compose.yaml",
			"docker-compose.yml",
		}},
		{"an override without a base", map[string]string{"compose.override.yaml": add}, "", []string{"compose.override.yaml"}},
		{"what stands alone", map[string]string{"docker-compose.yml": web, "docker-compose.prod.yml": full}, "",
			[]string{"default: docker-compose.yml", "docker-compose.prod.yml"}},
		{"the same service twice", map[string]string{"compose.yaml": web, "compose.dev.yaml": web}, "",
			[]string{"default: compose.yaml", "compose.dev.yaml"}},
		{"one service of many", map[string]string{"compose.yaml": web, "compose.more.yaml": full + "  web: {read_only: true}\n"}, "",
			[]string{"default: compose.yaml",
				"compose.yaml compose.more.yaml: service web has neither image nor build, but has in compose.yaml"}},
		{"a dependency", map[string]string{
			"compose.yaml": web, "compose.test.yaml": "services: {t: {image: a, depends_on: {web: {condition: service_started}}}}",
		}, "", []string{"default: compose.yaml", "compose.yaml compose.test.yaml: service web is defined in compose.yaml"}},
		{"a dependency that need not exist", map[string]string{
			"compose.yaml": web, "compose.test.yaml": "services: {t: {image: a, depends_on: {web: {required: false}}}}",
		}, "", []string{"default: compose.yaml", "compose.test.yaml"}},
		{"a network", map[string]string{
			"compose.yaml": web + "networks: {back: {}}\n", "compose.x.yaml": "services: {t: {image: a, networks: [back, default]}}",
		}, "", []string{"default: compose.yaml", "compose.yaml compose.x.yaml: network back is defined in compose.yaml"}},
		{"namespaces, links, volumes and secrets", map[string]string{
			"compose.yaml":   web + "secrets: {s: {file: s}}\n",
			"compose.a.yaml": "services: {t: {image: a, network_mode: 'service:web'}}",
			"compose.b.yaml": "services: {t: {image: a, links: ['web:w']}}",
			"compose.c.yaml": "services: {t: {image: a, volumes_from: ['web:ro', 'container:x']}}",
			"compose.d.yaml": "services: {t: {image: a, secrets: [{source: s}]}}",
			"compose.e.yaml": "services: {t: {image: a, volumes_from: ['container:x']}}",
		}, "", []string{"default: compose.yaml",
			"compose.yaml compose.a.yaml: service web is defined in compose.yaml",
			"compose.yaml compose.b.yaml: service web is defined in compose.yaml",
			"compose.yaml compose.c.yaml: service web is defined in compose.yaml",
			"compose.yaml compose.d.yaml: secret s is defined in compose.yaml",
			"compose.e.yaml",
		}},
		{"through a third file", map[string]string{"compose.yaml": web, "compose.b.yaml": full,
			"compose.c.yaml": "services: {other: {read_only: true}}",
		}, "", []string{"default: compose.yaml", "compose.b.yaml",
			"compose.yaml compose.b.yaml compose.c.yaml: service other has neither image nor build, but has in compose.b.yaml"}},
		{"what nobody has", map[string]string{"compose.yaml": web, "compose.b.yaml": "services: {x: {read_only: true}}"}, "",
			[]string{"default: compose.yaml", "compose.b.yaml"}},
		{"merge keys", map[string]string{"compose.yaml": web,
			"compose.b.yaml": "x-a: &a {image: b}\nservices:\n  web:\n    <<: *a\n"}, "",
			[]string{"default: compose.yaml", "compose.b.yaml"}},
		{"no services", map[string]string{"compose.yaml": web, "compose.extra.yaml": "# later\n"}, "",
			[]string{"default: compose.yaml", "compose.yaml compose.extra.yaml: it has no services of its own"}},
		{"a broken file", map[string]string{"compose.yaml": web, "compose.b.yaml": "services:\n\tweb: a\n"}, "",
			[]string{"default: compose.yaml", "compose.b.yaml"}},
		{"parts of others", map[string]string{
			"app/compose.yaml":       "include: [../part/compose.db.yaml]\nservices: {a: {extends: {file: ../part/compose.base.yaml, service: b}}}",
			"part/compose.base.yaml": "services: {b: {read_only: true}}", "part/compose.db.yaml": "services: {db: {image: c}}",
		}, "", []string{"default: app/compose.yaml", "part/compose.db.yaml"}},
		{"a part that is named", map[string]string{
			"app/compose.yaml": "services: {a: {extends: {file: base.yml, service: b}}}", "app/base.yml": add, ".git/HEAD": "",
		}, "app app/base.yml", []string{"default: app/compose.yaml", "app/base.yml"}},

		{"COMPOSE_FILE", map[string]string{
			".env":         "A=b\nexport COMPOSE_FILE=\"compose.yaml:x/prod.yaml:missing.yaml\" # those\n",
			"compose.yaml": web, "compose.override.yaml": add, "x/prod.yaml": add,
		}, "", []string{
			"compose.yaml compose.override.yaml: service web has neither image nor build, but has in compose.yaml",
			"default: compose.yaml x/prod.yaml missing.yaml",
		}},
		{"COMPOSE_FILE with a separator", map[string]string{
			".env": "COMPOSE_PATH_SEPARATOR=','\nCOMPOSE_FILE=b.yaml,compose.yaml\n", "compose.yaml": web, "b.yaml": web,
		}, "", []string{"default: b.yaml compose.yaml"}},
		{"COMPOSE_FILE with a variable", map[string]string{".env": "COMPOSE_FILE=$X\n", "compose.yaml": web}, "",
			[]string{"default: compose.yaml"}},
		{"COMPOSE_FILE without the base", map[string]string{".env": "COMPOSE_FILE=compose.b.yaml\n",
			"compose.yaml": add, "compose.b.yaml": web}, "",
			[]string{"default: compose.b.yaml", "compose.b.yaml compose.yaml: service web has neither image nor build, but has in compose.b.yaml"}},

		{"COMPOSE_FILE that names files of any name", map[string]string{
			"app/.env": "ENV=prod\nCOMPOSE_FILE=stack.$ENV.yml:deploy/web:missing\n", "app/stack.prod.yml": web, "app/deploy/web": add,
		}, "", []string{"default: app/stack.prod.yml app/deploy/web app/missing"}},
		{"COMPOSE_FILE that names nothing", map[string]string{".env": "COMPOSE_FILE=missing.yml\n", "Dockerfile": from}, "", nil},
		{"COMPOSE_FILE of a folder that was not asked for", map[string]string{
			".env": "COMPOSE_FILE=stack.yml\n", "stack.yml": web, "x/Dockerfile": from, ".git/HEAD": "",
		}, "x", nil},

		{"a named base", map[string]string{".git/HEAD": "", "compose.yaml": web, "compose.override.yaml": add, "compose.x.yaml": add},
			"compose.yaml", []string{"default: compose.yaml compose.override.yaml"}},
		{"a named override", map[string]string{"compose.yaml": web, "compose.override.yaml": add},
			"compose.override.yaml", []string{"default: compose.yaml compose.override.yaml"}},
		{"a named addition", map[string]string{"compose.yaml": web, "stack.yml": add},
			"stack.yml", []string{"compose.yaml stack.yml: service web has neither image nor build, but has in compose.yaml"}},
		{"an ignored override", map[string]string{".gitignore": "*override*", "compose.yaml": web, "compose.override.yaml": add},
			"compose.yaml", []string{"default: compose.yaml"}},
		{"an override that cannot be read", map[string]string{"compose.yaml": web, "compose.override.yaml": "-> /dev/null"},
			"compose.yaml", []string{"default: compose.yaml compose.override.yaml"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, c.files)
			d, err := Discover(strings.Fields(c.named), Options{Dir: dir})
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			var got []string
			for _, x := range d.Roots[0].Compositions {
				s := strings.Join(x.Files, " ")
				if x.Default {
					s = "default: " + s
				}
				if x.Why != "" {
					s += ": " + x.Why
				}
				got = append(got, s)
			}
			sorted := cmpopts.SortSlices(func(a, b string) bool { return a < b })
			if diff := cmp.Diff(c.want, got, sorted); diff != "" {
				t.Errorf("compositions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestComposeFileOutside(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".env": "COMPOSE_FILE=../x.yaml:compose.yaml\n", "compose.yaml": web})
	r := discover(t, dir)
	checkGaps(t, r, ".env: COMPOSE_FILE names ../x.yaml, which leaves the project")
	if got := fmt.Sprint(r.Problems[0].Span); got != ".env:1:14" {
		t.Errorf("the problem stands at %s", got)
	}
	if got := r.Compositions[0]; len(got.Files) != 1 || got.Files[0] != "compose.yaml" || got.Dir != "." {
		t.Errorf("compositions = %+v", r.Compositions)
	}
}

func TestCompositionsBelowAPrefix(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"one/.gitignore": "compose.override.yaml\n", "one/compose.yaml": web, "one/compose.override.yaml": add, "two/Dockerfile": from,
	})
	d, err := Discover([]string{filepath.Join(dir, "one", "compose.yaml"), filepath.Join(dir, "two")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	want := []Composition{{Dir: "one", Files: []string{"one/compose.yaml"}, Default: true}}
	if diff := cmp.Diff(want, d.Roots[0].Compositions); diff != "" {
		t.Error(diff)
	}
}
