package docs_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestMigratingIsCurrent holds the table of migrating.md to the aliases of the rules.
func TestMigratingIsCurrent(t *testing.T) {
	const begin, end = "<!-- ids: generated -->\n", "<!-- /ids -->"
	have := read(t, "migrating.md")
	before, rest, ok := strings.Cut(have, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("migrating.md has no part between %s and %s", begin, end)
	}
	same := map[string][]string{}
	for _, r := range rules.All() {
		for _, alias := range r.Aliases {
			same[alias] = append(same[alias], fmt.Sprintf("[%s](rules/%s.md)", r.ID, r.ID))
		}
	}
	var table strings.Builder
	table.WriteString("| there | here |\n|---|---|\n")
	for _, alias := range slices.Sorted(maps.Keys(same)) {
		fmt.Fprintf(&table, "| `%s` | %s |\n", alias, strings.Join(same[alias], ", "))
	}
	want := before + begin + table.String() + end + after
	if *update {
		if err := os.WriteFile("migrating.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("migrating.md is not current; run: go test ./docs -update\n%s", diff)
	}
}
