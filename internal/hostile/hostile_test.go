//go:build unix

// Package hostile runs the built command over inputs that were made to break it, and over a corpus of real ones.
//
// The inputs lie beside the repository, in shared/corpus; without them the tests are skipped. PLIMSOLL_HOSTILE_BIG=1 adds
// the big ones and those with odd names, links and pipes, which a script makes anew.
package hostile

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// The bounds of every run. They tell a hang from a slow machine; what is slow shows in the benchmarks.
const (
	timeLimit   = 30 * time.Second
	memoryLimit = 1 << 30
)

// corpus returns the folder of the shared inputs, found beside a folder above the working directory.
func corpus(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if found := filepath.Join(dir, "shared", "corpus"); isFolder(found) {
			return found
		}
	}
	t.Skip("there is no shared/corpus beside the repository")
	return ""
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// binary builds the command once, into builtIn.
var (
	builtIn string
	binary  = sync.OnceValues(func() (name string, err error) {
		if builtIn, err = os.MkdirTemp("", "plimsoll-hostile-"); err != nil {
			return "", err
		}
		name = filepath.Join(builtIn, "plimsoll")
		out, err := exec.Command("go", "build", "-o", name, "../../cmd/plimsoll").CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("go build: %w\n%s", err, out)
		}
		return name, nil
	})
)

func TestMain(m *testing.M) {
	code := m.Run()
	if builtIn != "" {
		_ = os.RemoveAll(builtIn)
	}
	os.Exit(code)
}

// outcome is what one run of the command did.
type outcome struct {
	exit           int
	stdout, stderr []byte
	memory         int64 // the most that was resident, in bytes; 0 where the system does not say
	elapsed        time.Duration
}

