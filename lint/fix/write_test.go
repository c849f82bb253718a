package fix

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const dockerfile = "FROM alpine:latest\r\nRUN true\r\nRUN a\r\nRUN b\r\nRUN c\r\nCMD x"

// pinned is the change of a Dockerfile at a path.
func pinned(path string) Change {
	f := source.New(path, []byte(dockerfile))
	return New([]lint.Finding{
		finding("moving-tag", edit(f, 12, 18, "3.22")), finding("user", edit(f, len(dockerfile)-5, len(dockerfile)-5, "USER 1\n")),
	}, Options{}).Changes[0]
}

func TestDiff(t *testing.T) {
	c := pinned("app/Dockerfile")
	want := `--- a/app/Dockerfile
+++ b/app/Dockerfile
@@ -1,6 +1,7 @@
-FROM alpine:latest~
+FROM alpine:3.22~
 RUN true~
 RUN a~
 RUN b~
 RUN c~
+USER 1~
 CMD x
\ No newline at end of file
`
	if diff := cmp.Diff(want, strings.ReplaceAll(c.Diff(), "\r", "~")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiffNamesAreQuoted(t *testing.T) {
	for path, want := range map[string]string{
		"a b/c":     "--- a/a b/c\t",
		"名/f":       "--- a/名/f",
		"x\n+++ y":  `--- "a/x\012+++ y"`,
		"\x1b[2J":   `--- "a/\033[2J"`,
		"\u202ex":   `--- "a/\342\200\256x"`,
		`q"\`:       `--- "a/q\"\\"`,
		"trailing ": `--- "a/trailing "`,
	} {
		c := pinned(path)
		if got, _, _ := strings.Cut(c.Diff(), "\n"); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

func TestPaint(t *testing.T) {
	diff := "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\tb\x1b[2J\r\n+c\n d\n"
	if got, want := Paint(diff, false), "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\tb\\u{1b}[2J\n+c\n d\n"; got != want {
		t.Errorf("Paint = %q, want %q", got, want)
	}
	want := "<1m--- a/x<0m\n<1m+++ b/x<0m\n<36m@@ -1 +1 @@<0m\n<31m-a\tb\\u{1b}[2J<0m\n<32m+c<0m\n d\n"
	if got := strings.ReplaceAll(Paint(diff, true), "\x1b[", "<"); got != want {
		t.Errorf("Paint in colour = %q, want %q", got, want)
	}
}

// git takes the diff and arrives at the same bytes.
func TestGitAppliesTheDiff(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	for _, name := range []string{"Dockerfile", "a b", "a b\t\"é\u202e.Dockerfile"} {
		dir := t.TempDir()
		c := pinned(name)
		if err := os.WriteFile(filepath.Join(dir, name), c.Before, 0o666); err != nil {
			t.Skipf("the file system has no such names: %v", err)
		}
		cmd := exec.Command(git, "apply", "--whitespace=nowarn", "-")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir), "GIT_CONFIG_GLOBAL="+os.DevNull)
		cmd.Stdin = strings.NewReader(c.Diff())
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, c.Diff())
		}
		if diff := cmp.Diff(string(c.After), read(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	c := pinned("app/Dockerfile")
	write(t, dir, "app/Dockerfile", dockerfile)
	path := filepath.Join(dir, "app", "Dockerfile")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, []Change{c}); err != nil {
		t.Fatal(err)
	}
	want := "FROM alpine:3.22\r\nRUN true\r\nRUN a\r\nRUN b\r\nRUN c\r\nUSER 1\r\nCMD x"
	if diff := cmp.Diff(want, read(t, path)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions have changed: %v, %v", info, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "app")); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestWriteRefuses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	dir, outside := t.TempDir(), t.TempDir()
	write(t, dir, "good", dockerfile)
	write(t, dir, "changed", strings.Replace(dockerfile, "latest", "LATEST", 1))
	write(t, dir, "longer", dockerfile+"\n")
	write(t, dir, "target", dockerfile)
	write(t, dir, "hard", dockerfile)
	write(t, outside, "file", dockerfile)
	for _, err := range []error{
		os.Symlink("target", filepath.Join(dir, "link")),
		os.Symlink(outside, filepath.Join(dir, "folder")),
		os.Link(filepath.Join(dir, "hard"), filepath.Join(dir, "hard2")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"changed": "has changed", "longer": "has changed", "link": "is a link", "hard": "hard links",
		"folder/file": "escapes", "missing": "no such file", "folder": "is a link",
	} {
		err := Write(dir, []Change{pinned("good"), pinned(path)})
		if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
		if got := read(t, filepath.Join(dir, "good")); got != dockerfile {
			t.Fatalf("%s: the other file was written", path)
		}
	}
	for _, path := range []string{filepath.Join(outside, "file"), filepath.Join(dir, "target")} {
		if got := read(t, path); got != dockerfile {
			t.Errorf("%s holds %q", path, got)
		}
	}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
