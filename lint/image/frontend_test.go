package image

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestMeantFrontend(t *testing.T) {
	for text, want := range map[string]string{
		"docker/dockerfile:1":                   "",
		"docker.io/docker/dockerfile-upstream":  "",
		"dokcer/dockerfile:1":                   "docker/dockerfile",
		"docker/dockerfiles":                    "docker/dockerfile",
		"docker/dockerfile-upstreem:master":     "docker/dockerfile-upstream",
		"dockerfile:1":                          "docker/dockerfile",
		"docke.io/docker/dockerfile":            "docker/dockerfile",
		"ghcr.io/docker/dockerfile":             "",
		"acme/frontend":                         "",
		"registry.example/dokcer/dockerfile:1":  "",
		"mirror.gcr.io/docker/dockerfile:1.7":   "",
		"tonistiigi/dockerfile:master":          "",
		"docker/dockerfile-experimental:latest": "",
	} {
		ref, err := Parse(source.Unplaced(text))
		if got := MeantFrontend(ref); err != nil || got != want {
			t.Errorf("%s: meant %q, not %q (%v)", text, got, want, err)
		}
	}
}
