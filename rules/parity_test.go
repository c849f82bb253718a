package rules_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// parity says of another tool's check what it reports and what it does not, and so do the rules with its id.
type parity struct {
	id          string
	loud, quiet []string // see filesOf
}

// difference is a Dockerfile on which the rules with an id say something else than the other tool does, on purpose.
type difference struct {
	id, dockerfile string
	reported       bool // here; the other tool does the opposite
	why            string
}

// untried are checks without samples, with the reason.
var untried = map[string]string{
	"SC*":                      "needs ShellCheck; see testdata/cli/shellcheck.txtar",
	"InvalidBaseImagePlatform": "needs the image; see docs/decisions/0006-checks-left-out.md",
}

// filesOf returns the files that a sample stands for: a Dockerfile, whose FROM may be left out, and behind it others as in
// a txtar archive.
func filesOf(sample string) map[string][]byte {
	archive := txtar.Parse([]byte(sample))
	content := string(archive.Comment)
	if !strings.Contains(strings.ToUpper("\n"+content), "\nFROM ") {
		content = "FROM debian:13\n" + content
	}
	files := map[string][]byte{"Dockerfile": []byte(content)}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	return files
}

// reported lints samples with the rules of the given ids, all if there are none, and returns those that find something in each.
func reported(t *testing.T, samples, ids []string) [][]*lint.Rule {
	t.Helper()
	files := map[string][]byte{}
	for i, sample := range samples {
		for name, content := range filesOf(sample) {
			files[fmt.Sprintf("%04d/%s", i, name)] = content
		}
	}
	found := make([][]*lint.Rule, len(samples))
	for _, f := range suite(ids).Lint(t, files) {
		dir, _, _ := strings.Cut(f.Span.File.Path, "/")
		if i, err := strconv.Atoi(dir); err == nil {
			found[i] = append(found[i], f.Rule)
		}
	}
	return found
}

// checkParity holds rules to tables of samples, and the tables to the list of checks of a tool. named returns the rules that speak
// for a check.
func checkParity(
	t *testing.T, column string, list []parity, differences []difference, ids []string, named func(id string) []*lint.Rule,
) {
	t.Helper()
	type sample struct {
		id, text string
		want     bool
	}
	var samples []sample
	var texts []string
	add := func(id, text string, want bool) {
		samples = append(samples, sample{id, text, want})
		texts = append(texts, text)
	}
	covered := map[string]bool{}
	for _, p := range list {
		covered[p.id] = true
		if len(p.loud) == 0 || len(p.quiet) == 0 {
			t.Errorf("%s owes a loud and a quiet sample", p.id)
		}
		for _, text := range p.loud {
			add(p.id, text, true)
		}
		for _, text := range p.quiet {
			add(p.id, text, false)
		}
	}
	for _, d := range differences {
		add(d.id, d.dockerfile, d.reported)
		if d.why == "" {
			t.Errorf("%s differs without a reason on %q", d.id, d.dockerfile)
		}
		covered[d.id] = true
	}
	for i, found := range reported(t, texts, ids) {
		s := samples[i]
		speak := named(s.id)
		got := slices.ContainsFunc(found, func(r *lint.Rule) bool { return slices.Contains(speak, r) })
		if got != s.want {
			t.Errorf("%s reported: %v, want %v\n%s", s.id, got, s.want, s.text)
		}
	}
	for _, row := range catalogue(t, "dockerfile.tsv") {
		for _, id := range idsIn(row[column]) {
			if !covered[id] && untried[id] == "" {
				t.Errorf("%s has no sample", id)
			}
		}
	}
}
