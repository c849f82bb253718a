package project

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// write makes files below dir. A content of "-> x" makes a link to x; a name that ends in a slash makes a folder.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(target, full)
		} else if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(full, 0o755)
		} else {
			err = os.WriteFile(full, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func disk(t testing.TB, files map[string]string) *Disk {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func TestDiskRefusesWhatIsNoFileInside(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, map[string]string{"secret": "s"})
	d := disk(t, map[string]string{
		"a/file":       "content",
		"a/inside":     "-> file",
		"a/up":         "-> ../a/file",
		"a/absolute":   "-> " + filepath.Join(outside, "secret"),
		"a/climbs":     "-> ../../" + filepath.Base(outside) + "/secret",
		"a/out-and-in": "-> ../../x/a/file",
		"a/itself":     "-> itself",
		"a/nowhere":    "-> missing",
		"a/null":       "-> /dev/null",
		"folder-out":   "-> " + outside,
		"folder-in":    "-> a",
		"big":          "",
	})
	if err := os.Truncate(filepath.Join(d.dir, "big"), 10_000_000_000); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(d.dir, "a", "file"), filepath.Join(d.dir, "absolute-inside")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]source.Reason{
		"missing":           source.Missing,
		"a/file/below":      source.Missing,
		"a/nowhere":         source.Missing,
		"":                  source.Directory,
		"a":                 source.Directory,
		"folder-in":         source.Directory,
		"../x":              source.Outside,
		"a/../../x":         source.Outside,
		"/etc/passwd":       source.Outside,
		"~/x":               source.Outside,
		"a/absolute":        source.Outside,
		"a/climbs":          source.Outside,
		"a/out-and-in":      source.Outside,
		"folder-out/secret": source.Outside,
		"a/itself":          source.Unreadable,
		"a/null":            source.Irregular,
		"big":               source.TooLarge,
	} {
		f, err := d.Read(name)
		if f != nil {
			t.Errorf("Read(%q) read %q", name, f.Content)
		}
		var e *source.ReadError
		if !errors.As(err, &e) || e.Reason != want {
			t.Errorf("Read(%q) = %v, want reason %v", name, err, want)
		}
	}
	for _, name := range []string{"a/file", "./a/file", "a/../a/file", "a/inside", "a/up", "folder-in/inside", "absolute-inside"} {
		f, err := d.Read(name)
		if err != nil {
			t.Errorf("Read(%q): %v", name, err)
			continue
		}
		want, _ := source.Clean("", name)
		if string(f.Content) != "content" || f.Path != want {
			t.Errorf("Read(%q) = %q named %q, want the name %q", name, f.Content, f.Path, want)
		}
	}
}

func TestDiskWithoutPermission(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("every file is readable here")
	}
	d := disk(t, map[string]string{"closed": "x"})
	if err := os.Chmod(filepath.Join(d.dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Read("closed"); source.ReasonOf(err) != source.Unreadable {
		t.Errorf("Read = %v", err)
	}
}

func TestDiskReadsTheLargestFile(t *testing.T) {
	d := disk(t, map[string]string{"most": strings.Repeat("a", MaxFileSize), "more": strings.Repeat("a", MaxFileSize+1)})
	if f, err := d.Read("most"); err != nil || len(f.Content) != MaxFileSize {
		t.Errorf("a file of the largest size is refused: %v", err)
	}
	if _, err := d.Read("more"); source.ReasonOf(err) != source.TooLarge {
		t.Errorf("a byte more gives %v", err)
	}
}

func TestDiskGivesTheSameFile(t *testing.T) {
	d := disk(t, map[string]string{"a": "x"})
	var files [8]*source.File
	var wg sync.WaitGroup
	for i := range files {
		wg.Go(func() { files[i], _ = d.Read("a") })
	}
	wg.Wait()
	for _, f := range files {
		if f == nil || f != files[0] {
			t.Fatalf("Read gave %p and %p", files[0], f)
		}
	}
}

func TestDiskList(t *testing.T) {
	d := disk(t, map[string]string{
		"b/x": "", "a": "", "link": "-> a", "to-b": "-> b", "out": "-> ..", "new\nline": "", "\xff\xfe": "", "\x1b[2J": "",
	})
	want := []string{"\x1b[2J", "a", "b/", "link", "new\nline", "out", "to-b/", "\xff\xfe"}
	if diff := cmp.Diff(want, d.List("")); diff != "" {
		t.Errorf("List (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"x"}, d.List("to-b/")); diff != "" {
		t.Errorf("List of a link (-want +got):\n%s", diff)
	}
	for _, dir := range []string{"a", "missing", "..", "out"} {
		if got := d.List(dir); len(got) != 0 {
			t.Errorf("List(%q) = %q", dir, got)
		}
	}
}

func TestDiskWithPrefixKeepsToItsOwn(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"one/f": "1", "two/f": "2"})
	d, err := openDisk(filepath.Join(dir, "one"), "one/")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if f, err := d.Read("one/f"); err != nil || f.Path != "one/f" {
		t.Errorf("Read(one/f) = %v, %v", f, err)
	}
	for _, name := range []string{"two/f", "f", "one/../two/f"} {
		if _, err := d.Read(name); source.ReasonOf(err) != source.Outside {
			t.Errorf("Read(%q) = %v", name, err)
		}
	}
	if diff := cmp.Diff([]string{"f"}, d.List("one")); diff != "" {
		t.Error(diff)
	}
}

func TestOverlay(t *testing.T) {
	buffer := source.New("a/new", []byte("n"))
	o := Overlay{
		Tree:    source.NewMemory(map[string]string{"a/old": "o", "b": ""}),
		Buffers: map[string]*source.File{"a/new": buffer, "a/old": source.New("a/old", []byte("changed"))},
	}
	if f, err := o.Read("./a/new"); err != nil || f != buffer {
		t.Errorf("Read of a buffer = %v, %v", f, err)
	}
	if f, err := o.Read("a/old"); err != nil || string(f.Content) != "changed" {
		t.Errorf("Read of a changed file = %v, %v", f, err)
	}
	if _, err := o.Read("c"); source.ReasonOf(err) != source.Missing {
		t.Errorf("Read of neither = %v", err)
	}
	if diff := cmp.Diff([]string{"new", "old"}, o.List("a")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a/", "b"}, o.List("")); diff != "" {
		t.Error(diff)
	}
}
