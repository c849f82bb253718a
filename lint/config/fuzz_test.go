package config

import (
	"path"
	"slices"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"",
		"preset: [cis, hygiene]\nfail-on: never\n",
		"rules:\n  root-user: {severity: low, allow: [a], depth: 1}\n  apt-pin: off\n",
		"paths: {exclude: ['{a,b}/**', '[a-z]?']}\nignore:\n  - rule: root-user\n    path: a/**\n    until: 2026-03-01\n",
		"build-args: {A: 1}\ntrusted-registries: [a/*]\nrequire-reason: true\nversion: 1\n",
		"fail_on: &a high\nrules: *a\n<<: {}\n? [a]\n: b\n---\nx\n",
	} {
		f.Add([]byte(seed))
	}
	settings := func(name string) bool { return slices.Contains(Names[:], path.Base(name)) }
	for _, content := range fixture.Files(f, settings) {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		src := source.New(Names[0], content)
		doc, problems := parse(src, testRules)
		for _, p := range problems {
			if p.Span.File == nil || p.Span.End > len(p.Span.File.Content) || p.Message == "" {
				t.Fatalf("%q has no place: %v", p.Message, p.Span)
			}
		}
		if len(problems) > 0 {
			return
		}
		s := newSettings(src, doc, testRules, Flags{})
		s.Lines()
		for _, name := range []string{"a", "a/b/c", "a,b/ééé/{"} {
			s.ExcludedBy(name)
			s.Waiver("root-user", name, "services.web", time.Time{})
		}
	})
}

func BenchmarkEffective(b *testing.B) {
	names := []string{"Dockerfile", "a/Dockerfile", "a/b/c/Dockerfile", "a/b/d/Dockerfile"}
	for _, c := range []struct {
		name  string
		files map[string]string
	}{
		{"none", nil},
		{"file", map[string]string{".plimsoll.yaml": "fail-on: low\nrules: {root-user: {severity: low, allow: [a]}}\n"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			tree := source.NewMemory(c.files)
			for b.Loop() {
				l, err := NewLoader(tree, testRules, Flags{})
				if err != nil {
					b.Fatal(err)
				}
				for _, name := range names {
					if _, err := l.Effective(name); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
