package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestShellCheckProgram holds what becomes of a program that is missing, fails, prints no end, or looks around.
func TestShellCheckProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-ins are scripts")
	}
	for _, c := range []struct {
		name, program string
		code          int
		stdout        string // part of it
		stderr        string
	}{
		{"missing", "", exitUsage, "", "plimsoll: --shellcheck needs the program shellcheck on the PATH"},
		{"clean", "echo '{\"comments\":[]}'", exitClean, "no findings in 1 file", ""},
		{"says something", `echo '{"comments":[{"file":"0.sh","line":2,"endLine":2,"column":6,"endColumn":8,"code":2086,"message":"Quote it."}]}'; exit 1`,
			exitClean, "Dockerfile:2:10: low: SC2086: quote it [shell-script-fault]", ""},
		{"fails", "exit 3", exitUsage, "were not checked: shellcheck ended with 3", ""},
		{"prints no report", "echo usage", exitUsage, "were not checked: shellcheck printed no report", ""},
		{"prints no end", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done",
			exitUsage, "were not checked: shellcheck printed more than 16777216 bytes", ""},
		{"has no environment", `[ -z "$SECRET" ] && [ -z "$SHELLCHECK_OPTS" ] && [ "$(/bin/ls)" = 0.sh ] && echo '{"comments":[]}'`, exitClean, "no findings in 1 file", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			bin, dir := t.TempDir(), t.TempDir()
			if c.program != "" {
				if err := os.WriteFile(filepath.Join(bin, "shellcheck"), []byte("#!/bin/sh\n"+c.program+"\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM alpine:3.22\nRUN echo $a\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin)
			t.Setenv("SECRET", "x")
			t.Setenv("SHELLCHECK_OPTS", "x")
			var stdout, stderr bytes.Buffer
			a := &app{stdin: os.Stdin, stdout: &stdout, stderr: &stderr}
			code := a.run(t.Context(), []string{"lint", "--shellcheck", "--select", "moving-tag", dir})
			if code != c.code {
				t.Errorf("the exit code is %d, want %d", code, c.code)
			}
			if !strings.Contains(stdout.String(), c.stdout) || !strings.HasPrefix(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("stdout: %s\nstderr: %s", &stdout, &stderr)
			}
		})
	}
}
