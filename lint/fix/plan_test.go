package fix

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// finding returns a finding of a rule whose fix makes the edits.
func finding(rule string, edits ...lint.Edit) lint.Finding {
	f := lint.Finding{Rule: &lint.Rule{ID: rule}, Key: rule}
	if len(edits) > 0 {
		f.Span = edits[0].Span
		f.Offer("fix "+rule, edits...)
	}
	return f
}

func edit(f *source.File, start, end int, text string) lint.Edit {
	return lint.Edit{Span: f.Span(start, end), New: text}
}

// skips writes down what a plan skips.
func skips(p *Plan) []string {
	var out []string
	for _, s := range p.Skipped {
		out = append(out, fmt.Sprintf("%s %d: %s", s.Finding.Rule.ID, s.Reason, s.Detail))
	}
	return out
}

// afters writes down the new contents of a plan.
func afters(p *Plan) map[string]string {
	out := make(map[string]string)
	for _, c := range p.Changes {
		out[c.Path] = string(c.After)
	}
	return out
}

func TestNew(t *testing.T) {
	f := source.New("a", []byte("0123456789"))
	g := source.New("b/c", []byte("xyz"))
	embedded := source.Embed(g.Text(0, 3))
	risky := finding("risky", edit(f, 0, 1, "R"))
	risky.Fix.Risky = true
	inner := lint.Edit{Span: source.Span{File: embedded, Start: 0, End: 1}, New: "I"}

	for _, c := range []struct {
		name     string
		findings []lint.Finding
		opts     Options
		after    map[string]string
		skipped  []string
	}{
		{"no fixes", []lint.Finding{finding("none")}, Options{}, map[string]string{}, nil},
		{"replace, insert, delete",
			[]lint.Finding{finding("r", edit(f, 2, 4, "ab")), finding("i", edit(f, 0, 0, "<")), finding("d", edit(f, 9, 10, ""))},
			Options{}, map[string]string{"a": "<01ab45678"}, nil},
		{"neighbours", []lint.Finding{finding("x", edit(f, 2, 4, "-")), finding("y", edit(f, 4, 6, "+"))},
			Options{}, map[string]string{"a": "01-+6789"}, nil},
		{"overlap", []lint.Finding{finding("x", edit(f, 2, 5, "-")), finding("y", edit(f, 4, 6, "+"))},
			Options{}, map[string]string{"a": "01-56789"}, []string{"y 1: overlaps the fix of x"}},
		{"inside another", []lint.Finding{finding("x", edit(f, 1, 9, "-")), finding("y", edit(f, 4, 5, "+"))},
			Options{}, map[string]string{"a": "0-9"}, []string{"y 1: overlaps the fix of x"}},
		{"around another", []lint.Finding{finding("x", edit(f, 4, 5, "-")), finding("y", edit(f, 1, 9, "+"))},
			Options{}, map[string]string{"a": "0123-56789"}, []string{"y 1: overlaps the fix of x"}},
		{"two insertions at one place", []lint.Finding{finding("x", edit(f, 3, 3, "-")), finding("y", edit(f, 3, 3, "+"))},
			Options{}, map[string]string{"a": "012-3456789"}, []string{"y 1: overlaps the fix of x"}},
		{"insertion at an end", []lint.Finding{finding("x", edit(f, 2, 4, "-")), finding("y", edit(f, 4, 4, "+"))},
			Options{}, map[string]string{"a": "01-456789"}, []string{"y 1: overlaps the fix of x"}},
		{"the same edit", []lint.Finding{finding("x", edit(f, 3, 3, "-")), finding("y", edit(f, 3, 3, "-"))},
			Options{}, map[string]string{"a": "012-3456789"}, nil},
		{"a fix is applied as a whole",
			[]lint.Finding{finding("x", edit(f, 2, 3, "-")), finding("y", edit(g, 0, 1, "+"), edit(f, 2, 4, "+"))},
			Options{}, map[string]string{"a": "01-3456789"}, []string{"y 1: overlaps the fix of x"}},
		{"two files", []lint.Finding{finding("x", edit(g, 0, 1, "+"), edit(f, 0, 1, "+"))},
			Options{}, map[string]string{"a": "+123456789", "b/c": "+yz"}, nil},
		{"risky", []lint.Finding{risky}, Options{}, map[string]string{}, []string{"risky 0: may change behaviour"}},
		{"risky and asked for", []lint.Finding{risky}, Options{Unsafe: true}, map[string]string{"a": "R123456789"}, nil},
		{"refused",
			[]lint.Finding{
				finding("embedded", inner),
				finding("decoded", edit(source.NewDecoded("a", []byte("1")), 0, 1, "2")),
				finding("nowhere", lint.Edit{}),
				finding("outside", edit(source.New("../x", []byte("1")), 0, 1, "2")),
				finding("absolute", edit(source.New("/x", []byte("1")), 0, 1, "2")),
				finding("itself", edit(f, 0, 3, "a"), edit(f, 2, 4, "b")),
				finding("nothing", edit(f, 0, 1, "0")),
			},
			Options{}, map[string]string{}, []string{
				"embedded 2: changes a file that is written inside another one",
				"decoded 2: changes a file that is not stored as UTF-8; convert it first",
				"nowhere 2: changes no file",
				"outside 2: changes a file outside the project",
				"absolute 2: changes a file outside the project",
				"itself 2: its own edits overlap",
				"nothing 2: changes nothing",
			}},
		{"two readings of a file",
			[]lint.Finding{finding("x", edit(f, 0, 1, "-")), finding("y", edit(source.New("a", []byte("other")), 3, 4, "+"))},
			Options{}, map[string]string{"a": "-123456789"}, []string{"y 1: overlaps the fix of x"}},
	} {
		p := New(c.findings, c.opts)
		if diff := cmp.Diff(c.after, afters(p)); diff != "" {
			t.Errorf("%s: contents (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.skipped, skips(p)); diff != "" {
			t.Errorf("%s: skipped (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestInsertedLinesEndAsTheirNeighbours(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"a\nb\n", "a\nx\ny\nb\n"},
		{"a\r\nb\r\n", "a\r\nx\r\ny\r\nb\r\n"},
		{"a\rb\r", "a\rx\ry\rb\r"},
		{"a\r\nb", "a\r\nx\r\ny\r\nb"},
		{"a\nb\r\n", "a\nx\r\ny\r\nb\r\n"},
	} {
		f := source.New("a", []byte(c.content))
		at := strings.Index(c.content, "b")
		p := New([]lint.Finding{finding("x", edit(f, at, at, "x\ny\n"))}, Options{})
		if diff := cmp.Diff(c.want, afters(p)["a"]); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.content, diff)
		}
	}
}

func TestVerify(t *testing.T) {
	f := source.New("a", []byte("0123456789"))
	g := source.New("b", []byte("0123456789"))
	h := source.New("c", []byte("0123456789"))
	p := New([]lint.Finding{
		finding("good", edit(f, 0, 1, "A")),
		finding("bad", edit(f, 2, 3, "!")),
		finding("both", edit(f, 4, 5, "B"), edit(g, 0, 1, "B")),
		finding("badboth", edit(f, 6, 7, "C"), edit(g, 2, 3, "!")),
		finding("far", edit(h, 0, 1, "D")),
	}, Options{})
	calls := 0
	p.Verify(func(c Change) error {
		if c.Path == "c" {
			if calls++; calls > 1 {
				t.Error("a good file was checked again")
			}
		}
		if strings.Contains(string(c.After), "!") {
			return errors.New("does not parse")
		}
		return nil
	})
	want := map[string]string{"a": "A123B56789", "b": "B123456789", "c": "D123456789"}
	if diff := cmp.Diff(want, afters(p)); diff != "" {
		t.Errorf("contents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"bad 3: does not parse", "badboth 3: does not parse"}, skips(p)); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	var rules []string
	for _, f := range p.Changes[0].Findings {
		rules = append(rules, f.Rule.ID)
	}
	if diff := cmp.Diff([]string{"good", "both"}, rules); diff != "" {
		t.Errorf("fixed (-want +got):\n%s", diff)
	}
}

func FuzzNew(f *testing.F) {
	f.Add("a\r\nb\rc\n", []byte{0, 1, 3, 3, 2, 8, 3, 3, 5, 1})
	for _, content := range fixture.Files(f, fixture.IsYAML) {
		f.Add(content, []byte{10, 3, 12, 2, 40, 0, 40, 1, 60, 3})
	}
	f.Fuzz(func(t *testing.T, content string, raw []byte) {
		file := source.New("a", []byte(content))
		var findings []lint.Finding
		for i := 0; i+1 < len(raw); i += 2 {
			start := int(raw[i]) % (len(content) + 1)
			end := min(start+int(raw[i+1])%4, len(content))
			findings = append(findings, finding("r", edit(file, start, end, strings.Repeat("x\n", int(raw[i])%3))))
		}
		p := New(findings, Options{})
		fixed := 0
		for _, c := range p.Changes {
			fixed += len(c.Findings)
			size := len(c.Before)
			for i, e := range c.edits {
				size += len(e.New) - e.Span.Len()
				if i > 0 && touches(c.edits[i-1].Span, e.Span) {
					t.Errorf("edits %v and %v touch", c.edits[i-1].Span, e.Span)
				}
			}
			if len(c.After) != size {
				t.Errorf("%d bytes, want %d", len(c.After), size)
			}
			if c.Diff() == "" && string(c.Before) != string(c.After) {
				t.Error("the diff is empty")
			}
		}
		if fixed+len(p.Skipped) != len(findings) {
			t.Errorf("%d fixed, %d skipped of %d", fixed, len(p.Skipped), len(findings))
		}
	})
}

func BenchmarkNew(b *testing.B) {
	file := source.New("a", []byte(strings.Repeat("FROM alpine:latest\n", 5000)))
	var findings []lint.Finding
	for i := range 5000 {
		start, end := file.LineBounds(i + 1)
		findings = append(findings, finding("r", edit(file, start+12, end, "3.22")))
	}
	b.ReportAllocs()
	for b.Loop() {
		New(findings, Options{})
	}
}
