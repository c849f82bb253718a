package report

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestSlim(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{}`, `{}`},
		{`[]`, `[]`},
		{`{"a":[],"b":1,"c":-1}`, `{"b":1}`},
		{`{"a":{"b":{"c":[]}},"d":"-1"}`, `{"d":"-1"}`},
		{`{"results":[],"rules":[],"x":[-1,[],{}]}`, `{"results":[],"rules":[],"x":[-1,[],{}]}`},
		{`{"s":"a\"],}\\","n":-12.5,"t":true,"u":null}`, `{"s":"a\"],}\\","n":-12.5,"t":true,"u":null}`},
		{`[{"a":-1,"b":"x"},{"a":-1}]`, `[{"b":"x"},{}]`},
	} {
		var want bytes.Buffer
		if err := json.Indent(&want, []byte(c.want), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got := string(slim(nil, []byte(c.in))); got != want.String() {
			t.Errorf("slim(%s) = %s, want %s", c.in, got, want.String())
		}
	}
}
