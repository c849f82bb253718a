package container_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestJoinedNamespaces follows chains of services that share the network of the next one.
func TestJoinedNamespaces(t *testing.T) {
	chain := func(n int, end string) string {
		var b strings.Builder
		b.WriteString("services:\n  web: {image: x, network_mode: 'service:s1'}\n")
		for i := 1; i < n; i++ {
			fmt.Fprintf(&b, "  s%d: {image: x, network_mode: 'service:s%d'}\n", i, i+1)
		}
		fmt.Fprintf(&b, "  s%d: {image: x, network_mode: '%s'}\n", n, end)
		return b.String()
	}
	for _, c := range []struct {
		name, yaml  string
		known, host bool
		notes       int
	}{
		{"the host's, through one", chain(1, "host"), true, true, 1},
		{"the host's, through two", chain(2, "host"), true, true, 2},
		{"the host's, through 32", chain(32, "host"), true, true, 32},
		{"another one, through two", chain(2, "bridge"), true, false, 0},
		{"too far to tell", chain(33, "host"), false, false, 0},
		{"far too far", chain(4000, "host"), false, false, 0},
		{"a circle", chain(3, "service:web"), false, false, 0},
	} {
		got := load(t, c.yaml).Network
		if got.Known != c.known || got.Value.Host != c.host || len(got.Origin.Notes) != c.notes {
			t.Errorf("%s: known %t, host %t, %d notes; want %t, %t, %d",
				c.name, got.Known, got.Value.Host, len(got.Origin.Notes), c.known, c.host, c.notes)
		}
		if want := "service:s1"; string(got.Origin.Span.Bytes()) != want && string(got.Origin.Span.Bytes()) != "'"+want+"'" {
			t.Errorf("%s: stands at %q", c.name, got.Origin.Span.Bytes())
		}
	}
}
