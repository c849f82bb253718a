package ruletest

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	f, err := Parse([]byte("-- Dockerfile --\nFROM a\n     ^+2 some-rule: a message\nRUN b\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(f.Files["Dockerfile"]), "FROM a\nRUN b\n"; got != want {
		t.Errorf("the file is %q, want %q", got, want)
	}
	want := Mark{File: "Dockerfile", Line: 1, Column: 6, Width: 1, More: 2, Text: "some-rule: a message"}
	if len(f.Want) != 1 || f.Want[0] != want {
		t.Errorf("the marks are %+v, want %+v", f.Want, want)
	}
}

// A mark that is written wrong must not become part of the file: there it may break the file, and the fixture then passes
// for want of findings.
func TestParseRefusesHalfMarks(t *testing.T) {
	for _, mark := range []string{"^", "  ^^^ some-rule", "^^ Some-rule: x", "\t^^some-rule: x"} {
		_, err := Parse([]byte("-- Dockerfile --\nFROM a\n" + mark + "\n"))
		if err == nil || !strings.Contains(err.Error(), "Dockerfile: below line 1") {
			t.Errorf("%q: got the error %v", mark, err)
		}
	}
}
