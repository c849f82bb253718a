package project

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestKindByName(t *testing.T) {
	const from, code = "FROM alpine\n", "package main\n"
	const profile = "# for web\nprofile docker-web flags=(complain) { # soon\n\n  file,\n}\n"
	for _, c := range []struct {
		name, content string
		walk, named   Kind
	}{
		{"Dockerfile", from, Dockerfile, Dockerfile},
		{"Dockerfile", "", Dockerfile, Dockerfile},
		{"Dockerfile", "<html>\n", Dockerfile, Dockerfile},
		{"a/b/dockerfile", from, Dockerfile, Dockerfile},
		{"DOCKERFILE", from, Dockerfile, Dockerfile},
		{"Dockerfile.dev", from, Dockerfile, Dockerfile},
		{"Dockerfile-php7", from, Dockerfile, Dockerfile},
		{"Dockerfile_dev", from, Dockerfile, Dockerfile},
		{"Dockerfile.1.2", from, Dockerfile, Dockerfile},
		{"dev.Dockerfile", from, Dockerfile, Dockerfile},
		{"dev.dockerfile", from, Dockerfile, Dockerfile},
		{".dockerfile", from, Dockerfile, Dockerfile},
		{"Containerfile", from, Dockerfile, Dockerfile},
		{"containerfile.dev", from, Dockerfile, Dockerfile},
		{"app.Containerfile", from, Dockerfile, Dockerfile},
		{"Dockerfiles", from, Unknown, Dockerfile},
		{"mydockerfile", from, Unknown, Dockerfile},
		{"Dockerfile.dockerignore", "*\n", Unknown, Unknown},
		{"Dockerfile.template", from, Unknown, Dockerfile},
		{"Dockerfile.j2", "{{ from }}\n", Unknown, Unknown},
		{"Dockerfile.md", "# Dockerfile\nFrom the top\n", Unknown, Unknown},
		{"Dockerfile.go", code, Unknown, Unknown},
		{"Dockerfile.go", from, Dockerfile, Dockerfile},
		{"Dockerfile.py", "from x import y\n", Unknown, Unknown},
		{"Dockerfile.orig", from, Unknown, Dockerfile},
		{"web.build", "# syntax=docker/dockerfile:1\n", Unknown, Dockerfile},
		{"web.build", "\n# a\n  arg A=1\n", Unknown, Dockerfile},
		{"web.build", "\xef\xbb\xbfFROM --platform=linux/amd64 a AS b\n", Unknown, Dockerfile},
		{"web.build", "FROM a b\n", Unknown, Unknown},
		{"web.build", "", Unknown, Unknown},

		{"apparmor/docker-web", profile, AppArmor, AppArmor},
		{"etc/apparmor.d/usr.bin.man", "/usr/bin/man {\n  /etc/x r,\n}\n", AppArmor, AppArmor},
		{"addon/apparmor.txt", profile, AppArmor, AppArmor},
		{"web.apparmor", profile, AppArmor, AppArmor},
		{"docker-web", profile, Unknown, AppArmor},
		{"apparmor/README", "how a profile is loaded {\n", Unknown, Unknown},
		{"docs/apparmor.md", profile, Unknown, AppArmor},
		{"apparmor/load.sh", profile, Unknown, AppArmor},
		{"apparmor/tunables", "@{X}=/a\n", Unknown, Unknown},

		{"compose.yaml", "", Compose, Compose},
		{"compose.yml", "- web\n", Compose, Compose},
		{"docker-compose.yml", "a: b\n", Compose, Compose},
		{"docker-compose.prod.yaml", "x: y\n", Compose, Compose},
		{"Docker-Compose.YML", "services: {}\n", Compose, Compose},
		{"compose-dev.yml", "services: {}\n", Compose, Compose},
		{"compose_dev.yml", "services: {}\n", Compose, Compose},
		{"compose.yaml.bak", "services: {}\n", Unknown, Compose},
		{"compose.json", "", Unknown, Unknown},
		{"composer.yaml", "name: x\n", Unknown, Unknown},
		{"composer.yaml", "services: {}\n", Compose, Compose},
		{"docker_compose.yaml", "command: docker compose\n", Unknown, Unknown},
		{"docker-compose.yml", "on: push\njobs:\n  a: b\n", Unknown, Unknown},
		{"docker-compose.yml", "- name: install\n  apt: x\n", Unknown, Unknown},
		{"docker-compose.yaml", "apiVersion: v1\nkind: Pod\n", Unknown, Unknown},
		{"stack.yml", "version: '3'\nservices:\n  a: b\n", Unknown, Compose},
		{"stack.yml", "--- # all\r'services':\r  a: b\r", Unknown, Compose},
		{"stack.yml", "include:\n- a.yaml\nx-a: b\n", Unknown, Compose},
		{"ci.yml", "include:\n- a.yaml\nstages: []\n", Unknown, Unknown},
		{"stack.json", `{"x": {"services": 1}, "a\":": [":"]}`, Unknown, Unknown},
		{"stack.json", ` {"x": {"a": [1]}, "services": {}}`, Unknown, Compose},
		{"README.md", "# plimsoll\n", Unknown, Unknown},
	} {
		src := source.New(c.name, []byte(c.content))
		if got := KindOf(src, false); got != c.walk {
			t.Errorf("KindOf(%q with %q) in a walk = %q, want %q", c.name, c.content, got, c.walk)
		}
		if got := KindOf(src, true); got != c.named {
			t.Errorf("KindOf(%q with %q) when named = %q, want %q", c.name, c.content, got, c.named)
		}
		if c.walk != Unknown && Named(c.name) != c.walk {
			t.Errorf("a walk would not read %q", c.name)
		}
	}
}

