package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/docs"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// homePage is where people find plimsoll.
const homePage = "https://github.com/plimsoll-lint/plimsoll"

// inputOptions are the flags of all commands that read documents.
type inputOptions struct {
	flags         config.Flags
	stdinFilename string
	daemon        string
	buildArgs     []string
	now           string
	allowEmpty    bool
	shellCheck    bool
	keep          bool
	baseline      string
	since         string
	policy        string
	composeFiles  []string
	envFiles      []string
	envFromShell  bool
}

func (a *app) inputFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.input.stdinFilename, "stdin-filename", "", "the path that the content on standard input belongs to; with the path -")
	a.projectFlags(cmd)
	a.daemonFlag(cmd)
	a.settingsFlag(cmd)
}

func (a *app) daemonFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.input.daemon, "daemon", "", "the daemon.json of the daemon that runs the containers, instead of the one that lies beside them")
}

func (a *app) settingsFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.input.flags.File, "config", "", "settings file, relative to the root of the repository, instead of the nearest .plimsoll.yaml or .hadolint.yaml")
	cmd.Flags().StringVar(&a.input.policy, "policy", "", "policy that settings and flags cannot weaken (default that of the variable "+policyVariable+")")
	cmd.PreRunE = func(*cobra.Command, []string) error { return a.readPolicy() }
}

// ruleFlags are the flags of the commands that ask rules.
func (a *app) ruleFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&a.input.flags.Presets, "preset", nil, "presets of rules: security, hygiene, cis, hadolint, all")
	f.StringSliceVar(&a.input.flags.Select, "select", nil, "run only these rules; with --preset, these as well")
	f.StringSliceVar(&a.input.flags.Ignore, "ignore", nil, "do not run these rules")
	f.BoolVar(&a.input.flags.NoInlineIgnores, "no-inline-ignores", false, "report what comments in the files ignore, too")
	f.StringVar(&a.input.now, "now", "", "the day for end-of-life dates (default that of the table) and for ignores that expire (default today)")
}

func (a *app) lintCommand() *cobra.Command {
	var format, color string
	var outputs []string
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Lint Dockerfiles, Compose files and settings of Docker; the current folder by default, - for standard input",
		Example: `  plimsoll lint
  plimsoll lint --format sarif > plimsoll.sarif
  plimsoll lint -o text=- -o sarif=plimsoll.sarif deploy/
  plimsoll lint --stdin-filename app/Dockerfile - < app/Dockerfile`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(outputs) == 0 {
				outputs = []string{format + "=-"}
			} else if cmd.Flags().Changed("format") {
				return usagef("--format and --output exclude each other; write --output %s=-", format)
			}
			targets, err := report.ParseOutputs(outputs)
			if err != nil {
				return usagef("%v", err)
			}
			a.presetsOf(targets)
			colored, err := a.colored(color)
			if err != nil {
				return err
			}
			return a.lintAndReport(cmd.Context(), args, targets, colored)
		},
	}
	a.inputFlags(cmd)
	a.ruleFlags(cmd)
	a.baselineFlag(cmd)
	cmd.Flags().StringVar(&a.input.since, "since", "", "report only what lines that changed since this commit of git, or since the branch left it, have a part in")
	cmd.Flags().StringVar(&a.input.flags.FailOn, "fail-on", "", "lowest severity that fails the run: critical, high, medium, low, info, never (default high; info with the preset hadolint alone)")
	cmd.Flags().StringVarP(&format, "format", "f", "text", "format of the report: "+formatNames())
	cmd.Flags().StringArrayVarP(&outputs, "output", "o", nil, "FORMAT=FILE of a report; may be given several times, - is standard output")
	cmd.Flags().StringVar(&color, "color", "auto", "colours in text: auto, always, never")
	cmd.Flags().BoolVar(&a.input.shellCheck, "shellcheck", false, "have the program shellcheck, which must be on the PATH, look at the scripts of RUN")
	cmd.Flags().BoolVar(&a.input.allowEmpty, "allow-empty", false, "succeed when there is nothing to lint")
	return cmd
}

