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

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"VERSON", "VERSION", true},
		{"version", "VERSION", true},
		{"APPDIR", "APP_DIR", true},
		{"PYTHON2", "PYTHON3", false},
		{"PYTHON", "PYTHON3", false},
		{"PATH", "PITCH", false},
		{"RELEAES", "RELEASE", true},
		{"A", "B", true},
		{"", "B", true},
		{"SAME", "same", true},
		{"ABCD", "BADC", false},
	} {
		if got := Slip(c.a, []string{"other", c.b}) == c.b; got != c.want {
			t.Errorf("Slip(%s, %s) is %v", c.a, c.b, got)
		}
	}
}
