package dockerfile

import "testing"

func TestParsePort(t *testing.T) {
	for _, c := range []struct {
		word string
		want PortRange
		ok   bool
	}{
		{"22", PortRange{22, 22, "tcp"}, true},
		{"53/UDP", PortRange{53, 53, "udp"}, true},
		{"20-25/tcp", PortRange{20, 25, "tcp"}, true},
		{"127.0.0.1:80:8080", PortRange{8080, 8080, "tcp"}, true},
		{"${P}", PortRange{}, false},
		{"9-8", PortRange{}, false},
		{"70000", PortRange{}, false},
		{"", PortRange{}, false},
	} {
		got, ok := ParsePort(c.word)
		if got != c.want || ok != c.ok {
			t.Errorf("%q: %v %v", c.word, got, ok)
		}
	}
	r, _ := ParsePort("20-25")
	all, _ := ParsePort("1-65535")
	udp, _ := ParsePort("22/udp")
	if !r.Holds(22) || r.Holds(26) || all.Holds(22) || udp.Holds(22) {
		t.Error("Holds")
	}
}
