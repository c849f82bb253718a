package container

import "testing"

func TestTweakFollowsMoby(t *testing.T) {
	for _, c := range []struct {
		name       string
		add, drop  []string
		privileged bool
		want       Capabilities
	}{
		{"defaults", nil, nil, false, DefaultCapabilities},
		{"privileged", nil, []string{"ALL"}, true, AllCapabilities},
		{"drop all", nil, []string{"all"}, false, 0},
		{"drop all, add one", []string{"cap_chown"}, []string{"ALL"}, false, 1 << Chown},
		{"add all wins over drop all", []string{"ALL"}, []string{"ALL"}, false, AllCapabilities},
		{"named drops apply to add all", []string{"ALL"}, []string{"SYS_ADMIN"}, false, AllCapabilities.Without(1 << SysAdmin)},
		{"add wins over drop of one", []string{"NET_RAW"}, []string{"NET_RAW"}, false, DefaultCapabilities},
		{"CAP_ALL is no name", []string{"CAP_ALL"}, nil, false, DefaultCapabilities},
	} {
		if got := tweak(c.add, c.drop, c.privileged); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if n := DefaultCapabilities.Len(); n != 14 {
		t.Errorf("Docker gives 14 capabilities, the table has %d", n)
	}
}
