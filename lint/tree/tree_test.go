package tree

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// outline shows a tree with the bytes that each node covers.
func outline(n *Node) string {
	switch n.Kind {
	case Mapping:
		var b strings.Builder
		for i, p := range n.Pairs {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(outline(p.Key) + "=" + outline(p.Value))
		}
		return fmt.Sprintf("<%s>{%s}", n.Span.Bytes(), b.String())
	case Sequence:
		var b []string
		for _, i := range n.Items {
			b = append(b, outline(i))
		}
		return fmt.Sprintf("<%s>[%s]", n.Span.Bytes(), strings.Join(b, ", "))
	}
	if n.Span.Len() == 0 {
		return fmt.Sprintf("%s@%d", strings.TrimPrefix(n.Tag, "!!"), n.Span.Start)
	}
	return string(n.Span.Bytes())
}

func TestSpans(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"block", "a: 1\nb:\n  - x\n  - 'y'  # c\nc: z\n", "<a: 1\nb:\n  - x\n  - 'y'  # c\nc: z>{a=1, b=<- x\n  - 'y'>[x, 'y'], c=z}"},
		{"flow", "a: [ x , \"y]\", ] # ]\nb: {k: v, e, }\n",
			"<a: [ x , \"y]\", ] # ]\nb: {k: v, e, }>{a=<[ x , \"y]\", ]>[x, \"y]\"], b=<{k: v, e, }>{k=v, e=null@32}}"},
		{"empty flow", "a: []\nb: { # }\n }\n", "<a: []\nb: { # }\n }>{a=<[]>[], b=<{ # }\n }>{}}"},
		{"pair in list", "[a: b, {c: d}]", "<[a: b, {c: d}]>[<a: b>{a=b}, <{c: d}>{c=d}]"},
		{"properties", "a: !reset\nb: &x !!str 1\nc: *x\nd: !<tag:x,y> [1]\n",
			"<a: !reset\nb: &x !!str 1\nc: *x\nd: !<tag:x,y> [1]>{a=!reset@9, b=1, c=*x, d=<[1]>[1]}"},
		{"plain folded", "a: one\n  two\n\n  three   # no\n", "<a: one\n  two\n\n  three>{a=one\n  two\n\n  three}"},
		{"literal", "a: |2-\n    x\n   y\n\nb: 1\n", "<a: |2-\n    x\n   y\n\nb: 1>{a=|2-\n    x\n   y, b=1}"},
		{"wide", "é: \"ü\\u00e9\"\r\nb: x\r\n", "<é: \"ü\\u00e9\"\r\nb: x>{é=\"ü\\u00e9\", b=x}"},
		{"mark", "\xef\xbb\xbfa: b\n", "<a: b>{a=b}"},
		{"lone CR and others", "a: x\rb: \"p\u2028q\"\nc: y\n", "<a: x\rb: \"p\u2028q\"\nc: y>{a=x, b=\"p\u2028q\", c=y}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Parse(source.New("f.yaml", []byte(c.src)), Limits{})
			if len(s.Problems) > 0 || len(s.Docs) != 1 {
				t.Fatalf("%d documents, problems %v", len(s.Docs), s.Problems)
			}
			if diff := cmp.Diff(c.want, outline(s.Docs[0])); diff != "" {
				t.Error(diff)
			}
			if s.inexact > 0 {
				t.Errorf("%d scalars are not mapped", s.inexact)
			}
		})
	}
}

