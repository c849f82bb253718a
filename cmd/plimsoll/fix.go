package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// maxRounds bounds how often fixes that got into each other's way are tried again.
const maxRounds = 8

func (a *app) fixCommand() *cobra.Command {
	var write, unsafe bool
	var color string
	cmd := &cobra.Command{
		Use:   "fix [PATH...]",
		Short: "Print the fixes as a diff; --write applies them",
		Long: `Prints the fixes of all findings as a unified diff. Only safe fixes are taken unless --unsafe is given: the others may
change what a container can do. A fix is dropped if the file would not parse afterwards or the finding would stay.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			colored, err := a.colored(color)
			if err != nil {
				return err
			}
			return a.fix(cmd.Context(), args, fix.Options{Unsafe: unsafe}, write, colored)
		},
	}
	a.inputFlags(cmd)
	a.ruleFlags(cmd)
	cmd.Flags().BoolVar(&write, "write", false, "change the files instead of printing a diff")
	cmd.Flags().BoolVar(&unsafe, "unsafe", false, "also take fixes that may change what a container can do")
	cmd.Flags().StringVar(&color, "color", "auto", "colours in the diff: auto, always, never")
	return cmd
}

// fixer carries files from round to round. Content that was changed takes the place of what is on the disk.
type fixer struct {
	app     *app
	args    []string
	buffers map[string][]byte // by path on the host
	before  map[string][]byte // what the disk holds, by path in reports
	after   map[string][]byte
}

func (a *app) fix(ctx context.Context, args []string, opts fix.Options, write, colored bool) error {
	if len(args) == 1 && args[0] == "-" {
		return usagef("fix changes files and cannot read standard input; name the file")
	}
	if a.input.stdinFilename != "" {
		return usagef("--stdin-filename is for lint and show; fix changes files")
	}
	f := &fixer{
		app: a, args: args, buffers: map[string][]byte{}, before: map[string][]byte{}, after: map[string][]byte{},
	}
	var skipped []fix.Skipped
	first := map[identity]source.Span{} // where a finding stands in what the disk holds
	for range maxRounds {
		plan, err := f.round(ctx, opts)
		if err != nil {
			return err
		}
		skipped = plan.Skipped
		for _, s := range skipped {
			if id := identify(s.Finding); first[id].IsZero() {
				first[id] = s.Finding.Span
			}
		}
		if len(plan.Changes) == 0 {
			break
		}
	}
	if err := f.finish(write, colored); err != nil {
		return err
	}
	risky := 0
	for _, s := range skipped {
		switch s.Reason {
		case fix.Risky:
			risky++
		case fix.Refused, fix.Rejected:
			fmt.Fprintf(a.stderr, "plimsoll: %s: %s is not fixed: %s\n", first[identify(s.Finding)], s.Finding.Rule.ID, s.Detail)
		}
	}
	if risky > 0 {
		fmt.Fprintf(a.stderr, "plimsoll: %d more fixes may change what a container can do; --unsafe takes them\n", risky)
	}
	return nil
}

// round lints and takes over the fixes that pass the check.
func (f *fixer) round(ctx context.Context, opts fix.Options) (*fix.Plan, error) {
	found, outcome, err := f.lint(ctx, f.args, nil)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	return f.take(ctx, found, outcome, opts), nil
}

// take plans the fixes of a run and takes over what passes the check.
func (f *fixer) take(ctx context.Context, found *project.Discovery, outcome *engine.Outcome, opts fix.Options) *fix.Plan {
	plan := fix.New(outcome.Result.Findings, opts)
	old := identities(outcome)
	plan.Verify(func(c fix.Change) error { return f.verify(ctx, found, c, old) })
	for _, c := range plan.Changes {
		if _, seen := f.before[c.Path]; !seen {
			f.before[c.Path] = c.Before
		}
		f.after[c.Path] = c.After
		f.buffers[found.Host(c.Path)] = c.After
	}
	return plan
}

// lint lints paths with the changes so far, and those of overlay on top.
func (f *fixer) lint(ctx context.Context, paths []string, overlay map[string][]byte) (*project.Discovery, *engine.Outcome, error) {
	found, err := f.discover(paths, overlay)
	if err != nil {
		return nil, nil, err
	}
	if found.Empty() {
		found.Close()
		return nil, nil, &exitError{code: exitNothing, message: "there is no Dockerfile and no Compose file to fix in " + named(paths)}
	}
	outcome, err := f.run(ctx, found)
	if err != nil {
		found.Close()
		return nil, nil, err
	}
	return found, outcome, nil
}

func (f *fixer) discover(paths []string, overlay map[string][]byte) (*project.Discovery, error) {
	args, opts, err := f.app.projectOptions(f.args)
	if err != nil {
		return nil, err
	}
	if len(opts.Set) > 0 {
		paths = args // a file of the project alone means something else
	}
	opts.Buffers = map[string][]byte{}
	for _, layer := range []map[string][]byte{f.buffers, overlay} {
		for name, content := range layer {
			opts.Buffers[name] = content
		}
	}
	found, err := project.Discover(paths, opts)
	if err != nil {
		return nil, usagef("%v", err)
	}
	return found, nil
}

func (f *fixer) run(ctx context.Context, found *project.Discovery) (*engine.Outcome, error) {
	now, today, err := days(f.app.input.now)
	if err != nil {
		return nil, err
	}
	buildArgs, err := f.app.buildArgs()
	if err != nil {
		return nil, err
	}
	settings, err := f.app.daemon()
	if err != nil {
		return nil, err
	}
	outcome, err := engine.Lint(ctx, engine.Request{
		Roots: found.Roots, Rules: f.app.rules(), Flags: f.app.input.flags, BuildArgs: buildArgs, Now: now, Today: today, Daemon: settings,
	})
	if err != nil {
		return nil, usagef("%v", err)
	}
	return outcome, nil
}

// identities returns those of all findings of a run.
func identities(outcome *engine.Outcome) map[identity]bool {
	all := make(map[identity]bool, len(outcome.Result.Findings))
	for i := range outcome.Result.Findings {
		all[identify(&outcome.Result.Findings[i])] = true
	}
	return all
}

// identity tells findings apart whatever lines they stand on.
type identity struct{ path, rule, key string }

// growth says of how many findings of a rule a file has more than before. A finding whose text a fix changes, such as a command
// that loses an option, has another identity, but is no new one.
type growth map[string]int

func identify(f *lint.Finding) identity { return identity{f.Span.File.Path, f.Rule.ID, f.Key} }

// verify lints the changed file with its neighbours: what was fixed must be gone, and nothing as bad may have come. Milder
// findings may come to light, such as those about the capabilities that a privileged container has anyway.
func (f *fixer) verify(ctx context.Context, found *project.Discovery, c fix.Change, old map[identity]bool) error {
	host := found.Host(c.Path)
	again, outcome, err := f.lint(ctx, []string{host}, map[string][]byte{host: c.After})
	if err != nil {
		return err
	}
	defer again.Close()
	more := growth{}
	for id := range old {
		if id.path == c.Path {
			more[id.rule]--
		}
	}
	fixed, worst := map[identity]bool{}, lint.Info
	for _, finding := range c.Findings {
		fixed[identify(finding)] = true
		more[finding.Rule.ID]++
		worst = max(worst, finding.Rule.Severity)
	}
	for i := range outcome.Result.Findings {
		if f := &outcome.Result.Findings[i]; f.Span.File.Path == c.Path {
			more[f.Rule.ID]++
		}
	}
	for i := range outcome.Result.Findings {
		now := &outcome.Result.Findings[i]
		id := identify(now)
		if now.Span.File.Path != c.Path {
			continue
		}
		if fixed[id] {
			return fmt.Errorf("%s would still be there", now.Rule.ID)
		}
		if !old[id] && more[now.Rule.ID] > 0 && (now.Rule.Severity >= worst || aboutFile(now.Rule)) {
			return fmt.Errorf("it would bring %s: %s", now.Rule.ID, now.Message)
		}
	}
	return nil
}

// aboutFile reports whether a rule's findings say that a file is broken or was not read.
func aboutFile(r *lint.Rule) bool {
	switch r {
	case rules.SyntaxError, rules.UnknownWord, rules.RefusedSetting, rules.CoverageGap, rules.HiddenCharacters:
		return true
	}
	return false
}

// finish prints the diffs or writes the files.
func (f *fixer) finish(write, colored bool) error {
	changes := make([]fix.Change, 0, len(f.after))
	for path, after := range f.after {
		changes = append(changes, fix.Change{Path: path, Before: f.before[path], After: after})
	}
	slices.SortFunc(changes, func(a, b fix.Change) int { return strings.Compare(a.Path, b.Path) })
	if !write {
		for _, c := range changes {
			diff := c.Diff()
			if colored || terminal(f.app.stdout) {
				diff = fix.Paint(diff, colored)
			}
			fmt.Fprint(f.app.stdout, diff)
		}
		return nil
	}
	found, err := f.app.discover(f.args)
	if err != nil {
		return err
	}
	defer found.Close()
	var failed error
	for _, root := range found.Roots {
		if err := fix.Write(root.Dir, below(root, changes)); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	if failed != nil {
		return usagef("%v", failed)
	}
	for _, c := range changes {
		fmt.Fprintf(f.app.stderr, "fixed %s\n", shownPath(found, c.Path))
	}
	return nil
}

func shownPath(found *project.Discovery, path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	return found.Shown(wd, path)
}

// below returns the changes of one root's files, by their paths below its folder.
func below(root *project.Root, changes []fix.Change) []fix.Change {
	var own []fix.Change
	for _, c := range changes {
		if path, ok := root.Below(c.Path); ok {
			c.Path = path
			own = append(own, c)
		}
	}
	return own
}
