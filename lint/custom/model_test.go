package custom

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/cel"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

var update = flag.Bool("update", false, "write docs/policy.md anew")

// units evaluates a repository as a run does.
func units(t *testing.T, files map[string]string) []*project.Unit {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := project.Discover([]string{dir}, project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = found.Close() })
	outcome, err := engine.Lint(context.Background(), engine.Request{Roots: found.Roots, Keep: true})
	if err != nil {
		t.Fatal(err)
	}
	return outcome.Units
}

// TestModel holds each field to what it is said to be: for the first object of its kind.
func TestModel(t *testing.T) {
	const compose = `services:
  api:
    image: nginx:1.29@sha256:0000000000000000000000000000000000000000000000000000000000000000
    user: "1000:1000"
    cap_drop: [ALL]
    cap_add: [CHOWN]
    security_opt: [no-new-privileges]
    read_only: true
    pid: host
    mem_limit: 1g
    networks: [front]
    volumes: ["/srv:/data:ro", "cache:/cache", "${WHERE}:/x"]
    ports: ["127.0.0.1:8080:80", "53:53/udp", "443"]
    environment: {MODE: x, KEY: null}
    restart: always
    healthcheck: {test: [CMD, a]}
  web:
    image: "ghcr.io/acme/web:${TAG}"
    user: "${NOBODY}"
    mem_limit: ${MEMORY}
networks: {front: {}}
volumes: {cache: {}}
`
	const docker = `ARG BASE=debian
FROM --platform=linux/amd64 $BASE:13 AS build
ARG WHAT
COPY --from=alpine:3 --chown=1:1 a b /c
RUN echo "$X" && ls
ADD $WHAT /x
FROM scratch
CMD ["a", "b"]
`
	all := map[string][]*project.Unit{"compose.yaml": units(t, map[string]string{"compose.yaml": compose}), "Dockerfile": units(t, map[string]string{"Dockerfile": docker})}
	for _, c := range []struct {
		file, subject string
		n             int // which one of its kind
		text, want    string
	}{
		{"compose.yaml", "container", 0, "[container.name] + [container.name]", "api, api"},
		{"compose.yaml", "container", 0, "[container.deployed, container.built, container.root, container.privileged]", "true, false, false, false"},
		{"compose.yaml", "container", 0, "container.user", "1000"},
		{"compose.yaml", "container", 0, "container.image.repository + container.image.tag + container.image.registry", "library/nginx1.29docker.io"},
		{"compose.yaml", "container", 0, "container.image.pinned && container.image.digest.startsWith('sha256:')", "true"},
		{"compose.yaml", "container", 0, "container.capabilities", "CHOWN"},
		{"compose.yaml", "container", 0, "[container.no_new_privileges, container.read_only, container.healthcheck]", "true, true, true"},
		{"compose.yaml", "container", 0, "[container.network, container.pid, container.ipc]", "own, host, own"},
		{"compose.yaml", "container", 0, "[container.memory_limited, container.cpus_limited, container.pids_limited]", "true, false, false"},
		{"compose.yaml", "container", 0, "container.networks", "front"},
		{"compose.yaml", "container", 0, "container.mounts.map(m, m.kind)", "bind, volume, bind"},
		{"compose.yaml", "container", 0, "container.mounts.map(m, m.source)", "/srv, , (unknown)"},
		{"compose.yaml", "container", 0, "container.mounts.map(m, m.target + m.volume)", "/data, /cachecache, /x"},
		{"compose.yaml", "container", 0, "container.mounts[0].read_only", "true"},
		{"compose.yaml", "container", 0, "container.ports.map(p, p.published)", "8080, 53, (unknown)"},
		{"compose.yaml", "container", 0, "container.ports.map(p, p.target)", "80, 53, 443"},
		{"compose.yaml", "container", 0, "container.ports.map(p, p.protocol)", "tcp, udp, tcp"},
		{"compose.yaml", "container", 0, "container.ports.map(p, p.public)", "false, true, true"},
		{"compose.yaml", "container", 0, "container.environment", "MODE, KEY"},
		{"compose.yaml", "container", 0, "container.restart + container.runtime", "always"},
		{"compose.yaml", "container", 1, "container.root", "(unknown)"},
		{"compose.yaml", "container", 1, "container.memory_limited", "(unknown)"},
		{"compose.yaml", "container", 1, "container.image.registry", "(unknown)"},
		{"compose.yaml", "image", 0, "[image.reference, image.use]", "nginx:1.29@sha256:0000000000000000000000000000000000000000000000000000000000000000, image"},
		{"Dockerfile", "container", 0, "container.deployed", "false"},
		{"Dockerfile", "container", 0, "container.privileged || container.mounts == []", "(unknown)"},
		{"Dockerfile", "image", 0, "[image.reference, image.tag, image.use]", "debian:13, 13, FROM"},
		{"Dockerfile", "image", 1, "[image.reference, image.use]", "alpine:3, COPY --from"},
		{"Dockerfile", "instruction", 1, "instruction.keyword", "FROM"},
		{"Dockerfile", "instruction", 1, "instruction.flags.map(f, f.name + '=' + f.value)", "platform=linux/amd64"},
		{"Dockerfile", "instruction", 1, "instruction.words", "debian:13"},
		{"Dockerfile", "instruction", 3, "instruction.words", "a, b, /c"},
		{"Dockerfile", "instruction", 4, "instruction.words", `echo, "$X", &&, ls`},
		{"Dockerfile", "instruction", 5, "instruction.words", "(unknown), /x"},
		{"Dockerfile", "instruction", 5, "[instruction.stage, instruction.keyword]", "build, ADD"},
		{"Dockerfile", "instruction", 5, "instruction.on_build", "false"},
		{"Dockerfile", "instruction", 7, "instruction.words", "a, b"},
		{"Dockerfile", "stage", 0, "[stage.name, stage.base]", "build, debian:13"},
		{"Dockerfile", "stage", 0, "stage.ships", "false"},
		{"Dockerfile", "stage", 1, "stage.name + stage.instructions[0].keyword + stage.base", "1FROMscratch"},
		{"Dockerfile", "stage", 1, "stage.ships", "true"},
	} {
		s := subjectNamed(c.subject)
		p, err := cel.Compile(c.text, s.typ.Name, s.typ)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		got, n := "nothing", 0
		for _, u := range all[c.file] {
			s.each(u, func(object any, _ source.Span, _ string, _ []source.Note) {
				if n == c.n {
					got = cel.Show(p.Eval(object))
				}
				n++
			})
		}
		if got != c.want {
			t.Errorf("%s of %s %d in %s is %s, want %s", c.text, c.subject, c.n, c.file, got, c.want)
		}
	}
}

func TestReferenceIsCurrent(t *testing.T) {
	const name, begin, end = "../../docs/policy.md", "<!-- model: generated -->\n", "<!-- /model -->"
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(page, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		t.Fatalf("%s has lost its marks", name)
	}
	want := string(before) + begin + Reference() + end + string(after)
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(page)); diff != "" {
		t.Errorf("%s is not current; run go test ./lint/custom -update\n%s", name, diff)
	}
}
