package ignore

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestCodes holds that a code silences the findings of that code alone, and that a comment with one is known, of use, or not.
func TestCodes(t *testing.T) {
	for _, c := range []struct{ comment, silences, problems string }{
		{"# plimsoll:ignore=SC2086 -- why", "SC2086", ""},
		{"# hadolint ignore=SC2086,SC2046", "SC2086 SC2046", ""},
		{"# plimsoll:ignore=shellcheck/SC2086 -- why", "SC2086", ""},
		{"# hadolint global ignore=SC2046", "SC2046", ""},
		{"# plimsoll:ignore=script -- why", "script", ""},
		{"# plimsoll:ignore=SC2050 -- why", "", "ignoring SC2050 silences nothing; remove it"},
		{"# plimsoll:ignore=SC -- why", "", "no rule is named SC"},
		{"# plimsoll:ignore=SC20x -- why", "", "no rule is named SC20x"},
		{"# plimsoll:ignore=sc2086 -- why", "", "no rule is named sc2086"},
	} {
		f := source.New("Dockerfile", []byte("FROM a\n"+c.comment+"\nRUN echo $a\n"))
		set := NewSet(testRules, Options{})
		set.Add(FromDockerfile(dockerfile.Parse(f)))
		var silenced []string
		for _, code := range []string{"script", "SC2086", "SC2046", "root-user"} {
			if set.Match(code, find(f, "$a")) != nil {
				silenced = append(silenced, code)
			}
		}
		if got := strings.Join(silenced, " "); got != c.silences {
			t.Errorf("%s silences %q, want %q", c.comment, got, c.silences)
		}
		var problems []string
		for _, p := range set.Problems(func(string) bool { return true }) {
			problems = append(problems, p.Message)
		}
		if got := strings.Join(problems, "; "); got != c.problems {
			t.Errorf("%s: %s, want %s", c.comment, got, c.problems)
		}
		if idle := set.Problems(func(string) bool { return false }); c.silences == "" && len(idle) == 1 && strings.Contains(fmt.Sprint(idle), "silences nothing") {
			t.Errorf("%s: nobody asked, but it is called useless", c.comment)
		}
	}
}
