package tree

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestParseJSON(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"values", `{"a": [1, -2.5e3, true, null], "b": "x\u00e9\"y"}`, ""},
		{"mark", "\xef\xbb\xbf{}", ""},
		{"empty", " \n", ""},
		{"comment", "{\n  // no\n  \"a\": 1\n}", "2:3 JSON has no comments; remove it"},
		{"hash", "{} # no", "1:4 JSON has no comments; remove it"},
		{"trailing comma", `{"a": [1,],}`, "1:9 JSON has no comma behind the last value; remove it|1:11 JSON has no comma behind the last value; remove it"},
		{"missing comma", "{\"a\": 1\n \"b\": 2}", "2:2 a comma is missing before this"},
		{"single quotes", `{'a': 1}`, "1:2 JSON writes keys in double quotes"},
		{"bare key", `{a: 1}`, "1:2 JSON writes keys in double quotes"},
		{"words", `[True, NaN, 01, +1, .5, 0x10]`, strings.Repeat("JSON knows no such word; text stands in double quotes|", 6)},
		{"two values", "{}\n{}", "2:1 JSON ends here, but the file goes on; remove what follows"},
		{"not closed", `{"a": true`, "1:1 mapping is not closed"},
		{"text not closed", "{\"a\": \"x\n\"}", "1:7 the text is not closed on its line"},
		{"escape", `["\x41"]`, "1:3 JSON knows no such escape"},
		{"no value", `{"a": }`, "1:7 '}' where a value is expected"},
		{"no colon", `{"a" 1}`, "1:6 '1' where a colon is expected"},
		{"deep", strings.Repeat("[", 10_000), "1:258 nested more than 256 deep; what lies deeper is not read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := ParseJSON(source.New("f.json", []byte(test.in)), Limits{})
			var got []string
			for _, p := range s.Problems {
				pos := p.Span.Position()
				if strings.HasSuffix(test.want, "|") {
					got = append(got, p.Message+"|")
					continue
				}
				got = append(got, fmt.Sprintf("%d:%d %s", pos.Line, pos.Column, p.Message))
			}
			sep := "|"
			if strings.HasSuffix(test.want, "|") {
				sep = ""
			}
			if diff := cmp.Diff(test.want, strings.Join(got, sep)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRepeatedKeys(t *testing.T) {
	s := ParseJSON(source.New("f.json", []byte(`{"a": 1, "b": 2, "a": 3}`)), Limits{})
	got := s.Docs[0].Repeated()
	if len(got) != 1 || got[0][0].Value.Text.Value != "1" || got[0][1].Value.Text.Value != "3" {
		t.Errorf("got %v, want the first a with the last one", got)
	}
}

// FuzzParseJSON holds the reader to encoding/json, which is what Docker reads its files with: both take the same files, and
// decode the same values.
func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, -2.5e3, true, null], "b": "x\u00e9\"y", "c": {"d": "\ud83d\ude00\ud83d"}}`, `[]`, `"a"`, `{"a":1,"a":2}`, "[1,]", "{\"a\" /**/ : 1}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s := ParseJSON(source.New("f.json", []byte(in)), Limits{Depth: 5000})
		for _, p := range s.Problems {
			if p.Span.Start < 0 || p.Span.End > len(s.File.Content) {
				t.Fatalf("a problem outside of the file: %v", p)
			}
		}
		if s.File.Content == nil || string(s.File.Content) != in || strings.HasPrefix(in, "\xef\xbb\xbf") {
			return
		}
		fine := len(s.Problems) == 0
		for _, p := range s.Problems {
			if p.Kind != source.Malformed || p.Key == "encoding" {
				return
			}
		}
		if valid := json.Valid([]byte(in)); valid != (fine && len(s.Docs) == 1) {
			t.Fatalf("encoding/json says %v, this says %v: %v", valid, fine, s.Problems)
		}
		if !fine || len(s.Docs) == 0 {
			return
		}
		var want any
		d := json.NewDecoder(strings.NewReader(in))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, plainValue(s.Docs[0])); diff != "" {
			t.Fatal(diff)
		}
	})
}

func plainValue(n *Node) any {
	switch n.Kind {
	case Mapping:
		m := map[string]any{}
		for _, p := range n.Pairs {
			m[p.Key.Text.Value] = plainValue(p.Value)
		}
		return m
	case Sequence:
		l := []any{}
		for _, item := range n.Items {
			l = append(l, plainValue(item))
		}
		return l
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Text.Value == "true"
	case "!!int", "!!float":
		return json.Number(n.Text.Value)
	}
	return n.Text.Value
}
