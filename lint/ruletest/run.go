package ruletest

import (
	"bytes"
	"context"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shellcheck"
)

var update = flag.Bool("update", false, "write the marks of fixtures anew")

// Now is the day of all fixtures: verdicts by date do not change with the calendar.
var Now = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

// Suite is a set of rules of which some are under test.
type Suite struct {
	// All are the rules that exist; Select names those that run, all if it is empty.
	All    []*lint.Rule
	Select []string
}

// Run lints the fixtures that match a pattern, and compares the findings and the fixed files with what the fixtures say. It
// returns the findings of each fixture, by its path.
func (s Suite) Run(t *testing.T, pattern string) map[string][]lint.Finding {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Errorf("there is no fixture %s", pattern)
	}
	found := map[string][]lint.Finding{}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			findings := s.Lint(t, f.Files)
			found[path] = findings
			CheckFindings(t, findings)
			checkMessages(t, findings)
			if *update {
				rewrite(t, s, path, f, findings)
				return
			}
			if diff := cmp.Diff(lines(f.Want), lines(marks(findings))); diff != "" {
				t.Errorf("findings differ (-want +got):\n%s", diff)
			}
			f.checkFixes(t, s, findings)
		})
	}
	return found
}

func marks(findings []lint.Finding) []Mark {
	list := make([]Mark, 0, len(findings))
	for _, f := range findings {
		list = append(list, MarkOf(f))
	}
	return list
}

func lines(list []Mark) []string {
	out := make([]string, 0, len(list))
	for _, m := range sortMarks(list) {
		out = append(out, m.String())
	}
	return out
}

// Lint runs rules over files as a user's run would who switches on just these rules.
func (s Suite) Lint(t *testing.T, files map[string][]byte) []lint.Finding {
	t.Helper()
	dir := t.TempDir()
	Write(t, dir, files)
	return s.LintFolder(t, dir).Findings
}

// Write puts files below a folder.
func Write(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// LintFolder lints a folder on disk. A fault of a rule fails the test.
func (s Suite) LintFolder(t *testing.T, dir string) lint.Result {
	t.Helper()
	found, err := project.Discover([]string{dir}, project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	flags := config.Flags{Select: s.Select}
	if len(s.Select) == 0 {
		flags.Presets = []string{"all"}
	}
	outcome, err := engine.Lint(context.Background(), engine.Request{
		Roots: found.Roots, Rules: s.All, Flags: flags, Now: Now, Today: Now, ShellCheck: shellCheck(dir),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Select) > 0 {
		// What was not read is said in every run; here it is the business of its own rule.
		outcome.Result.Findings = slices.DeleteFunc(outcome.Result.Findings, func(f lint.Finding) bool {
			return !slices.Contains(s.Select, f.Rule.ID)
		})
	}
	for _, failure := range outcome.Result.Failures {
		if failure.Kind == lint.FailureInternal {
			t.Errorf("%s", failure.Message)
		}
	}
	return outcome.Result
}

// shellCheck returns a stand-in for ShellCheck that prints what the fixture holds as shellcheck.json, nil where it holds none.
func shellCheck(dir string) shellcheck.Runner {
	canned, err := os.ReadFile(filepath.Join(dir, "shellcheck.json"))
	if err != nil {
		return nil
	}
	return func(context.Context, []shellcheck.File) ([]byte, error) { return canned, nil }
}

// maxMessage bounds messages, so that a report reads in one look.
const maxMessage = 120

func checkMessages(t *testing.T, findings []lint.Finding) {
	t.Helper()
	for _, f := range findings {
		if utf8.RuneCountInString(f.Message) > maxMessage {
			t.Errorf("%s: message %q is longer than %d characters", f.Rule.ID, f.Message, maxMessage)
		}
	}
}

// checkFixes applies what is offered, and holds the result to the fixture, to the findings and to itself: the finding is
// gone, and a second fix changes nothing.
func (f *Fixture) checkFixes(t *testing.T, s Suite, findings []lint.Finding) {
	t.Helper()
	offered := slices.ContainsFunc(findings, func(f lint.Finding) bool { return f.Fix != nil })
	if !offered {
		if len(f.Fixed) > 0 {
			t.Error("the fixture holds fixed files, but no fix is offered")
		}
		return
	}
	fixed := f.apply(t, s, findings)
	for _, name := range f.Names {
		want, listed := f.Fixed[name]
		switch {
		case bytes.Equal(fixed[name], f.Files[name]):
		case !listed:
			t.Errorf("the fix changes %s, which the fixture does not show:\n%s", name, fixed[name])
		default:
			if diff := cmp.Diff(string(want), string(fixed[name])); diff != "" {
				t.Errorf("fixed/%s differs (-want +got):\n%s", name, diff)
			}
		}
	}
	for _, again := range s.Lint(t, fixed) {
		if again.Fix != nil {
			t.Errorf("a fix is still offered after fixing: %s", MarkOf(again))
		}
	}
}

// rounds bounds how often fixes are applied: those that get into each other's way wait for the next round.
const rounds = 8

// apply returns the files after all fixes, those that are risky included.
func (f *Fixture) apply(t *testing.T, s Suite, findings []lint.Finding) map[string][]byte {
	t.Helper()
	fixed := maps.Clone(f.Files)
	for range rounds {
		plan := fix.New(findings, fix.Options{Unsafe: true})
		for _, change := range plan.Changes {
			fixed[change.Path] = change.After
		}
		waits := func(x fix.Skipped) bool { return x.Reason == fix.Overlap }
		if !slices.ContainsFunc(plan.Skipped, waits) {
			break
		}
		findings = s.Lint(t, fixed)
	}
	return fixed
}

func rewrite(t *testing.T, s Suite, path string, f *Fixture, findings []lint.Finding) {
	t.Helper()
	f.Fixed = map[string][]byte{}
	for name, content := range f.apply(t, s, findings) {
		if !bytes.Equal(content, f.Files[name]) {
			f.Fixed[name] = content
		}
	}
	if err := os.WriteFile(path, f.Format(sortMarks(marks(findings))), 0o644); err != nil {
		t.Fatal(err)
	}
}
