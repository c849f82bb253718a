package image

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestLacks(t *testing.T) {
	for _, c := range []struct {
		ref        string
		curl, wget bool
	}{
		{"debian:13", true, true},
		{"debian:trixie-slim", true, true},
		{"alpine", true, false},
		{"python:3.13-slim-bookworm", true, true},
		{"python:3.13", false, false},
		{"node:22-alpine3.21", true, false},
		{"docker.io/library/node:22-slim", true, true},
		{"nginx:1.29-alpine", false, false},
		{"example.com/node:22-slim", false, false},
		{"gcr.io/distroless/static-debian12", true, true},
	} {
		ref, err := Parse(source.Unplaced(c.ref))
		if err != nil {
			t.Fatal(err)
		}
		if Lacks(ref, "curl") != c.curl || Lacks(ref, "wget") != c.wget || Lacks(ref, "sh") {
			t.Errorf("%s: curl %t, wget %t", c.ref, Lacks(ref, "curl"), Lacks(ref, "wget"))
		}
	}
}
