package project

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const from = "FROM alpine\n"

// discover expects all paths to lie in one root.
func discover(t testing.TB, paths ...string) *Root {
	t.Helper()
	d, err := Discover(paths, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if len(d.Roots) != 1 {
		t.Fatalf("%d roots", len(d.Roots))
	}
	return d.Roots[0]
}

func checkDocuments(t testing.TB, r *Root, want ...string) {
	t.Helper()
	var got []string
	for _, d := range r.Documents {
		if d.Path != d.File.Path {
			t.Errorf("the file of %q is named %q", d.Path, d.File.Path)
		}
		got = append(got, d.Path)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

func checkGaps(t testing.TB, r *Root, want ...string) {
	t.Helper()
	var got []string
	for _, p := range r.Problems {
		if p.Kind != source.Unread {
			t.Errorf("%s is of kind %v", p.Message, p.Kind)
		}
		got = append(got, p.Span.File.Path+": "+p.Message)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		".git/info/exclude":           "/private\n",
		".git/Dockerfile":             from,
		".gitignore":                  "out/\n*.local.yaml\nDockerfile.gen\n",
		"Dockerfile":                  from,
		"Dockerfile.gen":              from,
		"Dockerfile.tmpl":             "FROM {{ a }}\n",
		"README.md":                   "",
		"private/Dockerfile":          from,
		"out/Dockerfile":              from,
		"a/out/Dockerfile":            from,
		"a/.gitignore":                "!Dockerfile.gen\n",
		"a/Dockerfile.gen":            from,
		"a/compose.yaml":              "services: {}\n",
		"a/compose.local.yaml":        "services: {}\n",
		"a/.hidden/Dockerfile":        from,
		"Dockerfile.d/x":              "",
		"b/Dockerfile/c.yaml":         "",
		"b/dockerfile.go":             "package b\n",
		"b/Dockerfile.made":           "FROM %%A%%\n",
		"odd\n\x1b[2J\xff/Dockerfile": from,
	})
	r := discover(t, dir)
	checkDocuments(t, r, "Dockerfile", "a/.hidden/Dockerfile", "a/Dockerfile.gen", "a/compose.yaml",
		"odd\n\x1b[2J\xff/Dockerfile")
	checkGaps(t, r, "b/Dockerfile.made: a template of a Dockerfile; lint what is made of it")
	if got := string(r.Problems[0].Span.Bytes()); got != "%%A%%" {
		t.Errorf("the template shows at %q", got)
	}
	if diff := cmp.Diff([]string{"Dockerfile.gen", "a/compose.local.yaml"}, r.Ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}

	// From a folder below, the root and its patterns stay the same.
	checkDocuments(t, discover(t, filepath.Join(dir, "a")), "a/.hidden/Dockerfile", "a/Dockerfile.gen", "a/compose.yaml")
}

func TestNamedFilesAreNotFiltered(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		".git/HEAD": "", ".gitignore": "*\n", "Dockerfile": from, "x/web.build": from, "x/notes": "n", "x/stack.yml": "services: {}\n",
	})
	path := func(name string) string { return filepath.Join(dir, name) }
	r := discover(t, path("x/web.build"), path("Dockerfile"), dir, path("x/notes"), path("x/stack.yml"))
	checkDocuments(t, r, "Dockerfile", "x/stack.yml", "x/web.build")
	for _, d := range r.Documents {
		if !d.Named {
			t.Errorf("%s does not count as named", d.Path)
		}
	}
	if diff := cmp.Diff([]string{"x/notes"}, r.Foreign); diff != "" {
		t.Error(diff)
	}
	checkGaps(t, r)
}

func TestLinksInAWalk(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, map[string]string{"Dockerfile": from})
	write(t, dir, map[string]string{
		"Dockerfile":                from,
		"a/Dockerfile":              "-> ../Dockerfile",      // found where it is
		"a/Dockerfile.real":         "-> ../images/the-real", // found only through the link
		"images/the-real":           from,
		"b/Dockerfile":              "-> " + filepath.Join(outside, "Dockerfile"),
		"c/Dockerfile":              "-> missing",
		"d/Dockerfile":              "-> Dockerfile",
		"e/Dockerfile":              "-> ../images", // a folder
		"f":                         "-> " + outside,
		"images/loop":               "-> ..",
		"images/docker-compose.yml": "services: {}\n",
	})
	r := discover(t, dir)
	checkDocuments(t, r, "Dockerfile", "a/Dockerfile.real", "images/docker-compose.yml")
	checkGaps(t, r,
		"b/Dockerfile: the link Dockerfile leaves the project",
		"c/Dockerfile: the link Dockerfile is missing",
		"d/Dockerfile: the link Dockerfile cannot be read",
	)
	// A link that is named is read under its own name.
	checkDocuments(t, discover(t, dir, filepath.Join(dir, "a", "Dockerfile")),
		"Dockerfile", "a/Dockerfile", "a/Dockerfile.real", "images/docker-compose.yml")
	checkGaps(t, discover(t, filepath.Join(dir, "b", "Dockerfile")), "Dockerfile: Dockerfile leaves the project")
}

