package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestCatalogueOfDockerfileChecks holds the rules to the list of what other tools check: each of their ids leads to a rule,
// or stands in the decision about what is left out.
func TestCatalogueOfDockerfileChecks(t *testing.T) {
	leftOut := leftOutChecks(t, "0006-checks-left-out.md")
	seen := map[string]bool{}
	counts := map[string]int{}
	for _, row := range catalogue(t, "dockerfile.tsv") {
		slug := row["our_slug"]
		seen[slug] = true
		missing := 0
		for _, column := range []string{
			"hadolint id", "buildkit rule", "trivy id", "checkov id", "kics query", "semgrep id", "tally rule",
		} {
			for _, id := range idsIn(row[column]) {
				_, ok := rules.Find(id)
				if !ok && column == "kics query" {
					_, ok = rules.Find("KICS:" + id)
				}
				switch {
				case ok:
					counts[column]++
				case !slices.Contains(leftOut, slug):
					t.Errorf("%s: nothing is known by the name %q", slug, id)
				default:
					missing++
				}
			}
		}
		if slices.Contains(leftOut, slug) && missing == 0 {
			t.Errorf("%s is said to be left out, but all of its ids lead to rules", slug)
		}
	}
	for _, slug := range leftOut {
		if !seen[slug] {
			t.Errorf("%s is said to be left out, but stands in no row", slug)
		}
	}
	t.Logf("ids that lead to rules, by tool: %v; rows left out: %d", counts, len(leftOut))
}

// leftOutChecks returns the rows that docs/decisions says are left out: the first column of its tables.
func leftOutChecks(t *testing.T, decision string) []string {
	data, err := os.ReadFile(filepath.Join("..", "docs", "decisions", decision))
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(data), -1) {
		slugs = append(slugs, m[1])
	}
	return slugs
}

// idsIn returns the ids of a cell. What stands in brackets behind one is a remark; a cell that is a remark as a whole lists
// ids that are gone.
func idsIn(cell string) []string {
	var ids []string
	for id := range strings.SplitSeq(cell, ";") {
		id = strings.TrimSpace(id)
		remark := regexp.MustCompile(`^(SC\*|powershell/\*|.*) \((ShellCheck pass-through|75, delegated|common)\)$`)
		if m := remark.FindStringSubmatch(id); m != nil {
			id = m[1]
		}
		id = strings.TrimSuffix(strings.TrimPrefix(id, "(retired: "), ")")
		if id == "Exposing Port 22 (SSH" {
			id += ")"
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// catalogue returns the rows of a table of the catalogue beside the repository, by the names of their columns.
func catalogue(t *testing.T, name string) []map[string]string {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir := wd; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "catalogue", name))
		if err != nil {
			continue
		}
		lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
		head := strings.Split(lines[0], "\t")
		var rows []map[string]string
		for _, line := range lines[1:] {
			row := map[string]string{}
			for i, cell := range strings.Split(line, "\t") {
				row[head[i]] = cell
			}
			rows = append(rows, row)
		}
		return rows
	}
	t.Skip("there is no folder shared/catalogue beside the repository")
	return nil
}
