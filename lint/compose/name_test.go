package compose_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

func TestContainerName(t *testing.T) {
	for name, want := range map[string]bool{
		"web": true, "a1": true, "0.b-c_d": true, "/web": true,
		"": false, "x": false, "/x": false, "_ab": false, ".ab": false, "-ab": false, "a b": false, "a/b": false, "//ab": false, "aé": false,
	} {
		if got := compose.ContainerName(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}
