package engine_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// run lints the given folders, each a root of its own, below one that holds the files.
func run(ctx context.Context, t *testing.T, files map[string]string, dirs ...string) (*engine.Outcome, error) {
	t.Helper()
	top := t.TempDir()
	for name, content := range files {
		path := filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := project.Discover(dirs, project.Options{Dir: top})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = found.Close() })
	return engine.Lint(ctx, engine.Request{
		Roots: found.Roots, Rules: rules.All(), Flags: config.Flags{Select: []string{"moving-tag"}},
	})
}

func TestEachRootHasSettingsOfItsOwn(t *testing.T) {
	const bad = "FROM alpine:latest\n"
	out, err := run(t.Context(), t, map[string]string{
		"a/Dockerfile": bad, "a/.plimsoll.yaml": "rules:\n  moving-tag: critical\n",
		"b/Dockerfile": bad, "b/.plimsoll.yaml": "fail-on: low\n",
	}, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range out.Result.Findings {
		got = append(got, f.Span.String()+" "+f.Severity.String())
	}
	if want := "a/Dockerfile:1:13 critical, b/Dockerfile:1:13 medium"; strings.Join(got, ", ") != want {
		t.Errorf("findings %q, want %q", got, want)
	}
	if out.FailOn == nil || *out.FailOn != lint.Low || !out.Failed() || out.Incomplete() {
		t.Errorf("the lowest threshold of both is to count: %v", out.FailOn)
	}
	rule, _ := rules.Find("moving-tag")
	if s := out.Severity(rule); s != rule.Severity {
		t.Errorf("where settings differ a rule keeps its own severity, not %s", s)
	}
}

func TestBrokenSettingsEndTheRunBeforeItBegins(t *testing.T) {
	_, err := run(t.Context(), t, map[string]string{
		"a/Dockerfile": "FROM alpine:latest\n", "a/.plimsoll.yaml": "rules:\n  moving-tags: off\n",
	}, "a")
	var broken *config.Error
	if !errors.As(err, &broken) || !strings.Contains(err.Error(), ".plimsoll.yaml:2:3") {
		t.Errorf("error %v", err)
	}
}

func TestInterruptedRunsHaveNoOutcome(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if out, err := run(ctx, t, map[string]string{"a/Dockerfile": "FROM alpine:latest\n"}, "a"); out != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("outcome %v, error %v", out, err)
	}
}
