package cis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestItems(t *testing.T) {
	sections := map[string]int{}
	var last []int
	for _, item := range Items() {
		var number []int
		for part := range strings.SplitSeq(item.ID, ".") {
			n, err := strconv.Atoi(part)
			if err != nil {
				t.Errorf("%s is no number", item.ID)
			}
			number = append(number, n)
		}
		if slices.CompareFunc(last, number, cmp.Compare[int]) >= 0 {
			t.Errorf("%s does not follow the one before", item.ID)
		}
		last = number
		sections[item.Section()]++
		if item.Title == "" || item.Look == "" || strings.HasSuffix(item.Title, ".") || len(item.Title) > 80 {
			t.Errorf("%s: %q, %q", item.ID, item.Title, item.Look)
		}
	}
	// As many as version 1.6.0 has in each section.
	want := map[string]int{"1": 20, "2": 18, "3": 24, "4": 12, "5": 32, "6": 2, "7": 9}
	for _, s := range Sections() {
		if sections[s.ID] != want[s.ID] {
			t.Errorf("section %s has %d items, want %d", s.ID, sections[s.ID], want[s.ID])
		}
	}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) != 4 {
			t.Errorf("%q has %d fields", line, len(fields))
			continue
		}
		for _, name := range strings.Fields(strings.TrimLeft(fields[1], "~<")) {
			if _, ok := kindOf(name); !ok && name != "-" {
				t.Errorf("%s: %q is no kind of document", fields[0], name)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	rule := func(id string, duty lint.Duty, items ...string) *lint.Rule {
		r := &lint.Rule{ID: id, Presets: lint.Benchmark, Duty: duty}
		for _, i := range items {
			r.Refs = append(r.Refs, lint.CIS(i))
		}
		return r
	}
	file := source.New("compose.yaml", []byte("services:\n"))
	found := func(r *lint.Rule) lint.Finding { return lint.Finding{Rule: r, Span: file.Span(0, 8), Message: r.ID} }
	privileged, hook := rule("privileged", 0, "5.5", "5.23"), rule("hook", 0, "5.24")
	pids, doubt, apparmor := rule("pids", 0, "5.29"), rule("doubt", lint.Doubts, "5.16", "5.10"), rule("apparmor", 0, "5.2")
	pid, network, log := rule("pid", 0, "5.16"), rule("network", 0, "5.10"), rule("log", 0, "2.3")
	near := &lint.Rule{ID: "near", Presets: lint.Security, Refs: []lint.Ref{lint.CIS("5.32")}}
	socket, add, off := rule("socket", 0, "5.32"), rule("add", 0, "4.9"), rule("off", 0, "5.22")
	rules := []*lint.Rule{privileged, hook, pids, doubt, apparmor, pid, network, log, near, socket, add, off}

	var result lint.Result
	result.Ask(project.Compose, 2, slices.DeleteFunc(slices.Clone(rules), func(r *lint.Rule) bool { return r == off }))
	escape, open := found(privileged), found(doubt)
	result.Findings = []lint.Finding{*escape.Concerns("5.5"), *open.Concerns("5.16"), found(near)}
	result.Accepted = []lint.Accepted{{Finding: found(pids), Reason: "batch"}}

	want := map[string]struct {
		verdict  Verdict
		reason   string
		accepted int
	}{
		"5.5":   {Fail, "", 0},
		"5.23":  {Undecided, "nothing in the files speaks against it; the rest is on the host", 0},
		"5.24":  {Undecided, "nothing in the files speaks against it; the rest is on the host", 0},
		"5.29":  {Pass, "", 1},
		"5.16":  {Undecided, "the files leave it open", 0},
		"5.10":  {Pass, "", 0},
		"5.32":  {Pass, "", 0}, // the finding near it is not what the benchmark asks for
		"5.2":   {Undecided, "nothing in the files speaks against it; the rest is on the host", 0},
		"5.22":  {Undecided, "these rules did not run: off", 0},
		"5.31":  {Undecided, "no rule looks at it yet", 0},
		"2.3":   {Undecided, "no daemon.json was linted", 0},
		"4.9":   {Undecided, "no Dockerfile was linted", 0},
		"1.1.1": {Undecided, "only the host can tell", 0},
	}
	judged := Judge(&result, rules)
	for _, j := range judged {
		w, ok := want[j.ID]
		if ok && (j.Verdict != w.verdict || j.Reason != w.reason || len(j.Accepted) != w.accepted) {
			t.Errorf("%s: %s, %q with %d accepted, want %+v", j.ID, j.Verdict, j.Reason, len(j.Accepted), w)
		}
	}
}

func TestJudgeNothing(t *testing.T) {
	for _, j := range Judge(&lint.Result{}, nil) {
		if j.Verdict != Undecided || j.Reason == "" {
			t.Errorf("%s: %s, %q", j.ID, j.Verdict, j.Reason)
		}
	}
}
