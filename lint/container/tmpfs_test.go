package container_test

import "testing"

func TestTmpfsOptions(t *testing.T) {
	for _, c := range []struct {
		entry    string
		weakened int
		sized    bool
	}{
		{"/tmp", 0, false},
		{"/tmp:", 0, false},
		{"/tmp:exec", 1, false},
		{"/tmp:exec,suid,size=1m", 2, true},
		{"/tmp:exec,noexec", 0, false},
		{"/tmp:noexec,exec,exec", 1, false},
		{"/exec:rw,size=0", 0, false},
	} {
		got := load(t, "services:\n  web:\n    image: nginx:1.31\n    tmpfs: ['"+c.entry+"']\n").Tmpfs
		if len(got) != 1 || len(got[0].Weakened()) != c.weakened || got[0].Sized != c.sized {
			t.Errorf("%s: %+v", c.entry, got)
		}
	}
}

func TestNamespacesOfContainers(t *testing.T) {
	const others = "  vpn:\n    image: a\n    container_name: edge\n    network_mode: host\n  db:\n    image: a\n    container_name: db1\n"
	for _, c := range []struct {
		mode    string
		host    bool
		outside string
	}{
		{"host", true, ""},
		{"service:vpn", true, ""},
		{"container:edge", true, ""},
		{"container:db1", false, ""},
		{"container:other", false, "other"},
		{"bridge", false, ""},
	} {
		got := load(t, "services:\n  web:\n    image: nginx:1.31\n    network_mode: "+c.mode+"\n"+others)
		outside := ""
		if len(got.Outside) > 0 {
			outside = got.Outside[0].Container
		}
		if got.Network.Value.Host != c.host || outside != c.outside {
			t.Errorf("%s: %+v, outside %q", c.mode, got.Network.Value, outside)
		}
	}
}
