package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/report"
	"github.com/plimsoll-lint/plimsoll/lint/ruletest"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestTwoRunsGiveTheSameBytes lints all fixtures as one project, twice and in parallel.
func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "*", "*", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ruletest.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		rule := filepath.Base(filepath.Dir(path))
		ruletest.Write(t, filepath.Join(dir, rule, strings.TrimSuffix(filepath.Base(path), ".txtar")), f.Files)
	}
	var reports [2]bytes.Buffer
	for i := range reports {
		result := suite(nil).LintFolder(t, dir)
		ruletest.CheckFindings(t, result.Findings)
		format, err := report.FormatNamed("json")
		if err != nil {
			t.Fatal(err)
		}
		if err := format.Write(&reports[i], &report.Report{Result: result, Rules: rules.All()}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(reports[0].Bytes(), reports[1].Bytes()) {
		t.Error("two runs over one input differ")
	}
}

// TestCorpus lints real files and hostile ones: no rule fails, and every finding has its place.
func TestCorpus(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpus of real files is not here; it lies beside the repository, in shared/corpus")
	}
	result := suite(nil).LintFolder(t, dir)
	ruletest.CheckFindings(t, result.Findings)
	if len(result.Findings) == 0 {
		t.Error("no finding in the whole corpus")
	}
}
