package glyph

import "testing"

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in    string
		cells int
		want  string
	}{
		{"", 4, ""},
		{"abcd", 4, "abcd"},
		{"abcde", 4, "abc…"},
		{"größ", 4, "größ"},
		{"größer", 4, "grö…"},
		{"名前", 4, "名前"},
		{"名前名", 4, "名…"},
	} {
		if got := Shorten(c.in, c.cells); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.in, c.cells, got, c.want)
		}
	}
}
