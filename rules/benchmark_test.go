package rules_test

import (
	"slices"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/cis"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// unruled are items of the benchmark that Dockerfiles or Compose files decide and that no rule looks at.
var unruled = map[string]string{
	"7.4": "swarm secrets, in part: literal credentials are 4.10",
}

// TestBenchmarkItemsHaveRules holds that each item that the files decide has a rule in the preset cis, and each reference an item.
func TestBenchmarkItemsHaveRules(t *testing.T) {
	ruled := map[string]bool{}
	for _, r := range rules.All() {
		for _, id := range r.CISItems() {
			ruled[id] = ruled[id] || r.Presets&lint.Benchmark != 0 && r.Duty != lint.Doubts
			if !slices.ContainsFunc(cis.Items(), func(i cis.Item) bool { return i.ID == id }) {
				t.Errorf("%s refers to item %s, which does not exist", r.ID, id)
			}
		}
	}
	for _, item := range cis.Items() {
		decided := slices.Contains(item.Kinds, project.Dockerfile) || slices.Contains(item.Kinds, project.Compose)
		switch _, known := unruled[item.ID]; {
		case decided && !ruled[item.ID] && !known:
			t.Errorf("no rule of the preset cis looks at %s, %s", item.ID, item.Title)
		case known && ruled[item.ID]:
			t.Errorf("%s has a rule and is listed without", item.ID)
		}
	}
}
