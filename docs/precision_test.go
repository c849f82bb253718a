package docs_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestPrecisionHoldsThePreset holds the rules of the security preset to what precision.md says was read: no more than one false
// finding in twenty.
func TestPrecisionHoldsThePreset(t *testing.T) {
	page, err := os.ReadFile("precision.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^\| \[([a-z-]+)\]\(rules/([a-z-]+)\.md\) \| (\d+) \| (\d+) \| (\d+) \|`)
	rows := row.FindAllStringSubmatch(string(page), -1)
	if len(rows) == 0 {
		t.Fatal("precision.md has no rows")
	}
	for _, m := range rows {
		rule, ok := rules.Find(m[1])
		if !ok || rule.ID != m[1] || m[2] != m[1] {
			t.Errorf("precision.md: there is no rule %s", m[1])
			continue
		}
		found, judged, wrong := number(t, m[3]), number(t, m[4]), number(t, m[5])
		if judged > found || wrong > judged {
			t.Errorf("precision.md: %s: %d of %d judged, %d false", m[1], judged, found, wrong)
		}
		if rule.Presets&lint.Security != 0 && (20*wrong > judged || judged < min(found, 15)) {
			t.Errorf("precision.md: %s is in the security preset with %d false findings of %d judged, %d in all", m[1], wrong, judged, found)
		}
	}
}

func number(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