// presetsOf has the rules run that the formats report on: they alone where no other format is asked for, and otherwise besides those that
// would run anyway. Whoever names rules or presets gets those.
func (a *app) presetsOf(outputs []report.Output) {
	flags := &a.input.flags
	if len(flags.Presets) > 0 || len(flags.Select) > 0 {
		return
	}
	var presets []string
	alone := true
	for _, o := range outputs {
		switch p := o.Format.Preset; {
		case p == "":
			alone = false
		case !slices.Contains(presets, p):
			presets = append(presets, p)
		}
	}
	if alone {
		flags.Presets = presets
	} else {
		flags.Also = presets
	}
}

func formatNames() string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// lintAndReport runs the rules, writes all reports and turns the outcome into an exit code.
func (a *app) lintAndReport(ctx context.Context, args []string, outputs []report.Output, colored bool) error {
	outcome, err := a.lint(ctx, args)
	if err != nil {
		var exit *exitError
		if errors.As(err, &exit) && exit.code == exitNothing {
			// Whoever reads the report is owed a whole document, also when there was nothing to lint.
			if werr := a.report(&engine.Outcome{}, colored).Write(outputs, a.stdout); werr != nil {
				return werr
			}
			if a.input.allowEmpty {
				fmt.Fprintln(a.stderr, "plimsoll: "+exit.message)
				return nil
			}
		}
		return err
	}
	if err := a.report(outcome, colored).Write(outputs, a.stdout); err != nil {
		return err
	}
	switch {
	case outcome.Incomplete():
		return &exitError{code: exitUsage}
	case outcome.Failed():
		return &exitError{code: exitFindings}
	}
	return nil
}

func (a *app) report(outcome *engine.Outcome, colored bool) *report.Report {
	return &report.Report{
		Tool:     report.Tool{Name: "plimsoll", Version: version(), URI: homePage},
		Result:   outcome.Result,
		Policy:   a.reportedPolicy(),
		Rules:    a.rules(),
		Severity: outcome.Severity,
		Help: func(id string) (string, string) {
			page, _ := docs.Rule(id)
			return page, page
		},
		URL: func(id string) string {
			if a.isOwn(id) {
				return ""
			}
			return pageOf(id)
		},
		FailOn: outcome.FailOn,
		Show:   a.shown,
		Color:  colored,
	}
}

// lint discovers and lints what the arguments name. Where there is nothing to lint the error has the code exitNothing.
func (a *app) lint(ctx context.Context, args []string) (*engine.Outcome, error) {
	found, outcome, err := a.lintFound(ctx, args)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	if err := a.leaveKnown(found, outcome); err != nil {
		return nil, err
	}
	if err := a.leaveOld(ctx, found, outcome); err != nil {
		return nil, err
	}
	return outcome, nil
}

// lintFound is lint with what was discovered, which the caller closes.
func (a *app) lintFound(ctx context.Context, args []string) (found *project.Discovery, outcome *engine.Outcome, err error) {
	if found, err = a.discover(args); err != nil {
		return nil, nil, err
	}
	if outcome, err = a.lintAll(ctx, args, found); err != nil {
		_ = found.Close() // the first error is the one to tell
		return nil, nil, err
	}
	return found, outcome, nil
}

func (a *app) lintAll(ctx context.Context, args []string, found *project.Discovery) (*engine.Outcome, error) {
	for _, root := range found.Roots {
		for _, name := range root.Foreign {
			fmt.Fprintf(a.stderr, "plimsoll: %q is neither a Dockerfile nor a Compose file, nor settings of Docker; it was not linted\n", name)
		}
	}
	a.mentionIgnored(found)
	if found.Empty() {
		return nil, &exitError{code: exitNothing, message: "there is no Dockerfile, no Compose file and nothing else to lint in " + named(args)}
	}
	now, today, err := days(a.input.now)
	if err != nil {
		return nil, err
	}
	buildArgs, err := a.buildArgs()
	if err != nil {
		return nil, err
	}
	settings, err := a.daemon()
	if err != nil {
		return nil, err
	}
	checker, err := a.shellCheck()
	if err != nil {
		return nil, err
	}
	progress, done := a.progress()
	defer done()
	outcome, err := engine.Lint(ctx, engine.Request{
		Roots: found.Roots, Rules: a.rules(), Flags: a.input.flags, BuildArgs: buildArgs, Now: now, Today: today, Keep: a.input.keep,
		Progress: progress, ShellCheck: checker, Daemon: settings,
	})
	if err != nil {
		return nil, usagef("%v", err)
	}
	a.mentionNotes(outcome.Notes)
	a.shown = shower(found)
	return outcome, nil
}

