package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp/trace"
)

func (a *app) seccompBuildCommand() *cobra.Command {
	var arch, output string
	cmd := &cobra.Command{
		Use:   "build [TRACE...]",
		Short: "Write a seccomp profile that allows what a trace shows",
		Long: `Reads what a program did and prints a profile that allows these system calls, and those that runc needs to start it. A TRACE
is the output of strace -f or strace -f -c, or of perf trace, an audit log with records of SECCOMP, or a list of names, one in a
line. "-" and none are the standard input.

Any other call fails with ENOSYS, so that programs fall back where they can. The profile is no looser than Docker's default, but
for calls that the default allows nobody; such calls are named on the standard error, and so is what a trace cannot know.`,
		Example: `  strace -f -o trace.txt ./server & run its tests; then: plimsoll seccomp build trace.txt -o profile.json`,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.seccompBuild(args, arch, output)
		},
	}
	cmd.Flags().StringVar(&arch, "arch", string(seccomp.AMD64), "the machine that the trace was made on: "+machineNames())
	cmd.Flags().StringVarP(&output, "output", "o", "", "write the profile to this file")
	return cmd
}

func (a *app) seccompBuild(args []string, arch, output string) error {
	m, err := machine(arch)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"-"}
	}
	var names, unknown []string
	var foreign []seccomp.Arch
	for _, name := range args {
		in, err := a.open(name)
		if err != nil {
			return err
		}
		calls, err := trace.Read(in, m)
		_ = in.Close() // it was read only
		if err != nil {
			return usagef("cannot read %s: %v", name, atomic.Reason(err))
		}
		if len(calls.Names) == 0 {
			return &exitError{code: exitNothing, message: name + " holds no system call in a form that is known"}
		}
		names, unknown, foreign = append(names, calls.Names...), append(unknown, calls.Unknown...), append(foreign, calls.Foreign...)
	}
	built := seccomp.Build(names)
	if output == "" || output == "-" {
		if _, err := a.stdout.Write(built.JSON); err != nil {
			return err
		}
	} else if err := writeFile(output, built.JSON); err != nil {
		return usagef("cannot write %s: %v", output, err)
	}
	slices.Sort(names)
	a.buildNotes(len(slices.Compact(names)), m, built, unknown, foreign)
	return nil
}

// writeFile writes a file as a whole.
func writeFile(name string, content []byte) error {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return atomic.Reason(err)
	}
	defer root.Close()
	f, err := atomic.Create(root, filepath.Base(name), 0o666)
	if err != nil {
		return atomic.Reason(err)
	}
	defer f.Discard()
	if _, err := io.Copy(f, bytes.NewReader(content)); err != nil {
		return atomic.Reason(err)
	}
	return atomic.Reason(f.Commit())
}

// buildNotes says what was put into the profile, and what a trace cannot know.
func (a *app) buildNotes(seen int, m seccomp.Machine, b *seccomp.Built, unknown []string, foreign []seccomp.Arch) {
	note := func(format string, args ...any) {
		fmt.Fprintf(a.stderr, "plimsoll: "+format+"\n", args...)
	}
	note("%s seen, %d more for the start by runc", calls(seen), b.Startup)
	for _, name := range b.Beyond {
		d, _ := seccomp.DangerOf(name)
		if d.Gain != "" {
			note("%s is allowed since it was seen, but Docker allows it to nobody: it lets a process %s", name, d.Gain)
		} else {
			note("%s is allowed since it was seen, but Docker allows it to nobody", name)
		}
	}
	for _, name := range b.Gated {
		note("%s is allowed with %s only, as by Docker's default", name, seccomp.Gate(name))
	}
	for _, name := range unknown {
		note("%s is no system call and is left out", glyph.Visible(name))
	}
	for _, arch := range foreign {
		note("some of the calls were those of a program for %s", arch)
	}
	note("a trace knows nothing of what the program did not do meanwhile: other requests, errors, signals, restarts, its end")
	note("it was made on %s with one version of the program and its libraries; others may call other things", m)
	note("try it: run the tests under the profile, with \"defaultAction\": \"SCMP_ACT_LOG\" first")
}