// run runs the command in dir and fails the test if it crashes, hangs or grows.
func run(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	name, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	// A limit on the address space ends what grows without bound before the machine suffers.
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -v 8388608; exec "$@"`, "sh", name}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	hung := time.AfterFunc(timeLimit, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	if !hung.Stop() {
		t.Fatalf("no end after %v", timeLimit)
	}
	o := outcome{exit: cmd.ProcessState.ExitCode(), stdout: stdout.Bytes(), stderr: stderr.Bytes(), elapsed: time.Since(start)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		o.memory = int64(usage.Maxrss) << 10 //nolint:unconvert // it is narrower on some systems
	}
	if bytes.Contains(o.stderr, []byte("goroutine ")) || o.exit < 0 || o.exit > 3 {
		t.Fatalf("exit %d (%v)\n%s", o.exit, err, tail(o.stderr))
	}
	if o.memory > memoryLimit {
		t.Errorf("took %d MiB of memory", o.memory>>20)
	}
	return o
}

func tail(b []byte) []byte { return b[max(0, len(b)-2000):] }

// raw returns the first character of a report that a terminal or a log may act upon.
func raw(report []byte) (r rune, found bool) {
	for len(report) > 0 {
		r, size := utf8.DecodeRune(report)
		if r == utf8.RuneError && size == 1 || unicode.IsControl(r) && r != '\n' {
			return r, true
		}
		report = report[size:]
	}
	return 0, false
}

// row is one line of EXPECT.tsv, whose head says what the columns mean.
type row struct {
	path    string
	made    bool
	at      place
	classes []string
	must    string
}

// place is where a finding is owed. The zero place is anywhere in the file.
type place struct {
	none         bool
	line, column int
	file         string
}

func readRows(t *testing.T, dir string) []row {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "EXPECT.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for n, line := range strings.Split(strings.TrimRight(string(content), "\n"), "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "path\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 5 {
			t.Fatalf("line %d has %d fields", n+1, len(f))
		}
		at, err := parsePlace(f[2])
		if err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		rows = append(rows, row{
			path: unquote(f[0]), made: f[1] == "made", at: at, classes: strings.Split(f[3], "|"), must: f[4],
		})
	}
	return rows
}

func parsePlace(s string) (p place, err error) {
	s, p.file, _ = strings.Cut(s, " of ")
	switch s {
	case "-":
		p.none = true
		return p, nil
	case "any":
		return p, nil
	}
	line, column, ok := strings.Cut(s, ":")
	if p.line, err = strconv.Atoi(line); err == nil && ok {
		p.column, err = strconv.Atoi(column)
	}
	return p, err
}

var escapes = regexp.MustCompile(`\\udc[0-9a-f]{2}|\\u[0-9a-f]{4}|\\.`)

// unquote reads a path as it is written in EXPECT.tsv: as it is, or as a JSON string in which \udcXX is the byte XX.
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' {
		return s
	}
	return escapes.ReplaceAllStringFunc(s[1:len(s)-1], func(e string) string {
		if code, err := strconv.ParseUint(strings.TrimPrefix(e, `\u`), 16, 16); err == nil && len(e) == 6 {
			if code>>8 == 0xDC {
				return string([]byte{byte(code)})
			}
			return string(rune(code))
		}
		switch e {
		case `\n`:
			return "\n"
		case `\t`:
			return "\t"
		}
		return e[1:]
	})
}

// owed names rows that the command does not live up to, and why.
var owed = map[string]string{
	"compose/seccomp-missing/compose.yaml": "said as missing-seccomp-profile, of low severity: the file may be made before the start",
	"dockerfile/user-odd/Dockerfile":       "the base image may set U, so that the user of ${U:-0} counts as unknown",
}

func TestKept(t *testing.T) {
	dir := filepath.Join(corpus(t), "hostile")
	for _, r := range readRows(t, dir) {
		if !r.made {
			t.Run(r.path, func(t *testing.T) { check(t, dir, r) })
		}
	}
}

func TestMade(t *testing.T) {
	if os.Getenv("PLIMSOLL_HOSTILE_BIG") == "" {
		t.Skip("PLIMSOLL_HOSTILE_BIG is not set")
	}
	dir := filepath.Join(corpus(t), "hostile")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	made := filepath.Join(t.TempDir(), "made")
	t.Cleanup(func() { // what was made unreadable could not be removed
		_ = exec.Command("chmod", "-R", "u+rwX", made).Run()
	})
	if out, err := exec.Command(python, filepath.Join(dir, "make_big.py"), made).CombinedOutput(); err != nil {
		t.Fatalf("make_big.py: %v\n%s", err, out)
	}
	for _, r := range readRows(t, dir) {
		if r.made {
			t.Run(r.path, func(t *testing.T) { check(t, made, r) })
		}
	}
}

// check runs the command over one hostile input and holds what it did against the row.
func check(t *testing.T, dir string, r row) {
	if why := owed[r.path]; why != "" {
		t.Skip(why)
	}
	if r.path == "nodes/unreadable" && os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	t.Parallel()
	args := []string{"lint", "--format", "json"}
	if r.frontend() || strings.HasPrefix(r.path, "seccomp/") || strings.HasPrefix(r.path, "compose/seccomp-") {
		args = append(args, "--preset", "all")
	}
	args = append(args, "--", r.path)
	if name, ok := strings.CutSuffix(r.path, ".dockerignore"); ok {
		args[len(args)-1] = name + "Dockerfile" // an ignore file is read for what it keeps out of a build
	}
	o := run(t, dir, args...)
	if c, found := raw(o.stdout); found {
		t.Errorf("the report holds a raw %U", c)
	}
	if bytes.Contains(o.stdout, []byte("root:x:0:0")) {
		t.Errorf("the report holds a line of /etc/passwd")
	}
	rep := decode(t, o)
	var reasons []string
	for _, class := range r.classes {
		reason := rep.fails(class, r)
		if reason == "" {
			reasons = nil
			break
		}
		reasons = append(reasons, class+": "+reason)
	}
	if reasons != nil {
		t.Errorf("exit %d; %s\nmust: %s\n%s%s", o.exit, strings.Join(reasons, "; "), r.must, rep, tail(o.stderr))
	}
	if strings.Contains(r.must, "no finding about privileged") && rep.any("privileged") {
		t.Errorf("a finding about privileged\n%s", rep)
	}
	if strings.Contains(r.must, "every output format") || strings.Contains(r.must, "escaped") {
		checkFormats(t, dir, r.path)
	}
}

// checkFormats looks at the other formats of what has odd characters in it.
func checkFormats(t *testing.T, dir, path string) {
	for _, format := range []string{"text", "sarif"} {
		o := run(t, dir, "lint", "--format", format, "--", path)
		if c, found := raw(o.stdout); found {
			t.Errorf("the %s report holds a raw %U", format, c)
		}
		if format == "text" && bytes.ContainsAny(o.stdout, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069") {
			t.Errorf("the text report holds a character that turns its direction")
		}
		for line := range bytes.Lines(o.stdout) {
			if bytes.HasPrefix(line, []byte("::")) || bytes.HasPrefix(line, []byte("##")) {
				t.Errorf("the %s report forges a workflow command: %q", format, line)
			}
		}
	}
}
