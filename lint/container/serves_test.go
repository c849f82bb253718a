package container

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestServes(t *testing.T) {
	for content, want := range map[string]bool{
		"FROM debian:13":                 false,
		"FROM node:22":                   false,
		"FROM python:3.13":               false,
		"FROM nginx:1.29":                true,
		"FROM acme/unknown:1":            false,
		"FROM debian:13\nCMD [\"bash\"]": false,
		"FROM debian:13\nCMD /bin/sh -l": false,
		"FROM debian:13\nENTRYPOINT [\"/sbin/tini\", \"--\"]":    false,
		"FROM debian:13\nCMD sleep infinity":                     false,
		"FROM debian:13\nCMD [\"sh\", \"-c\", \"sleep 1d\"]":     false,
		"FROM debian:13\nCMD [\"sh\", \"-c\", \"serve\"]":        true,
		"FROM debian:13\nCMD bash start.sh":                      true,
		"FROM python:3.13\nCMD [\"python3.13\"]":                 false,
		"FROM python:3.13\nCMD [\"python\", \"app.py\"]":         true,
		"FROM debian:13\nENTRYPOINT [\"tini\", \"--\", \"app\"]": true,
		"FROM debian:13\nENTRYPOINT [\"tini\", \"--\"]\nCMD app": true,
		"FROM scratch\nENTRYPOINT [\"/app\"]":                    true,
		"FROM scratch\nCMD []":                                   false,
	} {
		f := dockerfile.Parse(source.New("Dockerfile", []byte(content)))
		if got := FromStage(f.Build(nil), f.Stage(""), nil).Serves; got != want {
			t.Errorf("%q: %v, want %v", content, got, want)
		}
	}
}
