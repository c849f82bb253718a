package project

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestLabels(t *testing.T) {
	u := unitOf(`ARG G=g
FROM a AS x
ARG D=d
ARG N
ENV E=e F=$D
LABEL plain="a b" env=$E default=$D nested=$F unset=$N
LABEL ${N}z=1 $E=2
ONBUILD LABEL later=$D
`)
	var got []string
	for _, l := range u.Labels() {
		known := func(ok bool, v string) string {
			if !ok {
				return "?"
			}
			return v
		}
		got = append(got, fmt.Sprintf("%s: %s", known(l.Key.Known, l.Key.Value), known(l.Content.Known, l.Content.Value)))
	}
	want := "plain: a b, env: e, default: ?, nested: ?, unset: ?, ?: 1, e: 2, later: ?"
	if strings.Join(got, ", ") != want {
		t.Errorf("labels %q, want %q", strings.Join(got, ", "), want)
	}
}

func TestShippedLabels(t *testing.T) {
	for _, c := range []struct {
		content, want string
		complete      bool
	}{
		{"FROM a\n", "", true},
		{"", "", false},
		{"FROM a AS x\nLABEL a=1 b=1\nONBUILD LABEL c=1\nFROM a AS y\nLABEL d=1\nFROM x\nLABEL b=2\n", "a=1 b=2 c=1", true},
		{"FROM a\nONBUILD LABEL c=1\n", "", true},
		{"ARG N\nFROM a\nARG N\nLABEL $N=1 b=2\n", "${N}=1 b=2", false},
	} {
		byName, complete := unitOf(c.content).ShippedLabels()
		var got []string
		for _, name := range slices.Sorted(maps.Keys(byName)) {
			got = append(got, name+"="+byName[name].Content.Value)
		}
		if strings.Join(got, " ") != c.want || complete != c.complete {
			t.Errorf("%q: %q %t, want %q %t", c.content, got, complete, c.want, c.complete)
		}
	}
}
