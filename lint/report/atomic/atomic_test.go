package atomic

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestCommitReplacesTheContent(t *testing.T) {
	dir, root := tempRoot(t)
	write(t, filepath.Join(dir, "a"), "old content, longer")
	f, err := Create(root, "a", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Discard()
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "a")); got != "old content, longer" {
		t.Errorf("before Commit the file holds %q", got)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "a")); got != "new" {
		t.Errorf("after Commit the file holds %q", got)
	}
	wantNames(t, dir, "a")
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir, root := tempRoot(t)
	f, err := Create(root, "a", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	f.Discard()
	wantNames(t, dir)
}

func TestAFailedCommitLeavesNothing(t *testing.T) {
	dir, root := tempRoot(t)
	if err := os.MkdirAll(filepath.Join(dir, "a", "full"), 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := Create(root, "a", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("a folder was replaced by a file")
	}
	wantNames(t, dir, "a")
}

func TestLinksAreReplacedAndNotFollowed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	dir, root := tempRoot(t)
	outside := filepath.Join(t.TempDir(), "outside")
	write(t, outside, "precious")
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(dir, "folder")); err != nil {
		t.Fatal(err)
	}
	f, err := Create(root, "link", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, outside); got != "precious" {
		t.Errorf("the file behind the link holds %q", got)
	}
	if info, err := root.Lstat("link"); err != nil || info.Mode()&fs.ModeSymlink != 0 {
		t.Errorf("the link is still there: %v, %v", info, err)
	}
	if _, err := Create(root, "folder/outside", 0o666); err == nil {
		t.Error("a link to a folder outside the root was followed")
	}
}

func tempRoot(t *testing.T) (string, *os.Root) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if len(got) != len(want) {
		t.Fatalf("the folder holds %q, want %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("the folder holds %q, want %q", got, want)
		}
	}
}
