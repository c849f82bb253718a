package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/ruletest"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// Two groups of benchmarks, Dockerfiles and Compose. In each, all work on the same files, which lie in memory, and the
// first is the yardstick: what the libraries alone need that decide what the files mean. The ratios to it are what counts;
// docs/benchmarks.md says how to take them.

func BenchmarkDockerfiles(b *testing.B) {
	root := discover(b)
	var kept []project.Document
	for _, d := range root.Documents {
		if d.Kind == project.Dockerfile && byBuildKit(d.File.Content) == nil {
			kept = append(kept, d)
		}
	}
	root.Documents, root.Compositions = kept, nil
	benchmark(b, "BuildKit", func() {
		for _, d := range kept {
			_ = byBuildKit(d.File.Content)
		}
	})
	benchmark(b, "Parse", func() {
		for _, d := range kept {
			dockerfile.Parse(source.New(d.Path, d.File.Content))
		}
	})
	benchmark(b, "Lint", func() { lintAll(b, root, "security") })
	benchmark(b, "LintPresetAll", func() { lintAll(b, root, "all") })
}

func BenchmarkCompose(b *testing.B) {
	root := discover(b)
	logrus.SetOutput(io.Discard) // compose-go warns of obsolete keys
	var kept []project.Composition
	for _, c := range root.Compositions {
		if byComposeGo(root, c) == nil {
			kept = append(kept, c)
		}
	}
	root.Documents, root.Compositions = nil, kept
	benchmark(b, "ComposeGo", func() {
		for _, c := range kept {
			_ = byComposeGo(root, c)
		}
	})
	load := func(skipReferee bool) func() {
		return func() {
			for _, c := range kept {
				compose.Load(root.Tree, compose.Options{Files: c.Files, SkipReferee: skipReferee})
			}
		}
	}
	benchmark(b, "Load", load(true))
	benchmark(b, "LoadAndReferee", load(false))
	benchmark(b, "LintPresetAll", func() { lintAll(b, root, "all") })
	benchmark(b, "Lint", func() { lintAll(b, root, "security") }) // with the Dockerfiles that the services build
}

// BenchmarkServices lints one project of ever more services, with all rules: the time of one service is to stay the same.
func BenchmarkServices(b *testing.B) {
	logrus.SetOutput(io.Discard)
	for _, n := range [...]int{500, 1000, 2000} {
		dir := b.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "compose.yaml"), manyServices(n), 0o600); err != nil {
			b.Fatal(err)
		}
		found, err := project.Discover([]string{dir}, project.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = found.Close() })
		benchmark(b, strconv.Itoa(n), func() { lintAll(b, found.Roots[0], "all") })
	}
}

// manyServices writes a project in which each service has neighbours, volumes, ports and somebody to wait for.
func manyServices(n int) []byte {
	var out bytes.Buffer
	out.WriteString("services:\n")
	for i := range n {
		fmt.Fprintf(&out, `  s%d:
    image: example.com/shop/s%d:1.%d
    command: [serve, --listen, ":8080", --next, "http://s%d:8080"]
    environment: {PORT: "8080", DB_URL: "postgres://s%d/db", LEVEL: info}
    networks: [front%d, back]
    ports: ["127.0.0.1:%d:8080"]
    volumes: ["data%d:/data", "./conf/s%d:/etc/s%d:ro"]
    depends_on: [s%d]
    restart: unless-stopped
    mem_limit: 64m
`, i, i, i%9, (i+1)%n, (i+2)%n, i/10, 10000+i, i/2, i, i, max(i-1, 0))
		if i == 0 {
			out.Truncate(bytes.LastIndex(out.Bytes(), []byte("    depends_on")))
			out.WriteString("    mem_limit: 64m\n")
		}
	}
	out.WriteString("networks:\n  back: {internal: true}\n")
	for i := range n/10 + 1 {
		fmt.Fprintf(&out, "  front%d: {}\n", i)
	}
	out.WriteString("volumes:\n")
	for i := range n/2 + 1 {
		fmt.Fprintf(&out, "  data%d: {}\n", i)
	}
	return out.Bytes()
}

