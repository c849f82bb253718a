package report

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseOutputs(t *testing.T) {
	outputs, err := ParseOutputs([]string{"sarif=out/./x.sarif", "text=-", "json=a=b.json"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range outputs {
		got = append(got, o.Format.Name+" "+filepath.ToSlash(o.Path))
	}
	if diff := cmp.Diff([]string{"sarif out/x.sarif", "text -", "json a=b.json"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, c := range []struct {
		values []string
		want   string
	}{
		{[]string{"sarif"}, "FORMAT=FILE"},
		{[]string{"=x"}, "FORMAT=FILE"},
		{[]string{"text="}, "FORMAT=FILE"},
		{[]string{"xml=x"}, `unknown format "xml"`},
		{[]string{"text=-", "json=-"}, "twice"},
		{[]string{"text=a", "json=./a"}, "a is named twice"},
	} {
		if _, err := ParseOutputs(c.values); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("ParseOutputs(%q) = %v, want %q", c.values, err, c.want)
		}
	}
}

func TestWriteAllOutputs(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("sub", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("old.json", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	abs := filepath.Join(t.TempDir(), "x.txt")
	outputs, err := ParseOutputs([]string{"json=old.json", "json=missing/x", "sarif=sub/x.sarif", "text=" + abs, "text=-"})
	if err != nil {
		t.Fatal(err)
	}
	r := sample()
	var stdout bytes.Buffer
	r.Color = true
	err = r.Write(outputs, &stdout)
	if err == nil || !strings.Contains(err.Error(), "json report to "+filepath.FromSlash("missing/x")) ||
		strings.Contains(err.Error(), "old.json") || strings.Contains(err.Error(), ".tmp") {
		t.Errorf("the error is %v", err)
	}
	if !bytes.Equal(stdout.Bytes(), render(t, "text", r)) {
		t.Error("the standard output holds something else than the report")
	}
	r.Color = false
	for name, format := range map[string]string{"old.json": "json", "sub/x.sarif": "sarif", abs: "text"} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(got, render(t, format, r)) {
			t.Errorf("%s holds something else than the %s report", name, format)
		}
	}
	if info, err := os.Stat("old.json"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the permissions of old.json have changed: %v, %v", info, err)
	}
}

func TestOutputsStayInTheFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	t.Chdir(t.TempDir())
	outside := t.TempDir()
	precious := filepath.Join(outside, "precious")
	if err := os.WriteFile(precious, []byte("precious"), 0o666); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"file": precious, "folder": outside} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	text := func(w io.Writer) error { _, err := io.WriteString(w, "report"); return err }
	if err := writeFile("folder/new", text); err == nil {
		t.Error("a report was written through a link to another folder")
	}
	if err := writeFile("file", text); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(precious); string(got) != "precious" {
		t.Errorf("the file behind the link holds %q", got)
	}
	if got, _ := os.ReadFile("file"); string(got) != "report" {
		t.Errorf("the file in place of the link holds %q", got)
	}
	if entries, _ := os.ReadDir(outside); len(entries) != 1 {
		t.Errorf("the other folder holds %v", entries)
	}
	if err := writeFile(".", text); err == nil {
		t.Error("a folder was replaced")
	}
	if err := writeFile(os.DevNull, text); err != nil {
		t.Errorf("writing to the null device: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the null device is %v, %v", info, err)
	}
}
