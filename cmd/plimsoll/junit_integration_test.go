//go:build integration

package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestJUnitParser has a reader of JUnit reports (Debian's python3-junitparser) count what a report holds.
func TestJUnitParser(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.CommandContext(t.Context(), python, "-c", "import junitparser").Run(); err != nil {
		t.Skip("python3-junitparser is not installed")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "plimsoll")
	mustRun(t, ".", "go", "build", "-o", program, ".")
	write(t, dir, "bad/compose.yaml", "services:\n  web:\n    image: nginx:latest\n    privileged: true\n")
	write(t, dir, "quiet/Dockerfile", "FROM scratch\n")
	for path, want := range map[string]string{"bad": "tests 2 failures 1 errors 0 cases 2", "quiet": "tests 1 failures 0 errors 0 cases 1"} {
		report := filepath.Join(dir, path+".xml")
		_, _ = runIn(t, dir, program, "lint", "--select", "privileged-container,moving-tag", "-o", "junit="+report, path)
		out, err := runIn(t, dir, python, "-c", `import junitparser, sys
x = junitparser.JUnitXml.fromfile(sys.argv[1])
print("tests", x.tests, "failures", x.failures, "errors", x.errors, "cases", sum(1 for s in x for c in s))`, report)
		if err != nil || strings.TrimSpace(out) != want {
			t.Errorf("%s: %v, %s, want %s", path, err, out, want)
		}
	}
}
