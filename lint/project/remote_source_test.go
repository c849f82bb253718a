package project

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestUnpinned(t *testing.T) {
	commit, sha256 := strings.Repeat("a", 40), strings.Repeat("b", 64)
	for _, c := range []struct {
		address, ref string
		unpinned     bool
	}{
		{"https://github.com/acme/app.git", "", true},
		{"https://github.com/acme/app.git#main:deploy", "main", true},
		{"https://github.com/acme/app.git#v1.2.3", "v1.2.3", true},
		{"https://github.com/acme/app.git#" + commit[:7], commit[:7], true},
		{"https://github.com/acme/app.git#" + commit + ":deploy", "", false},
		{"https://github.com/acme/app.git?tag=v1&commit=" + commit, "", false},
		{"https://github.com/acme/app.git?ref=main", "main", true},
		{"git@github.com:acme/app#" + sha256, "", false},
		{"ssh://git@example.com/app", "", true},
		{"github.com/acme/app", "", true},
		{"github.com/acme/app#" + commit, "", false},
		{"https://example.com/app.tar.gz", "", true},
		{"oci://example.com/acme/stack:1", "1", true},
		{"oci://example.com/acme/stack", "", true},
		{"oci://example.com/acme/stack:1@sha256:" + sha256, "", false},
		{"oci://%", "", false},
		{"docker-image://alpine:3.22", "", false},
		{"oci-layout://images", "", false},
		{"service:base", "", false},
		{"./folder.d", "", false},
	} {
		r, ok := unpinned(source.Placed(c.address, source.Span{}))
		if ok != c.unpinned || ok && r.Ref != c.ref {
			t.Errorf("%s: %q, %t", c.address, r.Ref, ok)
		}
	}
}
