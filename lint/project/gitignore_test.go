package project

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var ignoreCases = []struct {
	patterns string
	name     string // a folder ends in a slash
	want     bool
}{
	{"Dockerfile", "Dockerfile", true},
	{"Dockerfile", "a/b/Dockerfile", true},
	{"Dockerfile", "Dockerfile.dev", false},
	{"/Dockerfile", "Dockerfile", true},
	{"/Dockerfile", "a/Dockerfile", false},
	{"a/Dockerfile", "a/Dockerfile", true},
	{"a/Dockerfile", "b/a/Dockerfile", false},
	{"build/", "build/", true},
	{"build/", "x/build/", true},
	{"build/", "build", false},
	{"x/build/", "x/build/", true},
	{"x/build/", "y/x/build/", false},
	{"*.Dockerfile", "a/b.Dockerfile", true},
	{"*", "anything", true},
	{"**", "a/b", true},
	{"**/", "a/b/", true},
	{"**/", "b", false},
	{"**/c", "a/b/c", true},
	{"**/c", "c", true},
	{"a/**", "a/b/c", true},
	{"a/**", "a/", false},
	{"a/**/c", "a/c", true},
	{"a/**/c", "a/b/b/c", true},
	{"a/**/c", "a/b/b/d", false},
	{"a/**/b/**/c", "a/x/b/y/z/c", true},
	{"a/*/c", "a/b/c", true},
	{"a/*/c", "a/b/b/c", false},
	{"a*c", "abbbc", true},
	{"a**c", "abbbc", true},
	{"a?c", "abc", true},
	{"a?c", "ac", false},
	{"a/?", "a/b", true},
	{"[a-c]x", "bx", true},
	{"[a-c]x", "dx", false},
	{"[!a-c]x", "dx", true},
	{"[^a-c]x", "ax", false},
	{"[]x]y", "]y", true},
	{"[a-]y", "-y", true},
	{"[[:digit:]]y", "7y", true},
	{"[[:digit:]]y", "ay", false},
	{"[[:nope:]]y", "ay", false},
	{"[abc", "[abc", false},
	{`\[abc`, "[abc", true},
	{`\*`, "*", true},
	{`\*`, "a", false},
	{`a\`, "a", false},
	{"# comment", "# comment", false},
	{`\#a`, "#a", true},
	{`\!a`, "!a", true},
	{"a   ", "a", true},
	{`a\ `, "a ", true},
	{`a\ `, "a", false},
	{"\xef\xbb\xbfa", "a", true},
	{"a\r\nb\r", "b", true},
	{"*\n!keep", "keep", false},
	{"*\n!keep", "other", true},
	{"!keep\n*", "keep", true},
	{"a/*\n!a/b/", "a/b/", false},
	{"a/*\n!a/b/", "a/c/", true},
	{"/", "a", false},
	{"//", "a/", false},
	{"", "a", false},
	{"é", "é", true},
	{"*************************a", strings.Repeat("b", 200), false},
	{"{a,b}", "a", false},
	{"{a,b}", "{a,b}", true},
}

func TestIgnore(t *testing.T) {
	for _, c := range ignoreCases {
		ig, _ := newIgnore(nil, "", []byte(c.patterns))
		name, isDir := strings.CutSuffix(c.name, "/")
		if got := ig.excludes(name, isDir); got != c.want {
			t.Errorf("%q excludes %q: %v, want %v", c.patterns, c.name, got, c.want)
		}
	}
}

// TestIgnoreAsGitDoes asks git itself, where there is one.
func TestIgnoreAsGitDoes(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git to compare with")
	}
	dir := t.TempDir()
	run := func(args ...string) (string, error) {
		cmd := exec.Command(git, append([]string{"-c", "core.excludesFile=", "-c", "core.ignoreCase=false"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") }),
			"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		var out bytes.Buffer
		cmd.Stdout = &out
		err := cmd.Run()
		return out.String(), err
	}
	if _, err := run("init", "-q"); err != nil {
		t.Skip("git init:", err)
	}
	for _, c := range ignoreCases {
		write(t, dir, map[string]string{".gitignore": c.patterns})
		name, isDir := strings.CutSuffix(c.name, "/")
		if isDir { // git looks at the disk to see whether it is one
			if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		// -v also prints the pattern that decides; one with ! lets the path in.
		out, _ := run("check-ignore", "-v", "--no-index", "--", name)
		pattern, _, _ := strings.Cut(out, "\t")
		fields := strings.SplitN(pattern, ":", 3)
		got := len(fields) == 3 && !strings.HasPrefix(fields[2], "!")
		if parents(c.patterns, name) {
			t.Logf("%q and %q: git also judges the folders above", c.patterns, c.name)
		} else if got != c.want {
			t.Errorf("%q excludes %q: git says %v, we %v (%s)", c.patterns, c.name, got, c.want, out)
		}
		if isDir {
			top, _, _ := strings.Cut(name, "/")
			if err := os.RemoveAll(filepath.Join(dir, top)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// parents reports whether the patterns exclude a folder above the name, which the walk answers by not going there.
func parents(patterns, name string) bool {
	ig, _ := newIgnore(nil, "", []byte(patterns))
	for dir := folderOf(name); dir != ""; dir = folderOf(dir) {
		if ig.excludes(dir, true) {
			return true
		}
	}
	return false
}

func TestNearerIgnoreDecides(t *testing.T) {
	outer, _ := newIgnore(nil, "", []byte("*.x\na/b/z\n"))
	inner, _ := newIgnore(outer, "a/b", []byte("!k.x\n/top\n"))
	for name, want := range map[string]bool{
		"a/b/k.x": false, "a/b/l.x": true, "a/b/c/k.x": false, "a/b/top": true, "a/b/c/top": false, "a/b/z": true,
	} {
		if got := inner.excludes(name, false); got != want {
			t.Errorf("excludes(%q) = %v", name, got)
		}
	}
}

func TestIgnoreIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range maxPatterns + 1 {
		fmt.Fprintf(&b, "p%d\n", i)
	}
	ig, all := newIgnore(nil, "", []byte(b.String()))
	if len(ig.patterns) != maxPatterns || all {
		t.Errorf("%d patterns are taken, all = %v", len(ig.patterns), all)
	}
	ig, all = newIgnore(nil, "", []byte(strings.Repeat("[", maxPattern+1)+"\nb\n"))
	if len(ig.patterns) != 1 || all {
		t.Errorf("a long pattern leaves %d patterns, all = %v", len(ig.patterns), all)
	}
}

func FuzzIgnore(f *testing.F) {
	for _, c := range ignoreCases {
		f.Add(c.patterns, c.name)
	}
	f.Fuzz(func(t *testing.T, patterns, name string) {
		ig, _ := newIgnore(nil, "", []byte(patterns))
		dir := ig.excludes(name, true)
		if file := ig.excludes(name, false); file && !dir && !strings.Contains(patterns, "!") {
			t.Errorf("%q excludes %q as a file but not as a folder", patterns, name)
		}
	})
}

func BenchmarkIgnore(b *testing.B) {
	ig, _ := newIgnore(nil, "", []byte(strings.Repeat("node_modules/\n*.log\n/dist\nbuild/**/x\n", 25)))
	b.ReportAllocs()
	for b.Loop() {
		ig.excludes("services/web/src/component", true)
	}
}