func TestTextsMapBack(t *testing.T) {
	for _, c := range []struct{ name, src, part, want string }{
		{"plain", "a: foo bar", "bar", "bar"},
		{"plain, second line", "a: foo\n   bar", "bar", "bar"},
		{"single", "a: 'it''s ok'", "'s", "''s"},
		{"double", `a: "x\ty\u0041z"`, "A", `\u0041`},
		{"double, joined", "a: \"x \\\n   y\"", "y", "y"},
		{"double, blank lines", "a: \"x\n\n\n   y\"", "\n\n", "\n\n\n   "},
		{"literal", "a: |\n  one\n    two\n", "  two", "  two"},
		{"literal, CRLF", "a: |\r\n  one\r\n  two\r\n", "one\ntwo", "one\r\n  two"},
		{"folded", "a: >-\n  one\n  two\n\n  three\n", "two\nthree", "two\n\n  three"},
		{"folded, more indented", "a: >\n  one\n    two\n  three\n", "two\n", "two\n"},
		{"keep", "a: |+\n  one\n\n\nb: 1\n", "\n\n\n", "\n\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Parse(source.New("f.yaml", []byte(c.src)), Limits{})
			if len(s.Problems) > 0 || s.inexact > 0 {
				t.Fatalf("problems %v, %d not mapped", s.Problems, s.inexact)
			}
			text := s.Docs[0].Get("a").Text
			i := strings.Index(text.Value, c.part)
			if i < 0 {
				t.Fatalf("%q does not hold %q", text.Value, c.part)
			}
			if got := string(text.At(i, i+len(c.part)).Bytes()); got != c.want {
				t.Errorf("%q of %q is at %q, want %q", c.part, text.Value, got, c.want)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	for _, c := range []struct{ name, src, at, message string }{
		{"NUL", "a: x\n\x00\x00", "2:1-2:3", "file holds NUL bytes (U+0000); remove them"},
		{"escape", "a: \x1b[31m", "1:4-1:5", "YAML does not allow the character U+001B"},
		{"Latin-1", "a: \xe9", "1:4-1:5", "byte 0xE9 is no UTF-8; save the file as UTF-8"},
		{"bidi", "a: b # \u202e", "1:8-1:9", "character U+202E turns the direction of text: what shows is not what is read"},
		{"quote", "a: b\nc: \"d\n", "2:4-2:5", "quote is not closed"},
		{"list", "a:\n  - [x, y\n    z: c\n", "2:5-2:6", "list is not closed: no ',' or ']' follows an item"},
		{"open list", "a: [b", "1:4-1:5", "list is not closed: no ',' or ']' follows an item"},
		{"tab", "a:\n\tb: c\n", "2:1-2:2", "a tab may not indent; use spaces"},
		{"deep", deep, "1:257-1:258", "file is nested too deeply: more than 256 levels are not read"},
		{"duplicate", "a: 1\n\"\\x61\": 2\n", "2:1-2:7", `key "a" stands twice in one mapping; remove one`},
		{"unknown anchor", "a: *x\nb: c\n", "1:4-1:6", `anchor "x" is unknown`},
		{"cycle", "a: &x {b: *x}\n", "1:11-1:13", `anchor "x" contains itself`},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "1:1-1:5", "UTF-32 cannot be read; save the file as UTF-8"},
		{"at sign", "a: @b\n", "1:4-1:5", "this character cannot begin a value; quote the value"},
		{"no encoding", "a\x00:\x00", "1:2-1:3", "file holds NUL bytes (U+0000); remove them"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Parse(source.New("f.yaml", []byte(c.src)), Limits{})
			if len(s.Problems) == 0 {
				t.Fatal("no problem")
			}
			p := s.Problems[0]
			a, b := p.Span.Position(), p.Span.EndPosition()
			at := fmt.Sprintf("%d:%d-%d:%d", a.Line, a.Column, b.Line, b.Column)
			if at != c.at || p.Message != c.message {
				t.Errorf("%s %s, want %s %s", at, p.Message, c.at, c.message)
			}
		})
	}
}

func TestUTF16IsDecoded(t *testing.T) {
	s := Parse(source.New("f.yaml", []byte("\xfe\xff\x00a\x00:\x00 \xd8\x3d\xde\x00")), Limits{})
	if len(s.Problems) > 0 || outline(s.Docs[0]) != "<a: 😀>{a=😀}" || !s.File.Decoded() {
		t.Errorf("%v %s", s.Problems, outline(s.Docs[0]))
	}
}

func TestAliasBombsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("x0: &x0 {k: v}\n")
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "x%d: &x%d {a: *x%d, b: *x%d}\n", i, i, i-1, i-1)
	}
	s := Parse(source.New("f.yaml", []byte(b.String())), Limits{})
	if len(s.Problems) != 1 || s.Problems[0].Key != "aliases" {
		t.Errorf("problems %v", s.Problems)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	s := Parse(source.New("f.yaml", []byte(strings.Repeat("a: 1\n", 50_000))), Limits{})
	if len(s.Problems) != maxProblems+1 {
		t.Fatalf("%d problems", len(s.Problems))
	}
	last := s.Problems[maxProblems]
	if last.Kind != source.Unread || last.Message != "too many problems: no more are reported" {
		t.Errorf("the last one is %v %q", last.Kind, last.Message)
	}
}

// TestRunsOfBlanks reads scalars that would take hours were each blank of a run looked at for every one before it.
func TestRunsOfBlanks(t *testing.T) {
	blanks := strings.Repeat(" ", 4<<20)
	for _, c := range []struct{ name, src string }{
		{"double", "a: \"\\x41" + blanks + "z\"\n"},
		{"single", "a: 'it''s" + blanks + "z'\n"},
		{"plain", "a: b\n  c" + blanks + "z\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Parse(source.New("f.yaml", []byte(c.src)), Limits{})
			if len(s.Problems) > 0 || s.inexact > 0 {
				t.Fatalf("problems %v, %d not mapped", s.Problems, s.inexact)
			}
			text := s.Docs[0].Get("a").Text
			if got := string(text.At(len(text.Value)-2, len(text.Value)).Bytes()); got != " z" {
				t.Errorf("the end is at %q", got)
			}
		})
	}
}

