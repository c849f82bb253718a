//go:build integration

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSARIFMultitool has Microsoft's validator (npm install -g @microsoft/sarif-multitool) look at a report with findings, one
// without, and one about a run that failed in part.
func TestSARIFMultitool(t *testing.T) {
	if _, err := exec.LookPath("sarif-multitool"); err != nil {
		t.Skip("sarif-multitool is not installed")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "plimsoll")
	mustRun(t, ".", "go", "build", "-o", program, ".")
	write(t, dir, "quiet/Dockerfile", "FROM scratch\n")
	write(t, dir, "broken/compose.yaml", "services: [\n")
	write(t, dir, "template/Dockerfile", "FROM {{ base }}\n")
	readme, err := filepath.Abs(filepath.Join("..", "..", "testdata", "readme"))
	if err != nil {
		t.Fatal(err)
	}
	validate := []string{"sarif-multitool", "validate"}
	if exec.CommandContext(t.Context(), "unshare", "-rn", "true").Run() == nil {
		validate = append([]string{"unshare", "-rn"}, validate...) // else it asks for the pages of all rules, one after the other
	}
	for _, path := range []string{readme, "quiet", "broken", "template"} {
		report := filepath.Join(dir, filepath.Base(path)+".sarif")
		if out, err := runIn(t, dir, program, "lint", "--preset", "all", "-o", "sarif="+report, path); err != nil && !strings.Contains(err.Error(), "exit status") {
			t.Fatalf("%v\n%s", err, out)
		}
		if _, err := os.Stat(report); err != nil {
			t.Fatal(err)
		}
		validate = append(validate, report)
	}
	cmd := exec.CommandContext(t.Context(), validate[0], validate[1:]...)
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	out, err := cmd.CombinedOutput()
	if text := string(out); err != nil || strings.Contains(text, "error ") || !strings.Contains(text, "4 files scanned") {
		t.Errorf("%v\n%s", err, text)
	}
}
