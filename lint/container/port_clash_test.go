package container_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// Very many ports around one number are compared with a bounded number of others.
func TestClashesOfVeryMany(t *testing.T) {
	var all []*container.Container
	for i := range 20_000 {
		c := &container.Container{Name: fmt.Sprint(i), Profiles: []string{fmt.Sprint(i)}}
		c.Ports = []container.Port{{Known: true, Bound: true, Outer: container.Ports{First: 1, Last: 65535}, Inner: container.Ports{First: 1, Last: 65535}}}
		all = append(all, c)
	}
	all[19_999].Profiles = nil
	start := time.Now()
	if got := container.Clashes(all); len(got) != 1 || got[0].Container != all[19_999] {
		t.Errorf("%d clashes, want one of the last container", len(got))
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestClashesByAddress(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"", "127.0.0.1", true}, {"", "::1", true}, {"0.0.0.0", "", true},
		{"0.0.0.0", "::", false}, {"0.0.0.0", "::1", false}, {"::", "[::1]", true}, {"10.0.0.1", "10.0.0.2", false},
		{"::ffff:10.0.0.1", "10.0.0.1", true}, {"0:0:0:0:0:0:0:1", "::1", true}, {"localhost", "127.0.0.1", false},
	} {
		of := func(ip string) *container.Container {
			one := container.Ports{First: 80, Last: 80}
			return &container.Container{Ports: []container.Port{{HostIP: ip, Known: true, Bound: true, Outer: one, Inner: one}}}
		}
		if got := len(container.Clashes([]*container.Container{of(test.a), of(test.b)})) > 0; got != test.want {
			t.Errorf("%q and %q clash: %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
