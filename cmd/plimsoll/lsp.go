package main

import (
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/docs"
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/lsp"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// editDelay is how long the server waits for the next keystroke.
const editDelay = 60 * time.Millisecond

func (a *app) lspCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve an editor over standard input and output, by the Language Server Protocol",
		Args:  exactly(0, "nothing"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, _, err := days(a.input.now); err != nil {
				return err
			}
			if len(a.input.composeFiles) > 0 {
				return usagef("--compose-file names one project; the server lints the file at hand")
			}
			proper := lsp.Run(cmd.Context(), a.stdin, a.stdout, lsp.Options{
				Version: version(), Log: a.stderr, Linter: (*editorLinter)(a), URL: pageOf, Delay: editDelay,
				Page: func(id string) string { page, _ := docs.Rule(id); return page },
			})
			if !proper {
				return &exitError{code: exitFindings} // what the protocol asks for where a client leaves without saying so
			}
			return nil
		},
	}
	cmd.Flags().Bool("stdio", true, "over standard input and output, which is the only way; for clients that say so")
	a.projectFlags(cmd)
	a.settingsFlag(cmd)
	a.ruleFlags(cmd)
	a.baselineFlag(cmd)
	return cmd
}

// editorLinter lints for an editor what lint FILE would, without a word on the side.
type editorLinter app

func (l *editorLinter) quiet() *app {
	a := app(*l)
	a.stderr = io.Discard
	return &a
}

func (l *editorLinter) fixer(path string, buffers map[string][]byte) *fixer {
	f := &fixer{
		app: l.quiet(), args: []string{path}, buffers: make(map[string][]byte, len(buffers)),
		before: map[string][]byte{}, after: map[string][]byte{},
	}
	for name, content := range buffers {
		f.buffers[name] = content
	}
	return f
}

// Lint implements lsp.Linter.
func (l *editorLinter) Lint(ctx context.Context, path string, buffers map[string][]byte) (*project.Discovery, *engine.Outcome, error) {
	return l.fixer(path, buffers).asLint(ctx)
}

// asLint lints with the changes so far, as lint FILE does: the baseline holds too, and there may be nothing to lint.
func (f *fixer) asLint(ctx context.Context) (*project.Discovery, *engine.Outcome, error) {
	found, err := f.discover(f.args, nil)
	if err != nil {
		return nil, nil, err
	}
	outcome, err := f.run(ctx, found)
	if err == nil {
		err = f.app.leaveKnown(found, outcome)
	}
	if err != nil {
		_ = found.Close() // the first error is the one to tell
		return nil, nil, err
	}
	return found, outcome, nil
}

// Fix implements lsp.Linter.
func (l *editorLinter) Fix(
	ctx context.Context, path string, buffers map[string][]byte, found *project.Discovery, outcome *engine.Outcome, finding *lint.Finding,
) (*fix.Plan, error) {
	plan := fix.New([]lint.Finding{*finding}, fix.Options{Unsafe: true})
	old := identities(outcome)
	f := l.fixer(path, buffers)
	plan.Verify(func(c fix.Change) error { return f.verify(ctx, found, c, old) })
	return plan, ctx.Err()
}

// FixAll implements lsp.Linter.
func (l *editorLinter) FixAll(ctx context.Context, path string, buffers map[string][]byte) ([]fix.Change, error) {
	f := l.fixer(path, buffers)
	var found *project.Discovery
	for range maxRounds {
		var outcome *engine.Outcome
		var err error
		if found, outcome, err = f.asLint(ctx); err != nil {
			return nil, err
		}
		plan := f.take(ctx, found, outcome, fix.Options{})
		_ = found.Close() // it was only read, and still tells where files lie
		if len(plan.Changes) == 0 {
			break
		}
	}
	var all []fix.Change
	for name, after := range f.after {
		all = append(all, fix.Change{Path: found.Host(name), Before: f.before[name], After: after})
	}
	return all, nil
}
