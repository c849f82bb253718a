package spell

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"root-user", "moving-tag", "fail-on", "preset", "rules"}
	for _, c := range []struct{ name, want string }{
		{"rot-user", "root-user"},
		{"root-usre", "root-user"},
		{"ROOT-USER", "root-user"},
		{"fail_on", "fail-on"},
		{"presets", "preset"},
		{"rule", "rules"},
		{"x", ""},
		{"", ""},
		{"privileged", ""},
		{strings.Repeat("a", 1000), ""},
	} {
		if got := Nearest(c.name, names); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
