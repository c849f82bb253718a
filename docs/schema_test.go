package docs_test

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestSchemaIsCurrent holds the JSON Schema of .plimsoll.yaml, which editors complete rule ids from, to the rules.
func TestSchemaIsCurrent(t *testing.T) {
	want := config.Schema(engine.ConfigRules(rules.All()))
	if *update {
		if err := os.WriteFile("plimsoll.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile("plimsoll.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Errorf("docs/plimsoll.schema.json is not current; run: go test ./docs -update\n%s", diff)
	}
}

// TestOneSetOfNames holds the names in configuration, which knows no rules, to those of the vocabulary.
func TestOneSetOfNames(t *testing.T) {
	if diff := cmp.Diff(lint.PresetNames, config.Presets); diff != "" {
		t.Errorf("presets differ:\n%s", diff)
	}
	var severities []string
	for s := lint.Info; s <= lint.Critical; s++ {
		severities = append(severities, s.String())
	}
	slices.Reverse(severities)
	if diff := cmp.Diff(severities, config.Severities); diff != "" {
		t.Errorf("severities differ:\n%s", diff)
	}
}
