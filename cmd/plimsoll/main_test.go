package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"plimsoll": func() {
			a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
			os.Exit(a.run(context.Background(), os.Args[1:]))
		},
	})
}

// TestCommand drives the command as users do: each script in testdata/cli is one way to use it.
func TestCommand(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/cli",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// The repository of the test's own folder must not be the root of what the scripts lint.
			return os.Mkdir(env.WorkDir+"/.git", 0o755)
		},
	})
}

func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM alpine:latest\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(context.Background())
	interrupt()
	var stdout, stderr bytes.Buffer
	a := &app{stdin: os.Stdin, stdout: &stdout, stderr: &stderr}
	report := filepath.Join(dir, "report.json")
	if code := a.run(ctx, []string{"lint", "-o", "json=" + report, dir}); code != exitUsage {
		t.Errorf("the exit code is %d, want %d", code, exitUsage)
	}
	if got, want := stderr.String(), "plimsoll: interrupted\n"; got != want {
		t.Errorf("the message is %q, want %q", got, want)
	}
	if _, err := os.Stat(report); !os.IsNotExist(err) {
		t.Error("there is a report of half a run")
	}
}
