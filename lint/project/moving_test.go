package project

import "testing"

func TestMovingAdd(t *testing.T) {
	for _, c := range []struct {
		address, ref string
		moves        bool
	}{
		{"https://x.org/a.git", "", true},
		{"git@x.org:a", "", true},
		{"git://x.org/a#main", "main", true},
		{"https://x.org/a.git#:sub", "", true},
		{"https://x.org/a.git?branch=v1", "v1", true},
		{"https://raw.githubusercontent.com/a/b/main/c", "main", true},
		{"https://x.org/a.git#v1.2.3", "v1.2.3", false},
		{"https://x.org/a.git?tag=v1", "", false},
		{"https://x.org/a.git?ref=main&commit=0123", "", false},
		{"https://x.org/a.tgz", "", false},
		{"vendor/a.git", "", false},
	} {
		ref, moves := movingAdd(c.address)
		if moves != c.moves || moves && ref != c.ref {
			t.Errorf("%s: %q, %t", c.address, ref, moves)
		}
	}
}
