// Command plimsoll lints Dockerfiles, Compose files and settings of Docker for what the containers will really run as.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// The exit codes. docs/output.md explains them.
const (
	exitClean    = 0 // nothing at or above the threshold
	exitFindings = 1
	exitUsage    = 2 // usage, configuration, unreadable input, a coverage gap, a fault of plimsoll
	exitNothing  = 3 // there is nothing to lint
)

func main() {
	collectLate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	code := a.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// app is one run of the command. Its fields are what a test replaces.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	input          inputOptions
	// ownRules are those that the policy describes.
	ownRules []*lint.Rule
	// shown turns a path in reports into the one that people see; set once the documents are known.
	shown func(path string) string
}

// exitError ends the run with a code. Without a message it has said its word already.
type exitError struct {
	code    int
	message string
}

func (e *exitError) Error() string { return e.message }

// usagef returns the error of a wrong call or a wrong configuration.
func usagef(format string, args ...any) error {
	return &exitError{code: exitUsage, message: fmt.Sprintf(format, args...)}
}

// run executes the command line and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitClean
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{code: exitUsage, message: err.Error()}
	}
	if ctx.Err() != nil && exit.message != "" { // without a message the run had come to its end
		exit.message = "interrupted"
	}
	if exit.message != "" {
		for line := range strings.SplitSeq(exit.message, "\n") {
			fmt.Fprintln(a.stderr, "plimsoll: "+glyph.Visible(line))
		}
	}
	return exit.code
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "plimsoll",
		Version:       version(),
		Short:         "Lint Dockerfiles, Compose files and settings of Docker for what the containers will really run as",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%v; see %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(a.lintCommand(), a.fixCommand(), a.hardenCommand(), a.showCommand(), a.seccompCommand(), a.explainCommand(),
		a.rulesCommand(), a.configCommand(), a.baselineCommand(), a.waiversCommand(), a.policyCommand(), a.lspCommand(), a.versionCommand())
	return root
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  exactly(0, "nothing"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "plimsoll", version())
			return err
		},
	}
}

// exactly returns the check of a command's arguments; what says in words what they are.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usagef("%s takes %s, not %d arguments", cmd.CommandPath(), what, len(args))
	}
}

// days reads --now: the day on which ignores run out, by default that of the clock, and the day against which the dates of
// tables are held, by default that of each table, so that the same version and input give the same report.
func days(flag string) (now, today time.Time, err error) {
	if flag == "" {
		return time.Now(), time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, flag)
	if err != nil {
		return now, today, usagef("--now %q is no day; write it as 2026-12-31", flag)
	}
	return day, day, nil
}
