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

// TestSchemaIsCurrent holds the JSON Schemas of .plimsoll.yaml, which editors complete rule ids from, and of a policy to the rules
// and to the reader.
func TestSchemaIsCurrent(t *testing.T) {
	schemaIsCurrent(t, "plimsoll.schema.json", config.Schema(engine.ConfigRules(rules.All())))
	schemaIsCurrent(t, "plimsoll-policy.schema.json", config.PolicySchema())
}

func schemaIsCurrent(t *testing.T, name string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Errorf("docs/%s is not current; run: go test ./docs -update\n%s", name, diff)
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
