package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/shellcheck"
)

// Bounds on one call of ShellCheck, which reads scripts that anybody may have written.
const (
	shellCheckTime   = time.Minute
	shellCheckOutput = 16 << 20 // bytes
)

// shellCheck returns what runs ShellCheck, nil where nobody asked for it.
func (a *app) shellCheck() (shellcheck.Runner, error) {
	if !a.input.shellCheck {
		return nil, nil
	}
	program, err := exec.LookPath("shellcheck")
	if err != nil {
		return nil, usagef("--shellcheck needs the program shellcheck on the PATH, and there is none that can be run; install it, or leave the flag out")
	}
	if program, err = filepath.Abs(program); err != nil {
		return nil, usagef("--shellcheck cannot run %s: %v", program, err)
	}
	return func(ctx context.Context, files []shellcheck.File) ([]byte, error) {
		return runShellCheck(ctx, program, files)
	}, nil
}

// runShellCheck runs the program over files in a folder of their own, without a shell, without the settings of the user and
// with nothing of the environment.
func runShellCheck(ctx context.Context, program string, files []shellcheck.File) ([]byte, error) {
	dir, err := os.MkdirTemp("", "plimsoll-")
	if err != nil {
		return nil, errors.New("no temporary folder can be made for shellcheck")
	}
	defer os.RemoveAll(dir)
	args := []string{"--norc", "--format=json1", "--exclude=SC1090,SC1091,SC2187", "--"}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Text, 0o600); err != nil {
			return nil, errors.New("the scripts cannot be written for shellcheck")
		}
		args = append(args, f.Name)
	}
	ctx, cancel := context.WithTimeout(ctx, shellCheckTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	out := &limited{left: shellCheckOutput, stop: cancel}
	cmd.Dir, cmd.Stdout, cmd.WaitDelay = dir, out, time.Second
	cmd.Env = []string{"LC_ALL=C.UTF-8", "HOME=" + dir}
	_ = cmd.Run() // its exit code says more
	code := -1
	if cmd.ProcessState != nil {
		code = cmd.ProcessState.ExitCode()
	}
	switch {
	case out.left < 0:
		return nil, fmt.Errorf("shellcheck printed more than %d bytes", shellCheckOutput)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("shellcheck was stopped after %s", shellCheckTime)
	case ctx.Err() != nil:
		return nil, errors.New("shellcheck was interrupted")
	case code < 0:
		return nil, errors.New("shellcheck cannot be run, or was killed")
	case code > 1: // 1 says that there are findings
		return nil, fmt.Errorf("shellcheck ended with %d", code)
	}
	return out.buffer.Bytes(), nil
}

// limited keeps what is written to it up to a bound, and then calls stop.
type limited struct {
	buffer bytes.Buffer
	left   int
	stop   func()
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		l.stop()
		return 0, errors.New("too much output")
	}
	return l.buffer.Write(p)
}
