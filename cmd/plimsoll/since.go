package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// changes are the lines that differ from a commit, by path below the root of a repository. Nil stands for a file that is new as a whole.
type changes map[string][]lineRange

// lineRange holds the lines from First to Last, both inside, counted from 1.
type lineRange struct{ first, last int }

// leaveOld takes out of the outcome what no changed line has a part in. What was not read stays: it may hide anything.
func (a *app) leaveOld(ctx context.Context, found *project.Discovery, outcome *engine.Outcome) error {
	if a.input.since == "" {
		return nil
	}
	var kept []lint.Finding
	for _, root := range found.Roots {
		changed, err := changesSince(ctx, root.Dir, a.input.since)
		if err != nil {
			return err
		}
		for _, f := range outcome.Result.Findings {
			if _, ok := root.Below(f.Span.File.Path); ok && (f.Rule.Duty == lint.Gaps || f.Overdue || changed.touch(root, &f)) {
				kept = append(kept, f)
			}
		}
	}
	lint.Sort(kept)
	if n := len(outcome.Result.Findings) - len(kept); n > 0 {
		fmt.Fprintf(a.stderr, "plimsoll: findings that are older than %s, left out: %d\n", a.input.since, n)
	}
	outcome.Result.Findings = kept
	return nil
}

// touch reports whether a changed line has a part in a finding: its own place, or one that it rests on.
func (c changes) touch(root *project.Root, f *lint.Finding) bool {
	if c.holds(root, f.Span) {
		return true
	}
	for _, n := range f.Related {
		if c.holds(root, n.Span) {
			return true
		}
	}
	return false
}

func (c changes) holds(root *project.Root, s source.Span) bool {
	if s.IsZero() {
		return false
	}
	path, ok := root.Below(s.File.Path)
	if !ok {
		return false
	}
	ranges, ok := c[path]
	if ok && ranges == nil {
		return true
	}
	first, last := s.File.LineAt(s.Start), s.File.LineAt(max(s.End-1, s.Start))
	for _, r := range ranges {
		if r.first <= last && first <= r.last {
			return true
		}
	}
	return false
}

// changesSince asks git what differs between the files of a repository and the commit at which this branch left ref.
func changesSince(ctx context.Context, dir, ref string) (changes, error) {
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return nil, usagef("--since %q is no commit that git knows here: %v", ref, err)
	}
	id := strings.TrimSpace(string(commit))
	if base, err := git(ctx, dir, "merge-base", id, "HEAD"); err == nil {
		id = strings.TrimSpace(string(base))
	}
	diff, err := git(ctx, dir, "-c", "core.quotePath=off", "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--unified=0",
		"--relative", "--src-prefix=a/", "--dst-prefix=b/", id, "--", ".")
	if err != nil {
		return nil, usagef("git cannot tell what has changed since %q: %v", ref, err)
	}
	changed, err := parseDiff(bytes.NewReader(diff))
	if err != nil {
		return nil, usagef("git cannot tell what has changed since %q: %v", ref, err)
	}
	others, err := git(ctx, dir, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
	if err != nil {
		return nil, usagef("git cannot tell which files are new: %v", err)
	}
	for name := range strings.SplitSeq(string(others), "\x00") {
		if name != "" {
			changed[name] = nil
		}
	}
	return changed, nil
}

// git runs git in a folder and returns what it prints.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if first, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n"); first != "" {
			return nil, errors.New(first)
		}
	}
	return out, err
}

// parseDiff reads the names and the hunks of a diff without context. Where lines were only taken away, those around the gap count
// as changed.
func parseDiff(r io.Reader) (changes, error) {
	out := changes{}
	name := ""
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		line, prefix, err := in.ReadLine()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		text := string(line)
		for prefix && err == nil { // the rest of a long line
			_, prefix, err = in.ReadLine()
		}
		switch {
		case strings.HasPrefix(text, "diff --git "):
			name = ""
		case strings.HasPrefix(text, "+++ ") && name == "":
			if name, err = diffName(strings.TrimPrefix(text, "+++ ")); err != nil {
				return nil, err
			}
		case strings.HasPrefix(text, "@@ ") && name != "":
			r, err := hunk(text)
			if err != nil {
				return nil, err
			}
			out[name] = append(out[name], r)
		}
	}
}

// diffName reads the name of a file behind +++; "/dev/null" for one that is gone.
func diffName(text string) (string, error) {
	text = strings.TrimSuffix(text, "\t")
	if strings.HasPrefix(text, `"`) {
		unquoted, err := strconv.Unquote(text) // git quotes as C does, with octal escapes, which Go knows as well
		if err != nil {
			return "", fmt.Errorf("the name %s cannot be read", text)
		}
		text = unquoted
	}
	if name, ok := strings.CutPrefix(text, "b/"); ok {
		return name, nil
	}
	return "/dev/null", nil
}

// hunk reads "@@ -a,b +c,d @@".
func hunk(text string) (lineRange, error) {
	_, rest, _ := strings.Cut(text, " +")
	numbers, _, _ := strings.Cut(rest, " ")
	start, count, several := strings.Cut(numbers, ",")
	first, err := strconv.Atoi(start)
	n := 1
	if several && err == nil {
		n, err = strconv.Atoi(count)
	}
	switch {
	case err != nil:
		return lineRange{}, fmt.Errorf("the line %q cannot be read", text)
	case n == 0:
		return lineRange{first, first + 1}, nil
	}
	return lineRange{first, first + n - 1}, nil
}
