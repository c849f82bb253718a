package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPolicyOfThePage runs the example of docs/policy.md as its reader would.
func TestPolicyOfThePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/policy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), "```yaml\n# policy.yaml\n")
	content, _, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("docs/policy.md has lost its example")
	}
	name := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
	if code := a.run(context.Background(), []string{"policy", "test", name}); code != exitClean {
		t.Errorf("the exit code is %d\n%s%s", code, &stdout, &stderr)
	}
	if !strings.Contains(stdout.String(), "rules: 2, examples: 6, failed: 0;") {
		t.Errorf("it says %s", &stdout)
	}
}
