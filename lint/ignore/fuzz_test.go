package ignore

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"# plimsoll:ignore=root-user,x -- why until=2026-12-31\nFROM a\n",
		"# plimsoll:ignore-stage=untagged,\nFROM a\n# plimsoll:ignore-file=--\n",
		"# hadolint stage ignore=DL3006,SC2086 # why\nFROM a\n",
		"#!x\n#check=skip=all;error=true;skip=A\n# check=skip=A, B // c\n#\nFROM a\n",
		"#trivy:ignore:DS-*:exp:2026-01-31 tfsec:ignore:x\nFROM a\n",
		"# checkov:skip=CKV_DOCKER_3,:x\nFROM a\n",
		"a:\n  # plimsoll:ignore=untagged\n  - b: c # plimsoll:ignore=privileged\n",
		"a: [ # plimsoll:ignore=untagged\n 1, {b: c}]\n# plimsoll:ignore=untagged\n",
	} {
		f.Add([]byte(seed))
	}
	documents := func(name string) bool { return fixture.IsDockerfile(name) || fixture.IsYAML(name) }
	for _, content := range fixture.Files(f, documents) {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, path := range []string{"Dockerfile", "compose.yaml"} {
			file := source.New(path, content)
			doc := document(file)
			set := NewSet(testRules, Options{Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)})
			set.Add(doc)
			for _, d := range Parse(doc) {
				for _, r := range d.Rules {
					if string(r.Span.Bytes()) != r.Name || !d.Span.Contains(r.Span) {
						t.Fatalf("rule %q stands at %q in %q", r.Name, r.Span.Bytes(), d.Span.Bytes())
					}
				}
			}
			for _, span := range append(doc.Instructions, doc.Keys...) {
				set.Match("untagged", span)
			}
			for _, p := range set.Problems(func(string) bool { return true }) {
				if p.Span.File == nil || p.Span.Len() == 0 || p.Span.End > len(p.Span.File.Content) {
					t.Fatalf("%s has no place: %v", p.Message, p.Span)
				}
			}
		}
	})
}

// Sizes that would take minutes were anything here quadratic.
func TestHostileSizes(t *testing.T) {
	const n = 20_000
	items := strings.Repeat("1,", n)
	for name, content := range map[string]string{
		"Dockerfile": strings.Repeat("# plimsoll:ignore=untagged\n#trivy:ignore:DS-*\n# plimsoll:ignore-file=x\n", n) +
			"FROM a\n",
		"b": "# plimsoll:ignore=" + strings.Repeat("untagged,", n) + "\nFROM a\n",
		"c": "FROM a\n" + strings.Repeat("# plimsoll:ignore-stage=untagged\nFROM b\n", n),
		"a.yaml": "a:\n" + strings.Repeat("  # plimsoll:ignore=untagged\n  # plimsoll:ignore=privileged\n", n) +
			"  b: c\n",
		"b.yaml":      "a: [" + items + "]\n" + strings.Repeat("# plimsoll:ignore=x\n# trivy:ignore:*\n", n),
		"trail.yaml":  strings.Repeat("- a # plimsoll:ignore=untagged\n", n),
		"nested.yaml": "a: [" + items + "\n" + strings.Repeat("# trivy:ignore:*\n", n) + items + "]",
	} {
		file := source.New(name, []byte(content))
		doc := document(file)
		set := NewSet(testRules, Options{})
		set.Add(doc)
		for i := range n {
			set.Match("untagged", file.Span(i, i+1))
			set.Match("untagged", file.Span(len(content)-1-i, len(content)))
		}
		if len(set.Problems(func(string) bool { return true })) == 0 {
			t.Errorf("%s: no problems", name)
		}
	}
}

func TestInsideAnotherFile(t *testing.T) {
	outer := source.New("compose.yaml", []byte("services:\n  web:\n    build:\n      dockerfile_inline: |\n"+
		"        # check=skip=SecretsUsedInArgOrEnv\n        FROM a\n        # hadolint ignore=DL3006\n        FROM b\n"+
		"        ENV c\n"))
	stream := tree.Parse(outer, tree.Limits{})
	text := stream.Docs[0].Get("services").Get("web").Get("build").Get("dockerfile_inline").Text
	inner := FromDockerfile(dockerfile.Parse(source.Embed(text)))
	set := NewSet(testRules, Options{})
	set.Add(FromYAML(stream))
	set.Add(inner)
	for _, c := range []struct {
		rule, at string
		want     bool
	}{
		{"untagged", "FROM a", false}, {"untagged", "FROM b", true},
		{"secret-in-env", "ENV c", true}, {"secret-in-env", "services", false},
	} {
		if got := set.Match(c.rule, find(outer, c.at)) != nil; got != c.want {
			t.Errorf("%s at %s: %v, want %v", c.rule, c.at, got, c.want)
		}
	}
}

func BenchmarkSet(b *testing.B) {
	for _, c := range []struct{ name, comment string }{
		{"prose", "# nothing: to see"}, {"directives", "# plimsoll:ignore=untagged -- y"},
	} {
		var content strings.Builder
		for i := range 100 {
			fmt.Fprintf(&content, "%s\nFROM a%d\n", c.comment, i)
		}
		file := source.New("Dockerfile", []byte(content.String()))
		doc := document(file)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set := NewSet(testRules, Options{})
				set.Add(doc)
				for _, s := range doc.Instructions {
					set.Match("untagged", s)
				}
			}
		})
	}
}
