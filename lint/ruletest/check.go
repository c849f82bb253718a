package ruletest

import (
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// CheckFindings holds what every finding of a run owes: a place inside its file, not empty, and no twin; a message of one
// line; a fix whose edits do not get into each other's way.
func CheckFindings(t *testing.T, findings []lint.Finding) {
	t.Helper()
	type identity struct {
		rule, key  string
		start, end int
		path       string
	}
	seen := map[identity]bool{}
	for _, f := range findings {
		empty := f.Span.Len() <= 0 && len(f.Span.File.Content) > 0
		if empty || f.Span.Start < 0 || f.Span.End > len(f.Span.File.Content) {
			t.Errorf("%s: the span %d-%d of %s is empty or outside", f.Rule.ID, f.Span.Start, f.Span.End, f.Span.File.Path)
		}
		id := identity{f.Rule.ID, f.Key, f.Span.Start, f.Span.End, f.Span.File.Path}
		if seen[id] {
			t.Errorf("%s: two findings with the key %q at %s", f.Rule.ID, f.Key, f.Span)
		}
		seen[id] = true
		if f.Key == "" {
			t.Errorf("%s: the finding at %s has no key", f.Rule.ID, f.Span)
		}
		stop := strings.HasSuffix(f.Message, ".") && !strings.HasSuffix(f.Message, " .") && !strings.HasSuffix(f.Message, "...")
		if stop || strings.Contains(f.Message, "%!") {
			t.Errorf("%s: message %q at %s", f.Rule.ID, f.Message, f.Span)
		}
		for _, n := range f.Related {
			if n.Span.Start < 0 || n.Span.End > len(n.Span.File.Content) || n.Span.Start > n.Span.End {
				t.Errorf("%s: the note %q at %s lies outside its file", f.Rule.ID, n.Message, f.Span)
			}
		}
		if f.Fix != nil {
			checkEdits(t, f)
		}
	}
}

func checkEdits(t *testing.T, f lint.Finding) {
	t.Helper()
	edits := slices.Clone(f.Fix.Edits)
	slices.SortFunc(edits, func(a, b lint.Edit) int { return a.Span.Start - b.Span.Start })
	for i, e := range edits {
		if e.Span.IsZero() || i > 0 && edits[i-1].Span.Overlaps(e.Span) {
			t.Errorf("%s: the edits of the fix at %s overlap or have no place", f.Rule.ID, f.Span)
		}
	}
}
