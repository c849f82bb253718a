package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func (a *app) policyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Work on the policy of an organisation",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "test DIR",
		Short: "Read all policies of a folder, or one file, and run the examples of their rules",
		Long: `Reads the policies of a folder, *.yaml and *.yml, or one file, and runs the examples of their rules: a rule must find something in
each file under loud and nothing in those under quiet, and must have one of each.`,
		Args: exactly(1, "a folder or a file"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.testPolicies(cmd.Context(), args[0]) },
	})
	return cmd
}

// policyTest gathers what became of the examples of one policy.
type policyTest struct {
	app    *app
	policy *config.Policy
	rules  []*lint.Rule
	ran    int
	failed int
}

func (a *app) testPolicies(ctx context.Context, name string) error {
	files := []string{name}
	if info, err := os.Stat(name); err != nil {
		return usagef("cannot read the policies: %v", err)
	} else if info.IsDir() {
		files = nil
		for _, pattern := range [...]string{"*.yaml", "*.yml"} {
			found, _ := filepath.Glob(filepath.Join(name, pattern)) // the patterns are no broken ones
			files = append(files, found...)
		}
		slices.Sort(files)
	}
	if len(files) == 0 {
		return &exitError{code: exitNothing, message: "there is no policy in " + name}
	}
	failed := 0
	for _, file := range files {
		policy, own, err := loadPolicy(file)
		if err != nil {
			return err
		}
		t := &policyTest{app: a, policy: policy, rules: append(a.rules(), own...)}
		for i := range policy.Custom {
			if err := t.rule(ctx, &policy.Custom[i]); err != nil {
				return err
			}
		}
		failed += t.failed
		fmt.Fprintf(a.stdout, "%s: rules: %d, examples: %d, failed: %d; sha256:%s\n", glyph.Visible(filepath.ToSlash(file)),
			len(policy.Custom), t.ran, t.failed, policy.SHA256)
	}
	if failed > 0 {
		return &exitError{code: exitFindings}
	}
	return nil
}

func (t *policyTest) fail(at source.Span, format string, args ...any) {
	t.failed++
	fmt.Fprintf(t.app.stdout, "%s: %s\n", glyph.Visible(at.String()), glyph.Visible(fmt.Sprintf(format, args...)))
}

func (t *policyTest) rule(ctx context.Context, c *config.Custom) error {
	if len(c.Loud) == 0 || len(c.Quiet) == 0 {
		t.fail(c.Span, "%s needs a loud example and a quiet one", c.ID)
	}
	for _, loud := range [...]bool{true, false} {
		examples := c.Quiet
		if loud {
			examples = c.Loud
		}
		for _, example := range examples {
			t.ran++
			findings, err := t.run(ctx, c.ID, example)
			if err != nil {
				return err
			}
			at := example.Span.FirstLine()
			switch {
			case loud && len(findings) == 0:
				t.fail(at, "%s finds nothing in this loud example", c.ID)
			case !loud && len(findings) > 0:
				t.fail(at, "%s finds something in this quiet example: %s", c.ID, findings[0].Message)
			}
		}
	}
	return nil
}

// run lints an example with one rule, in a repository of its own.
func (t *policyTest) run(ctx context.Context, id string, example source.Text) ([]lint.Finding, error) {
	dir, err := os.MkdirTemp("", "plimsoll-example-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := "Dockerfile"
	if strings.HasPrefix(example.Value, "services:") || strings.Contains(example.Value, "\nservices:") {
		name = "compose.yaml"
	}
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(example.Value), 0o600); err != nil {
		return nil, err
	}
	found, err := project.Discover([]string{dir}, project.Options{})
	if err != nil {
		return nil, err
	}
	defer found.Close()
	outcome, err := engine.Lint(ctx, engine.Request{
		Roots: found.Roots, Rules: t.rules, Flags: config.Flags{Select: []string{id}},
	})
	if err != nil {
		return nil, err
	}
	for _, f := range outcome.Result.Findings {
		if f.Rule.Duty == lint.Gaps {
			t.fail(example.Span.FirstLine(), "the example cannot be read: %s", f.Message)
		}
	}
	return slices.DeleteFunc(outcome.Result.Findings, func(f lint.Finding) bool { return f.Rule.ID != id }), nil
}
