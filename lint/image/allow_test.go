package image

import (
	"slices"
	"strings"
	"testing"
)

func TestAllowed(t *testing.T) {
	for _, test := range []struct {
		pattern    string
		holds, not []string
	}{
		{
			"docker.io/library/*",
			[]string{
				"nginx", "nginx:1@" + sum, "library/nginx", "index.docker.io/library/nginx",
				"registry-1.docker.io/library/nginx",
			},
			[]string{"acme/nginx", "ghcr.io/library/nginx", "public.ecr.aws/docker/library/nginx"},
		},
		{
			"ghcr.io/acme/*",
			[]string{"ghcr.io/acme/app", "ghcr.io/acme/app:1", "GHCR.io/acme/app"},
			[]string{"ghcr.io/acme/team/app", "ghcr.io/acme-evil/app", "ghcr.io/acme", "acme/app", "ghcr.io:443/acme/app"},
		},
		{
			"registry.corp.example/**",
			[]string{"registry.corp.example/a", "registry.corp.example/a/b/c:1"},
			[]string{"registry.corp.example:5000/a", "evil.registry.corp.example/a", "registry.corp.example.evil/a"},
		},
		{"registry.corp.example", []string{"registry.corp.example/a/b"}, []string{"a/b"}},
		{"localhost:5000/**", []string{"localhost:5000/a"}, []string{"localhost/a", "localhost:5001/a"}},
		{
			"*.corp.example/**",
			[]string{"eu.corp.example/a"}, []string{"corp.example/a", "a.b.corp.example/a", "evilcorp.example/a"},
		},
		{"*.example/acme/*", []string{"r.example/acme/a"}, []string{"r.example:5000/acme/a", "evilexample.com/acme/a"}},
		{"nginx", []string{"nginx", "docker.io/library/nginx:1"}, []string{"acme/nginx", "nginxinc"}},
		{"grafana/*", []string{"grafana/loki"}, []string{"ghcr.io/grafana/loki", "grafana"}},
		{"ghcr.io/acme/app-*", []string{"ghcr.io/acme/app-web", "ghcr.io/acme/app-x-y:1"}, []string{"ghcr.io/acme/app"}},
		{"ghcr.io/acme/**", []string{"ghcr.io/acme/a", "ghcr.io/acme/a/b"}, []string{"ghcr.io/acme", "ghcr.io/acme2/a"}},
		{"ghcr.io/*/app", []string{"ghcr.io/acme/app"}, []string{"ghcr.io/acme/x/app"}},
		{"**", []string{"nginx", "ghcr.io/a/b/c"}, nil},
	} {
		if err := CheckPattern(test.pattern); err != nil {
			t.Errorf("CheckPattern(%q): %v", test.pattern, err)
		}
		for _, s := range slices.Concat(test.holds, test.not) {
			want := slices.Contains(test.holds, s)
			if got := Allowed([]string{"example.org/x", test.pattern}, parse(t, s)); got != want {
				t.Errorf("%q, %q: %t", test.pattern, s, got)
			}
		}
	}
}

func TestCheckPattern(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                      "empty",
		"*":                     "docker.io/library/*",
		"*example.com/**":       "one whole label",
		"ghcr.io/acme/":         "write ghcr.io/acme/**",
		"ghcr.io/acme/app:1":    "has a tag",
		"ghcr.io/a@sha256:0":    "no repository",
		"https://ghcr.io/acme":  "no repository",
		"ghcr.io/**/app":        "only stand at the end",
		"ghcr.io/acme**":        "only stand at the end",
		"ghcr.io//app":          "empty part",
		"ghcr.io/acme/app\nx/y": "no repository",
	} {
		err := CheckPattern(pattern)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("CheckPattern(%q) = %v, want one with %q", pattern, err, want)
		}
		if Allowed([]string{pattern}, parse(t, "ghcr.io/acme/app")) {
			t.Errorf("%q holds something", pattern)
		}
	}
}

func TestWellKnownPublisher(t *testing.T) {
	for in, want := range map[string]bool{
		"mcr.microsoft.com/dotnet/sdk:8.0": true, "registry.k8s.io/pause": true, "gcr.io/distroless/static": true,
		"quay.io/prometheus/node-exporter": true, "registry.access.redhat.com/ubi9/ubi": true,
		"cgr.dev/chainguard/nginx": true,
		"grafana/grafana":          true, "docker.io/prom/prometheus": true, "docker.elastic.co/kibana/kibana": true,
		"nvcr.io/nvidia/pytorch": true, "ghcr.io/astral-sh/uv": true, "docker/dockerfile:1": true,
		"mirror.gcr.io/prom/prometheus": true,
		"nginx":                         false, "public.ecr.aws/docker/library/nginx": false, // official is another question
		"bitnami/redis": false, "bitnamilegacy/redis": false, "linuxserver/plex": false, "acme/app": false,
		"gcr.io/acme/app": false, "quay.io/prometheus2/x": false, "evil.mcr.microsoft.com/x": false,
		"ghcr.io/prom/prometheus": false,
		"mcr.microsoft.com:443/x": false, "localhost:5000/grafana": false,
	} {
		if got := WellKnownPublisher(parse(t, in)); got != want {
			t.Errorf("WellKnownPublisher(%s) = %t", in, got)
		}
	}
	if !slices.IsSorted(publishers[:]) || !slices.IsSorted(publisherHosts[:]) {
		t.Error("the lists are not in order, so they cannot be searched")
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		pattern, wider string
		want           bool
	}{
		{"ghcr.io/acme/app", "ghcr.io/acme/*", true},
		{"ghcr.io/acme/*", "ghcr.io/acme/*", true},
		{"ghcr.io/acme/team/*", "ghcr.io/acme/*", false},
		{"ghcr.io/acme/team/*", "ghcr.io/acme/**", true},
		{"ghcr.io/acme/**", "ghcr.io/acme/*", false},
		{"ghcr.io/acme/**", "ghcr.io/acme/*/*", false},
		{"ghcr.io/acme-evil/*", "ghcr.io/acme/**", false},
		{"ghcr.io/acm*", "ghcr.io/acme*", false},
		{"ghcr.io/*", "ghcr.io", true},
		{"ghcr.io", "ghcr.io/*", false},
		{"nginx", "docker.io/library/*", true},
		{"index.docker.io/library/nginx", "docker.io/library/*", true},
		{"grafana/*", "docker.io/library/*", false},
		{"eu.corp.example/a", "*.corp.example/**", true},
		{"*.corp.example/a", "eu.corp.example/**", false},
		{"reg.corp:5000/a", "reg.*/**", false},
		{"**", "ghcr.io/**", false},
		{"ghcr.io/acme/*", "**", true},
		{"ghcr.io/acme/", "**", false},
	} {
		if got := Within(c.pattern, c.wider); got != c.want {
			t.Errorf("Within(%q, %q) = %t", c.pattern, c.wider, got)
		}
	}
}
