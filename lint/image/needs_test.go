package image

import (
	"strings"
	"testing"
)

func TestNeeds(t *testing.T) {
	for _, test := range []struct{ ref, caps, paths string }{
		{"nginx:1.29", "CHOWN NET_BIND_SERVICE! SETGID SETUID", "/run /var/cache/nginx"},
		{"redis:8", "CHOWN? DAC_OVERRIDE? FOWNER? SETGID SETUID", ""},
		{"caddy:2", "NET_BIND_SERVICE", ""},
		{"node:22", "", ""},
		{"valkey/valkey", "CHOWN SETUID SETGID", "unknown"},
		{"grafana/grafana", "unknown", "/var/lib/grafana"},
		{"acme/app", "unknown", "unknown"},
		{"debian", "", ""},
	} {
		facts, _ := Lookup(parse(t, test.ref))
		needs := facts.Needs()
		if got := showNeeds(needs.Capabilities, false); got != test.caps {
			t.Errorf("%s: capabilities %q, want %q", test.ref, got, test.caps)
		}
		if got := showNeeds(needs.Writable, true); got != test.paths {
			t.Errorf("%s: paths %q, want %q", test.ref, got, test.paths)
		}
	}
}

// What several tags differ on may be needed; what is not known of one is not known at all.
func TestMergeNeeds(t *testing.T) {
	a := []Need{{Name: "A"}, {Name: "B"}, {Name: "C", Maybe: true, LowPort: true}}
	b := []Need{{Name: "B"}, {Name: "C"}, {Name: "D"}}
	if got, want := showNeeds(joinNeeds(a, b), false), "A? B C? D?"; got != want {
		t.Errorf("joined: %q, want %q", got, want)
	}
	if joinNeeds(a, nil) != nil || joinNeeds(nil, b) != nil {
		t.Error("what is not known of one is known of both")
	}
	for _, test := range [][3]string{{"", "1", ""}, {"1", "", ""}, {"1", "1", "1"}, {"1", "2", "1 2"}, {"1 2", "2 3", "1 2 3"}} {
		if got := mergeNeeds(test[0], test[1]); got != test[2] {
			t.Errorf("%q and %q: %q", test[0], test[1], got)
		}
	}
}

func showNeeds(needs []Need, certain bool) string {
	if needs == nil {
		return "unknown"
	}
	var words []string
	for _, n := range needs {
		switch {
		case n.Maybe && certain:
			continue
		case n.LowPort:
			n.Name += "!"
		case n.Maybe:
			n.Name += "?"
		}
		words = append(words, n.Name)
	}
	return strings.Join(words, " ")
}