// mentionIgnored says what .gitignore keeps out of the run: a file that is ignored but committed all the same would
// otherwise be a place to hide.
func (a *app) mentionIgnored(found *project.Discovery) {
	n := 0
	for _, root := range found.Roots {
		n += len(root.Ignored)
	}
	switch {
	case n == 1:
		fmt.Fprintln(a.stderr, "plimsoll: one file was left out because of .gitignore; name it to lint it")
	case n > 1:
		fmt.Fprintf(a.stderr, "plimsoll: %d files were left out because of .gitignore; name them to lint them\n", n)
	}
}

func named(args []string) string {
	if len(args) == 0 {
		return "the current folder"
	}
	return strings.Join(args, ", ")
}

// discover finds the documents. The path - stands for standard input.
func (a *app) discover(args []string) (*project.Discovery, error) {
	args, opts, err := a.projectOptions(args)
	if err != nil {
		return nil, err
	}
	if len(args) == 1 && args[0] == "-" {
		if a.input.stdinFilename == "" {
			return nil, usagef("- needs --stdin-filename, so that the content's kind and its neighbours are known")
		}
		content, err := io.ReadAll(io.LimitReader(a.stdin, project.MaxFileSize+1))
		if err != nil {
			return nil, usagef("cannot read standard input: %v", err)
		}
		if len(content) > project.MaxFileSize {
			return nil, usagef("standard input holds more than %d bytes", project.MaxFileSize)
		}
		args = []string{a.input.stdinFilename}
		opts.Buffers = map[string][]byte{a.input.stdinFilename: content}
	} else if a.input.stdinFilename != "" {
		return nil, usagef("--stdin-filename goes with the path -")
	}
	found, err := project.Discover(args, opts)
	if err != nil {
		return nil, usagef("%v", err)
	}
	return found, nil
}

// daemon reads the settings that --daemon names. They are told apart from those of the host: nothing is read that is not asked for.
func (a *app) daemon() (*daemon.File, error) {
	if a.input.daemon == "" {
		return nil, nil
	}
	f, err := project.ReadDaemon(a.input.daemon)
	if err != nil {
		return nil, usagef("cannot read the settings of the daemon: %v", err)
	}
	for _, p := range f.Problems {
		switch p.Kind {
		case source.Malformed, source.Refused:
			return nil, usagef("%s: %s", p.Span, p.Message)
		case source.UnknownName: // a later dockerd may know it
			fmt.Fprintf(a.stderr, "plimsoll: %s: %s\n", p.Span, glyph.Visible(p.Message))
		}
	}
	return f, nil
}

func (a *app) buildArgs() (map[string]string, error) {
	args := map[string]string{}
	for _, arg := range a.input.buildArgs {
		name, value, ok := strings.Cut(arg, "=")
		if name == "" {
			return nil, usagef("--build-arg %q has no name; write NAME=VALUE", arg)
		}
		if !ok {
			value = os.Getenv(name)
		}
		args[name] = value
	}
	return args, nil
}

// shower returns how text shows paths: relative to the current folder, so that a terminal can open them.
func shower(found *project.Discovery) func(string) string {
	wd, err := os.Getwd()
	if err != nil {
		return nil
	}
	return func(path string) string { return found.Shown(wd, path) }
}

// colored decides about colours: NO_COLOR (https://no-color.org) counts unless the flag says otherwise.
func (a *app) colored(flag string) (bool, error) {
	switch flag {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && terminal(a.stdout), nil
	}
	return false, usagef("unknown value %q of --color; use auto, always or never", flag)
}

func terminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// progress shows on a terminal how far a long run is; short runs print nothing.
func (a *app) progress() (report func(done, total int), end func()) {
	if !terminal(a.stderr) {
		return nil, func() {}
	}
	start, shown := time.Now(), make(chan struct{}, 1)
	last := start
	report = func(done, total int) {
		select {
		case shown <- struct{}{}:
		default:
			return // another goroutine is printing
		}
		if now := time.Now(); now.Sub(start) > 500*time.Millisecond && now.Sub(last) > 100*time.Millisecond {
			last = now
			fmt.Fprintf(a.stderr, "\rlinting %d of %d", done, total)
		}
		<-shown
	}
	return report, func() {
		if last != start {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
	}
}
