package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/baseline"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// noBaseline is the value of --baseline that leaves the file of the repository unread.
const noBaseline = "none"

func (a *app) baselineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Accept the findings that a repository has, so that only new ones count",
		Long: `Keeps ` + baseline.FileName + ` at the root of a repository: the findings that are known. lint leaves them out and says how
many they are. A finding is known by its file, rule and key, whatever its line and words.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, c := range []struct {
		name, short string
		run         func(*baselineRun) error
	}{
		{"create", "Write the file; it must not be there yet", (*baselineRun).create},
		{"update", "Write it anew with the findings of today: accepts new ones, drops those that are gone", (*baselineRun).update},
		{"prune", "Drop from it what is not found any more; accepts nothing new", (*baselineRun).prune},
	} {
		sub := &cobra.Command{
			Use:   c.name + " [PATH]",
			Short: c.short,
			RunE: func(cmd *cobra.Command, args []string) error {
				if len(args) > 1 {
					return usagef("baseline %s takes one path, in the repository that is meant", cmd.Name())
				}
				b, err := a.newBaselineRun(cmd.Context(), args)
				if err != nil {
					return err
				}
				defer b.found.Close()
				return c.run(b)
			},
		}
		a.inputFlags(sub)
		a.ruleFlags(sub)
		a.baselineFlag(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}

func (a *app) baselineFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.input.baseline, "baseline", "", "file of known findings (default "+baseline.FileName+" at the root of the repository, if it is there); none for no file")
}

// baselineRun is a run over a whole repository, and the file that is kept about it.
type baselineRun struct {
	app     *app
	found   *project.Discovery
	outcome *engine.Outcome
	path    string // of the file, on the host
	old     *baseline.Baseline
}

func (a *app) newBaselineRun(ctx context.Context, args []string) (*baselineRun, error) {
	near, err := a.discover(args)
	if err != nil {
		return nil, err
	}
	defer near.Close()
	if len(near.Roots) != 1 {
		return nil, usagef("%s lies in %d repositories; a baseline is of one", named(args), len(near.Roots))
	}
	if a.baselineForbidden() {
		return nil, usagef("there is nothing to write")
	}
	root := near.Roots[0].Dir
	b := &baselineRun{app: a, path: a.input.baseline}
	switch b.path {
	case "":
		b.path = filepath.Join(root, baseline.FileName)
	case noBaseline:
		return nil, usagef("--baseline none leaves nothing to write; name a file")
	}
	if b.old, err = readBaseline(b.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, usagef("%v", err)
	}
	a.input.baseline = noBaseline // all findings are wanted
	if b.found, b.outcome, err = a.lintFound(ctx, []string{root}); err != nil {
		return nil, err
	}
	if b.outcome.Incomplete() {
		fmt.Fprintln(a.stderr, "plimsoll: something was not read; lint says what, and will go on saying so where it is no finding")
	}
	return b, nil
}

func (b *baselineRun) create() error {
	if b.old != nil {
		return usagef("%s is there already; baseline update writes it anew", b.shown())
	}
	open, _ := b.app.hideable(b.outcome.Result.Findings)
	return b.write(baseline.Of(open, b.below))
}

func (b *baselineRun) update() error {
	open, _ := b.app.hideable(b.outcome.Result.Findings)
	return b.write(baseline.Of(open, b.below))
}

func (b *baselineRun) prune() error {
	if b.old == nil {
		return usagef("there is no %s; baseline create writes it", b.shown())
	}
	fresh, _, stale := b.old.Split(b.outcome.Result.Findings, b.below)
	stale = ran(stale, b.outcome)
	if err := b.write(b.old.Without(stale)); err != nil {
		return err
	}
	fmt.Fprintf(b.app.stderr, "plimsoll: entries dropped: %d; findings that it does not know: %d\n", len(stale), len(fresh))
	return nil
}

// below returns the path of a file as the baseline has it.
func (b *baselineRun) below(path string) string {
	local, _ := b.found.Roots[0].Below(path)
	return local
}

func (b *baselineRun) shown() string { return fromHere(b.path) }

// fromHere returns a path as seen from the current folder.
func fromHere(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil {
			return rel
		}
	}
	return path
}

func (b *baselineRun) write(next *baseline.Baseline) error {
	dir, name := filepath.Split(b.path)
	if dir == "" {
		dir = "."
	}
	if err := save(dir, name, string(next.Encode()), true); err != nil {
		return usagef("cannot write %s: %v", b.shown(), err)
	}
	n := 0
	for _, e := range next.Entries {
		n += max(e.Count, 1)
	}
	fmt.Fprintf(b.app.stderr, "plimsoll: findings that %s knows: %d\n", b.shown(), n)
	return nil
}

// readBaseline reads a file of known findings. An error wraps os.ErrNotExist where there is none.
func readBaseline(path string) (*baseline.Baseline, error) {
	const most = 16 << 20
	f, err := readNamed(fromHere(path), most)
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline: %w", err)
	}
	return baseline.Parse(f)
}

// leaveKnown takes the findings that the baselines of the roots know out of the outcome, and says how many they are.
func (a *app) leaveKnown(found *project.Discovery, outcome *engine.Outcome) error {
	if a.input.baseline == noBaseline {
		return nil
	}
	known, stale := 0, 0
	for _, root := range found.Roots {
		path := a.input.baseline
		if path == "" {
			path = filepath.Join(root.Dir, baseline.FileName)
			if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
				continue
			}
		}
		if a.baselineForbidden() {
			return nil
		}
		b, err := readBaseline(path)
		if err != nil {
			return usagef("%v", err)
		}
		var own []lint.Finding
		open, others := a.hideable(outcome.Result.Findings)
		for _, f := range open {
			if _, ok := root.Below(f.Span.File.Path); ok {
				own = append(own, f)
			} else {
				others = append(others, f)
			}
		}
		fresh, n, gone := b.Split(own, func(path string) string { local, _ := root.Below(path); return local })
		known += n
		if root.Whole() {
			stale += len(ran(gone, outcome))
		}
		outcome.Result.Findings = append(others, fresh...)
	}
	lint.Sort(outcome.Result.Findings)
	if known > 0 {
		fmt.Fprintf(a.stderr, "plimsoll: findings that the baseline knows, left out: %d\n", known)
	}
	if stale > 0 {
		fmt.Fprintf(a.stderr, "plimsoll: stale entries of the baseline: %d; plimsoll baseline prune drops them\n", stale)
	}
	return nil
}

// ran returns the entries of rules that ran: only these can be stale.
func ran(entries []baseline.Entry, outcome *engine.Outcome) []baseline.Entry {
	var out []baseline.Entry
	for _, e := range entries {
		if outcome.Ran(e.Rule) {
			out = append(out, e)
		}
	}
	return out
}