func TestFoldersNamedAsDocuments(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".git/HEAD": "", "Dockerfile/README": "", "dockerfile/x/Dockerfile": from, "e/": ""})
	checkGaps(t, discover(t, dir))
	r := discover(t, filepath.Join(dir, "Dockerfile"))
	checkGaps(t, r, "Dockerfile: Dockerfile is a folder, and there is nothing to lint in it")
	checkGaps(t, discover(t, filepath.Join(dir, "dockerfile")))

	d, err := Discover([]string{filepath.Join(dir, "e")}, Options{})
	if err != nil || !d.Empty() {
		t.Errorf("a folder with nothing in it: %+v, %v", d, err)
	}
	plain := t.TempDir()
	write(t, plain, map[string]string{"compose.yaml/": ""})
	checkGaps(t, discover(t, filepath.Join(plain, "compose.yaml")),
		"compose.yaml: compose.yaml is a folder, and there is nothing to lint in it")
}

func TestMissingPaths(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"Dockerfile": from})
	_, err := Discover([]string{"a\nb", ".", "Dockerfile/x"}, Options{Dir: dir})
	var missing *MissingError
	if !errors.As(err, &missing) || cmp.Diff([]string{"a\nb", "Dockerfile/x"}, missing.Paths) != "" {
		t.Fatalf("Discover = %v", err)
	}
	if want := `no such file or folder: "a\nb", "Dockerfile/x"`; err.Error() != want {
		t.Errorf("Error() = %s", err)
	}
}

func TestRoots(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"one/.git/HEAD": "", "one/a/Dockerfile": from, "one/b/Dockerfile": from,
		"two/.git": "gitdir: elsewhere\n", "two/Dockerfile": "-> ../one/a/Dockerfile",
		"none/a/Dockerfile": from, "none/compose.yaml": "services: {}\n",
	})
	for _, c := range []struct {
		paths, want string
	}{
		{"one/a", "one: a/Dockerfile"},
		{"one/a one/b/Dockerfile", "one: a/Dockerfile b/Dockerfile"},
		{"none/a", "none/a: Dockerfile"},
		{"none/a/Dockerfile", "none/a: Dockerfile"},
		{"none none/a", "none: a/Dockerfile compose.yaml"},
		{"one/a none/a two", "none/a: none/a/Dockerfile; one: one/a/Dockerfile; two:"},
		{". one/a", ".: none/a/Dockerfile none/compose.yaml one/a/Dockerfile one/b/Dockerfile"},
		{"", ".: none/a/Dockerfile none/compose.yaml one/a/Dockerfile one/b/Dockerfile"},
	} {
		d, err := Discover(strings.Fields(c.paths), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range d.Roots {
			rel, _ := filepath.Rel(dir, r.Dir)
			s := filepath.ToSlash(rel) + ":"
			for _, doc := range r.Documents {
				s += " " + doc.Path
				if f, err := r.Tree.Read(doc.Path); err != nil || f != doc.File {
					t.Errorf("the tree has %v, %v at %s", f, err, doc.Path)
				}
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("Discover(%s) = %s\nwant %s", c.paths, s, c.want)
		}
		_ = d.Close()
	}
}

func TestBuffers(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".git/HEAD": "", "a/Dockerfile": "old\n", "a/compose.yaml": "services: {}\n"})
	for name, want := range map[string]string{"a/Dockerfile": "a/Dockerfile", "a/b/new": "a/b/new"} {
		d, err := Discover([]string{name}, Options{Dir: dir, Buffers: map[string][]byte{name: []byte(from)}})
		if err != nil {
			t.Fatal(err)
		}
		r := d.Roots[0]
		checkDocuments(t, r, want)
		if got := string(r.Documents[0].File.Content); got != from {
			t.Errorf("%s holds %q", name, got)
		}
		if _, err := r.Tree.Read("a/compose.yaml"); err != nil {
			t.Errorf("its neighbour: %v", err)
		}
		_ = d.Close()
	}
}

func TestUnreadableFolders(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("every folder is readable here")
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"open/Dockerfile": from, "closed/Dockerfile": from})
	if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "closed"), 0o755) })
	r := discover(t, dir)
	checkDocuments(t, r, "open/Dockerfile")
	checkGaps(t, r, "closed: the folder cannot be read, so nothing in it is linted")
}

func TestDepthIsBounded(t *testing.T) {
	dir := t.TempDir()
	deep := dir
	for range maxDepth + 2 {
		deep = filepath.Join(deep, "d")
	}
	write(t, deep, map[string]string{"Dockerfile": from})
	write(t, dir, map[string]string{"Dockerfile": from})
	r := discover(t, dir)
	checkDocuments(t, r, "Dockerfile")
	checkGaps(t, r, fmt.Sprintf("%sd: folders nested more than %d deep are not walked", strings.Repeat("d/", maxDepth), maxDepth))
}

func BenchmarkDiscover(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		write(b, dir, map[string]string{fmt.Sprintf("d%02d/d%03d/Dockerfile", i/20, i): from})
	}
	write(b, dir, map[string]string{".gitignore": "node_modules/\n*.log\n/dist\n"})
	b.ReportAllocs()
	for b.Loop() {
		d, err := Discover([]string{dir}, Options{})
		if err != nil || len(d.Roots[0].Documents) != 1000 {
			b.Fatal(err)
		}
		_ = d.Close()
	}
}
