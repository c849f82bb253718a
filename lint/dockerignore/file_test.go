package dockerignore

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func parse(content string) *File { return Parse(source.New(".dockerignore", []byte(content))) }

func TestParse(t *testing.T) {
	f := parse("\xef\xbb\xbf# a comment\n\n  /dist/ \r\n! .env\n#x\n **/*.pem\n\\#y\n # z")
	var got []string
	for _, p := range f.Patterns {
		got = append(got, p.pattern()+" "+string(p.Span.Bytes())+" "+p.Text.Value)
	}
	want := []string{
		"dist /dist/ /dist/", "!.env ! .env .env", "**/*.pem **/*.pem **/*.pem", `\#y \#y \#y`, "# z # z # z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(f.Problems) > 0 {
		t.Error(f.Problems)
	}
}

func TestExcludes(t *testing.T) {
	for _, c := range []struct{ patterns, out, in string }{
		{".env", ".env", "a/.env .env.local"},
		{"**/.env", ".env a/.env a/b/.env", ".envrc"},
		{".git/", ".git .git/config", "a/.git"},
		{"/a", "a a/b", "b/a"},
		{"*", "a a/b .env", ""},
		{"**", "a a/b .env", ""},
		{"*.pem", "x.pem", "a/x.pem"},
		{"*\n!src\n!package.json", "a .env", "src/a.js src/.env package.json"},
		{"a\n!a/b\na/b/c", "a/x a/b/c", "a/b a/b/d"},
		{"!a", "", "a b"},
		{"a\n!a", "", "a"},
		{"!a\na", "a", ""},
		{"# .env\n", "", ".env"},
		{"a?c\n[xy]z", "abc xz yz", "ac az"},
		{"", "", "a"},
		{"\xef\xbb\xbf.git\r\n.env\r\n", ".git .env", "a"},
		{".", "", "a"},
	} {
		f := parse(c.patterns)
		for want, names := range map[bool]string{true: c.out, false: c.in} {
			for _, name := range strings.Fields(names) {
				if got, known := f.Excludes(name); got != want || !known {
					t.Errorf("%q excludes %q: %v, known %v", c.patterns, name, got, known)
				}
			}
		}
	}
}

func TestUnknown(t *testing.T) {
	for content, kind := range map[string]source.ProblemKind{
		"[":                                  source.Refused,
		"a\n!\n":                             source.Refused,
		"[z-a]":                              source.Refused,
		"![a-":                               source.Refused,
		`a\`:                                 source.Refused,
		strings.Repeat("x", maxLine):         source.Refused,
		strings.Repeat("x", maxPattern+1):    source.Unread,
		strings.Repeat("a\n", maxPatterns+1): source.Unread,
	} {
		f := parse(content)
		if _, known := f.Excludes("a"); known || len(f.Problems) != 1 || f.Problems[0].Kind != kind {
			t.Errorf("%.20q: known %v, %v", content, known, f.Problems)
		}
	}
	f := parse("\xff\xfe.\x00e\x00n\x00v\x00")
	if out, known := f.Excludes(".env"); out || !known || len(f.Problems) != 1 || f.Problems[0].Kind != source.Malformed {
		t.Errorf("UTF-16: excluded %v, known %v, %v", out, known, f.Problems)
	}
	for _, name := range []string{"", ".", "..", "../a", strings.Repeat("a", maxName+1)} {
		if out, _ := parse("*").Excludes(name); out {
			t.Errorf("%.20q is excluded", name)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		patterns, src string
		want          bool
	}{
		{"dist", "dist/app", true},
		{"dist", "./dist/", true},
		{"*", ".", true},
		{"**", ".", true},
		{"a", ".", false},
		{"*.md", "*.md", true},
		{"*.md", "a/*.md", false},
	} {
		if got, known := parse(c.patterns).Covers(c.src); got != c.want || !known {
			t.Errorf("%q covers %q: %v, known %v", c.patterns, c.src, got, known)
		}
	}
}

func TestReadmitting(t *testing.T) {
	for _, c := range []struct{ patterns, name, want string }{
		{"*\n!.env", ".env", "!.env"},
		{"*\n!conf", "conf/.env", "!conf"},
		{"*\n!conf\n**/.env", "conf/.env", ""},
		{"!.env", ".env", ""},
		{".env*\n!.env\n!*.example", ".env", "!.env"},
	} {
		got := ""
		if p := parse(c.patterns).Readmitting(c.name); p != nil {
			got = string(p.Span.Bytes())
		}
		if got != c.want {
			t.Errorf("%q readmits %q by %q, want %q", c.patterns, c.name, got, c.want)
		}
	}
}

// FuzzParse holds the reader to BuildKit's, and the spans to the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "a\nb", "\xef\xbb\xbf.git\r\n!.env", "!!a", "[", "#", "! \n", "/", "//", "**/**/a", "a\\", "\xff\xfe.\x00", "a\x00b", "..",
	} {
		f.Add(seed, "a/.env")
	}
	f.Fuzz(func(t *testing.T, content, name string) {
		file := parse(content)
		for _, p := range file.Patterns {
			if p.Span.Start < 0 || p.Span.End > len(content) || p.Span.Len() == 0 || !p.Span.Contains(p.Text.Span) {
				t.Fatalf("span %d-%d of %d", p.Span.Start, p.Span.End, len(content))
			}
		}
		for _, p := range file.Problems {
			if p.Span.Len() == 0 || p.Span.End > len(content) {
				t.Fatalf("problem at %d-%d of %d", p.Span.Start, p.Span.End, len(content))
			}
		}
		excluded, known := file.Excludes(name)
		_, _ = file.Covers(name)
		_ = file.Readmitting(name)
		if wide([]byte(content)) || !file.known {
			return
		}
		if slices.ContainsFunc(file.Patterns, func(p Pattern) bool { return p.odd() }) {
			return
		}
		want, err := ignorefile.ReadAll(bytes.NewReader([]byte(content)))
		if err != nil {
			t.Fatalf("BuildKit refuses it: %v", err)
		}
		var got []string
		for i := range file.Patterns {
			got = append(got, file.Patterns[i].pattern())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		m, err := patternmatcher.New(want)
		if err != nil {
			t.Fatalf("BuildKit refuses it: %v", err)
		}
		if plain := clean(name); known && !strings.Contains(plain, "/") && !m.Exclusions() {
			if ref, err := m.MatchesOrParentMatches(plain); err != nil || ref != excluded {
				t.Fatalf("%q: %v, want %v (%v)", plain, excluded, ref, err)
			}
		}
	})
}