// benchmark runs f under a name and reports the processor time of the whole process next to the time on the clock, which
// says little on a busy machine.
func benchmark(b *testing.B, name string, f func()) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		before := processorTime()
		for b.Loop() {
			f()
		}
		b.ReportMetric(float64(processorTime()-before)/float64(b.N), "cpu-ns/op")
	})
}

func lintAll(b *testing.B, root *project.Root, preset string) {
	outcome, err := engine.Lint(context.Background(), engine.Request{
		Roots: []*project.Root{root}, Rules: rules.All(), Flags: config.Flags{Presets: []string{preset}}, Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		b.Fatal(err)
	}
	if len(outcome.Result.Findings) == 0 {
		b.Fatal("no findings, so nothing was linted")
	}
}

// byBuildKit is what BuildKit does with a Dockerfile before it builds.
func byBuildKit(content []byte) error {
	result, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return err
	}
	_, _, err = instructions.Parse(result.AST, nil)
	return err
}

// byComposeGo loads a project as Compose does, but for the validation by JSON Schema.
func byComposeGo(root *project.Root, c project.Composition) error {
	details := types.ConfigDetails{WorkingDir: filepath.Join(root.Dir, c.Dir), Environment: types.Mapping{}}
	for _, name := range c.Files {
		f, err := root.Tree.Read(name)
		if err != nil {
			return err
		}
		details.ConfigFiles = append(details.ConfigFiles,
			types.ConfigFile{Filename: filepath.Join(root.Dir, name), Content: f.Content})
	}
	if f, err := root.Tree.Read(path.Join(c.Dir, ".env")); err == nil {
		vars, err := dotenv.UnmarshalBytesWithLookup(f.Content, nil)
		if err != nil {
			return err
		}
		details.Environment = vars
	}
	_, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SkipValidation, o.SkipResolveEnvironment, o.SkipResolveLabels = true, true, true
		o.Profiles = []string{"*"}
		o.SetProjectName("bench", true)
	})
	return err
}

// discover finds the files to work on: those of the corpus beside the repository, without the hostile ones; where there is
// no corpus, those of testdata.
func discover(b *testing.B) *project.Root {
	found, err := project.Discover([]string{corpus(b)}, project.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = found.Close() })
	root := found.Roots[0]
	hostile := func(name string) bool { return strings.Contains(name, "hostile/") }
	root.Documents = slices.DeleteFunc(root.Documents, func(d project.Document) bool { return hostile(d.Path) })
	root.Compositions = slices.DeleteFunc(root.Compositions, func(c project.Composition) bool { return hostile(c.Dir + "/") })
	root.Tree = &listed{Tree: root.Tree, names: map[string][]string{}}
	return root
}

// corpus returns the folder of the corpus beside the repository, else one with the fixtures of all rules in it.
func corpus(b *testing.B) string {
	wd, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	for dir := wd; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "corpus")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	fixtures, err := filepath.Glob(filepath.Join(wd, "..", "..", "testdata", "rules", "*", "*.txtar"))
	if err != nil || len(fixtures) == 0 {
		b.Fatal("neither corpus nor fixtures to work on: ", err)
	}
	dir := b.TempDir()
	for i, name := range fixtures {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		f, err := ruletest.Parse(data)
		if err != nil {
			b.Fatal(err)
		}
		for name, content := range f.Files {
			name = filepath.Join(dir, strconv.Itoa(i), name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, content, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	return dir
}

// listed is a tree that remembers what it listed. What was read a project.Disk remembers already.
type listed struct {
	source.Tree
	mu    sync.Mutex
	names map[string][]string
}

// List implements source.Tree.
func (l *listed) List(dir string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	names, ok := l.names[dir]
	if !ok {
		names = l.Tree.List(dir)
		l.names[dir] = names
	}
	return names
}
