package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/ruletest"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// retired are ids that named a rule once. They are never given to another.
var retired = []string{}

func suite(selected []string) ruletest.Suite {
	return ruletest.Suite{All: rules.All(), Select: selected}
}

// TestRules runs each rule over its fixtures: go test ./rules -run TestRules/moving-tag
func TestRules(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			dir := filepath.Join("..", "testdata", "rules", r.ID)
			found := suite([]string{r.ID}).Run(t, filepath.Join(dir, "*.txtar"))
			loud, quiet := false, false
			for path, findings := range found {
				name := filepath.Base(path)
				if strings.HasPrefix(name, "quiet") {
					quiet = true
					if len(findings) > 0 {
						t.Errorf("%s is to be quiet, but holds %d findings", name, len(findings))
					}
					continue
				}
				loud = loud || len(findings) > 0
			}
			if len(found["../testdata/rules/"+r.ID+"/example.txtar"]) == 0 {
				t.Errorf("%s/example.txtar, which the rule's page shows, has no finding", dir)
			}
			if !loud || !quiet {
				t.Errorf("%s owes a loud and a quiet fixture", dir)
			}
		})
	}
}

// TestProjects runs all rules together over small projects: that they do not say one thing twice shows here.
func TestProjects(t *testing.T) {
	suite(nil).Run(t, filepath.Join("..", "testdata", "projects", "*.txtar"))
}

func TestRuleValues(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	banned := regexp.MustCompile(`^(no|avoid|check|prefer|disallow)-`)
	seen := map[string]bool{}
	for _, id := range retired {
		seen[id] = true
	}
	for _, r := range rules.All() {
		if seen[r.ID] {
			t.Errorf("%s: the id is taken or retired", r.ID)
		}
		seen[r.ID] = true
		if !kebab.MatchString(r.ID) || banned.MatchString(r.ID) {
			t.Errorf("%s: the id is to name the problem in kebab-case", r.ID)
		}
		if r.Title == "" || !unicode.IsUpper([]rune(r.Title)[0]) || strings.HasSuffix(r.Title, ".") {
			t.Errorf("%s: the title %q is to begin with a capital and to end without a full stop", r.ID, r.Title)
		}
		if r.Since == "" || r.Check == nil && r.Duty == lint.NoDuty {
			t.Errorf("%s: Since and Check are owed", r.ID)
		}
		guess := r.Precision == lint.PrecisionMedium || r.Precision == lint.PrecisionLow
		if guess && r.Presets&lint.Security != 0 {
			t.Errorf("%s: a rule that guesses stays out of the security preset", r.ID)
		}
		file := strings.ReplaceAll(r.ID, "-", "_") + ".go"
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s: the rule is to stand in rules/%s", r.ID, file)
		}
		for _, o := range r.Options {
			switch o.Default.(type) {
			case string, bool, int, []string:
			default:
				t.Errorf("%s: option %s has a default of type %T", r.ID, o.Name, o.Default)
			}
		}
	}
}

// TestFixturesHaveRules finds folders whose rule was renamed or is gone.
func TestFixturesHaveRules(t *testing.T) {
	dirs, err := os.ReadDir(filepath.Join("..", "testdata", "rules"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if r, ok := rules.Find(d.Name()); !ok || r.ID != d.Name() {
			t.Errorf("testdata/rules/%s belongs to no rule", d.Name())
		}
	}
}