func TestTemplates(t *testing.T) {
	for _, c := range []struct {
		kind          Kind
		content, want string // want is empty for a document
	}{
		{Dockerfile, "FROM alpine\n", ""},
		{Dockerfile, "FROM ${BASE:-alpine}\n", ""},
		{Dockerfile, "FROM a\nRUN docker ps --format '{{.ID}}'\n", ""},
		{Dockerfile, "FROM a\nLABEL a={{ b }}\n", ""},
		{Dockerfile, "FROM a\nRUN <<E\n{{ a }}\nE\n", ""},
		{Dockerfile, "# {{ a }}\nFROM a\n", ""},
		{Dockerfile, "FROM {{ base }}\n", "{{ base }}"},
		{Dockerfile, "A\nfrom  a/%%NAME%%-b AS c  \n", "%%NAME%%-b AS c"},
		{Dockerfile, "FROM @@BASE@@\r\n", "@@BASE@@"},
		{Dockerfile, "FROM a\nFROM b:<%= v %>\n", "<%= v %>"},
		{Dockerfile, "# a\n  {% if a %}\nFROM a\n", "{% if a %}"},
		{Dockerfile, "{{ if a }}FROM b\n", "{{ if a }}FROM b"},

		{Compose, "services:\n  a:\n    image: b\n", ""},
		{Compose, "a: '{{.ID}}'\nb: \"x: {{ y }}\"\n", ""},
		{Compose, "a: {{b: c}: d}\n", ""},
		{Compose, "a: |\n  {{ b }}\nb: >-\n\n  {% a %}\n", ""},
		{Compose, "# {{ a }}\n", ""},
		{Compose, "a:\n  {% for x in y %}\n", "{% for x in y %}"},
		{Compose, "a: |\n  b\n{{- if c }}\n", "{{- if c }}"},
		{Compose, "services:\n  a:\n    image: {{ image }}\n", "{{ image }}"},
		{Unknown, "{{ a }}", ""},
	} {
		span, ok := TemplateSpan(source.New("f", []byte(c.content)), c.kind)
		if got := string(span.Bytes()); got != c.want || ok != (c.want != "") {
			t.Errorf("TemplateSpan(%s %q) = %q, %v, want %q", c.kind, c.content, got, ok, c.want)
		}
	}
}

func FuzzKind(f *testing.F) {
	for _, s := range []string{
		"FROM a AS b\n", "FROM {{ a }}\n", "#syntax=x", "services:\n  a: b\n", "a: {{ b }}\n", "{\"a\\\":\": [1, {}]}", "a: |\n  b\n",
		"---\r- a: b\r", "\xef\xbb\xbf{% a %}", "@@", ": {{ }}",
	} {
		f.Add("Dockerfile.go", s)
		f.Add("compose.yaml", s)
	}
	f.Fuzz(func(t *testing.T, name, content string) {
		src := source.New(name, []byte(content))
		if walk, named := KindOf(src, false), KindOf(src, true); walk != Unknown && walk != named {
			t.Errorf("%q in a walk, %q when named", walk, named)
		}
		for _, kind := range []Kind{Dockerfile, Compose} {
			span, ok := TemplateSpan(src, kind)
			if ok && (span.Len() == 0 || span.End > len(content)) {
				t.Errorf("%s template at [%d, %d) of %d bytes", kind, span.Start, span.End, len(content))
			}
		}
		newOutline(src)
	})
}
