package image

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestHasNoUser(t *testing.T) {
	for _, c := range []struct {
		ref, user string
		want      bool
	}{
		{"debian:13", "app", true},
		{"alpine:3.22", "node", true},
		{"node:22", "node", false},
		{"node:22", "app", true},
		{"ubuntu:24.04", "ubuntu", false},
		{"python:3.13-slim", "www-data", false},
		{"python:3.13-windowsservercore", "app", false},
		{"nginx:1.29", "app", false},
		{"example.com/debian:13", "app", false},
	} {
		ref, err := Parse(source.Unplaced(c.ref))
		if err != nil {
			t.Fatal(err)
		}
		if got := HasNoUser(ref, c.user); got != c.want {
			t.Errorf("%s, %s: %t", c.ref, c.user, got)
		}
	}
}
