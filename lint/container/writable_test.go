package container

import "testing"

func TestCovered(t *testing.T) {
	c := &Container{
		Mounts: []Mount{{Target: "/data/"}, {Target: "/etc/app", ReadOnly: true}, {Target: "/etc/app/own"}, {}},
		Tmpfs:  []TmpfsMount{{Target: "/run"}},
	}
	for _, x := range []struct {
		name             string
		covered, mounted bool
	}{
		{"/data", true, true},
		{"/data/db", true, false},
		{"/database", false, false},
		{"/etc/app", false, true},
		{"/etc/app/x", false, false},
		{"/etc/app/own/x", true, false},
		{"/var/run", true, true},
		{"/var/run/nginx.pid", true, false},
		{"/var/running", false, false},
		{"/", false, false},
	} {
		if got := c.Covered(x.name); got != x.covered {
			t.Errorf("Covered(%s) = %t", x.name, got)
		}
		if got := c.Mounted(x.name); got != x.mounted {
			t.Errorf("Mounted(%s) = %t", x.name, got)
		}
	}
}
