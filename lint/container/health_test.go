package container_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestHealthchecks goes through what an image and a service may say together.
func TestHealthchecks(t *testing.T) {
	images := map[string]string{
		"yes":     "FROM scratch\nHEALTHCHECK CMD /check\n",
		"none":    "FROM scratch\nHEALTHCHECK NONE\n",
		"absent":  "FROM scratch\n",
		"unknown": "FROM example.com/app:1.0\n",
	}
	const on, off, nothing, unknown = "on", "off", "nothing", "unknown"
	for _, c := range []struct{ service, yes, none, absent, unknown string }{
		{"", on, off, nothing, unknown},
		{"{disable: true}", off, off, off, off},
		{"{disable: false}", on, off, nothing, unknown},
		{"{disable: '${X}'}", unknown, unknown, unknown, unknown},
		{"{test: [NONE]}", off, off, off, off},
		{"{test: NONE}", on, on, on, on}, // a command of that name, which fails: mistaken-healthcheck
		{"{test: [CMD, /other]}", on, on, on, on},
		{"{test: [CMD-SHELL, other]}", on, on, on, on},
		{"{test: other}", on, on, on, on},
		{"{test: ['${X}']}", unknown, unknown, unknown, unknown},
		{"{interval: 10s}", on, off, nothing, unknown},
		{"{timeout: 5s, retries: 3}", on, off, nothing, unknown},
		{"{test: []}", on, off, nothing, unknown},
		{"{test: null}", on, off, nothing, unknown},
		{"{test: [CMD, /other], disable: true}", off, off, off, off},
	} {
		for name, want := range map[string]string{"yes": c.yes, "none": c.none, "absent": c.absent, "unknown": c.unknown} {
			yaml := "services:\n  web:\n    build: .\n"
			if c.service != "" {
				yaml += "    healthcheck: " + c.service + "\n"
			}
			p := compose.Load(source.NewMemory(map[string]string{"compose.yaml": yaml}),
				compose.Options{Files: []string{"compose.yaml"}, SkipReferee: true})
			file := dockerfile.Parse(source.New("Dockerfile", []byte(images[name])))
			shipped := container.FromStage(file.Build(nil), file.Stage(""), nil)
			h := container.FromService(p, p.Service("web"), shipped).Healthcheck
			got := nothing
			switch {
			case !h.Known:
				got = unknown
			case h.Value.Disabled:
				got = off
			case h.Value.Present:
				got = on
			}
			if got != want {
				t.Errorf("image %s, healthcheck %q: %s, want %s", name, c.service, got, want)
			}
		}
	}
}
