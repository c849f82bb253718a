package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestJSON(t *testing.T) {
	r := sample()
	r.Result.Findings = r.Result.Findings[:3]
	golden(t, "sample.json", render(t, "json", r))
}

// What is read back from the document is what went in.
func TestJSONRoundTrip(t *testing.T) {
	r := sample()
	out := render(t, "json", r)
	if !utf8.Valid(out) {
		t.Fatal("the document is no UTF-8")
	}
	for _, c := range string(out) {
		if c != '\n' && (unicode.IsControl(c) || unicode.Is(unicode.Cf, c)) {
			t.Errorf("the document holds %U", c)
		}
	}
	var doc jsonDocument
	dec := json.NewDecoder(bytes.NewReader(out))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Findings) != len(r.Result.Findings) || len(doc.Errors) != len(r.Result.Failures) {
		t.Fatalf("%d findings, %d errors", len(doc.Findings), len(doc.Errors))
	}
	for i, got := range doc.Findings {
		want := r.Result.Findings[i]
		path := []byte(got.Path)
		if got.PathBytes != "" {
			var err error
			if path, err = base64.StdEncoding.DecodeString(got.PathBytes); err != nil {
				t.Fatal(err)
			}
		}
		if string(path) != want.Span.File.Path || got.Rule != want.Rule.ID || got.Message != want.Message ||
			got.Key != want.Key || got.Subject != want.Subject || len(got.Related) != len(want.Related) {
			t.Errorf("finding %d reads back as %+v", i, got)
		}
		text := want.Span.File.Content[got.Span.Start.Offset:got.Span.End.Offset]
		if !bytes.Equal(text, want.Span.Bytes()) {
			t.Errorf("finding %d covers %q, want %q", i, text, want.Span.Bytes())
		}
		if p := want.Span.Position(); got.Span.Start.Line != p.Line || got.Span.Start.Column != p.Column {
			t.Errorf("finding %d is at %+v, want %+v", i, got.Span.Start, p)
		}
	}
}

func TestJSONOfNothing(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal(render(t, "json", &Report{}), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"findings", "errors"} {
		if diff := cmp.Diff([]any{}, got[key]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
}

func TestEscaperKeepsMeaning(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<a>&é名😀", `"<a>&é名😀"`},
		{"\x7f\u009b\u202e", `"\u007f\u009b\u202e"`},
		{"\U000e0041x", `"\udb40\udc41x"`},
	} {
		var b bytes.Buffer
		if err := encodeJSON(&b, c.in, ""); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != c.want+"\n" {
			t.Errorf("%q is written as %s, want %s", c.in, got, c.want)
		}
		var back string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back != c.in {
			t.Errorf("%s reads back as %q, %v", b.String(), back, err)
		}
	}
}