func TestEntries(t *testing.T) {
	src := "a: &a {p: 1, q: 1}\nb: &b {q: 2, r: 2, <<: *a}\nc:\n  <<: [*b, 5]\n  r: 3\n  <<: *a\n"
	s := Parse(source.New("f.yaml", []byte(src)), Limits{})
	var bad []string
	var got []string
	for _, e := range s.Docs[0].Get("c").Entries(func(n *Node) { bad = append(bad, n.Span.String()) }) {
		got = append(got, fmt.Sprintf("%s=%s at %s", e.Key.Text.Value, e.Value.Text.Value, e.Place()))
	}
	want := []string{"r=3 at f.yaml:5:6", "q=2 at f.yaml:4:7", "p=1 at f.yaml:4:7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"f.yaml:4:12"}, bad); diff != "" {
		t.Error(diff)
	}
}

func TestComments(t *testing.T) {
	src := "# one\na: b#no # two\nc: '# no'\nd: | # three\n  # no\n  text\n# four\ne: [x, #five\n y]\n...\n# six"
	s := Parse(source.New("f.yaml", []byte(src)), Limits{})
	var got []string
	for _, c := range s.Comments() {
		got = append(got, string(c.Span.Bytes()))
	}
	if diff := cmp.Diff([]string{"# one", "# two", "# three", "# four", "#five", "# six"}, got); diff != "" {
		t.Error(diff, s.Problems)
	}
}

// corpus calls f for each YAML file of the corpus beside the repository.
func corpus(t testing.TB, f func(name string, content []byte)) {
	dir, _ := os.Getwd()
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		root := filepath.Join(dir, "shared", "corpus")
		if _, err := os.Stat(root); err != nil {
			continue
		}
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			ext := filepath.Ext(path)
			if err != nil || !d.Type().IsRegular() || ext != ".yaml" && ext != ".yml" {
				return err
			}
			content, err := os.ReadFile(path)
			if err == nil {
				f(path, content)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Skip("no shared/corpus beside the repository")
}

func TestCorpusIsMapped(t *testing.T) {
	files := 0
	corpus(t, func(name string, content []byte) {
		files++
		s := Parse(source.New(name, content), Limits{})
		check(t, s)
		if s.inexact > 0 {
			t.Errorf("%s: %d scalars are not mapped", name, s.inexact)
		}
	})
	if files == 0 {
		t.Error("no files")
	}
}

// check fails for spans that leave the file or are out of order.
func check(t *testing.T, s *Stream) {
	t.Helper()
	for _, p := range s.Problems {
		if p.Span.File != s.File || p.Span.End > len(s.File.Content) || p.Span.Start > p.Span.End {
			t.Fatalf("problem at %v", p.Span)
		}
	}
	for _, c := range s.Comments() {
		if !strings.HasPrefix(string(c.Span.Bytes()), "#") {
			t.Fatalf("comment %q", c.Span.Bytes())
		}
	}
	var walk func(n *Node, in source.Span)
	walk = func(n *Node, in source.Span) {
		if !in.Contains(n.Span) {
			t.Fatalf("%v %q is outside %v", n.Span, n.Span.Bytes(), in)
		}
		if n.Target != nil {
			return
		}
		for i := range n.Text.Value {
			if span := n.Text.At(i, i+1); span.End > len(s.File.Content) || span.Start < 0 {
				t.Fatalf("%v of %q", span, n.Text.Value)
			}
			if i > 4096 {
				break
			}
		}
		for _, p := range n.Pairs {
			walk(p.Key, n.Span)
			walk(p.Value, n.Span)
		}
		for _, i := range n.Items {
			walk(i, n.Span)
		}
	}
	for _, d := range s.Docs {
		walk(d, s.File.Span(0, len(s.File.Content)))
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: |2-\n    x\n   y\nb: [c: d, *e]\n--- &e\n? >+\n x\n: !!str 'it''s'\n"))
	f.Add([]byte("\"a\\\n \\x41\": {k: v, <<: [&a {b}, *a]} # c\n"))
	for _, content := range fixture.Files(f, fixture.IsYAML) {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		check(t, Parse(source.New("f.yaml", content), Limits{}))
	})
}

func BenchmarkParse(b *testing.B) {
	var files []*source.File
	size := 0
	corpus(b, func(name string, content []byte) {
		files = append(files, source.New(name, content))
		size += len(content)
	})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			Parse(f, Limits{})
		}
	}
}

func TestReplaced(t *testing.T) {
	const text = "a: &a {k: 1, x: 0}\nb: &b {<<: *a, k: 2}\nc: {<<: [*b, {k: 4}], k: 3}\nd: {<<: [*a, *b]}\ne: {<<: *a}\n"
	doc := Parse(source.New("f.yaml", []byte(text)), Limits{}).Docs[0]
	for key, want := range map[string]string{"a": "", "b": "1", "c": "214", "d": "21", "e": ""} {
		got := ""
		for _, e := range doc.Get(key).Replaced("k") {
			got += e.Value.Text.Value
		}
		if got != want {
			t.Errorf("%s: %q does not count, want %q", key, got, want)
		}
	}
}
