// Package cis holds a run against the CIS Docker Benchmark: a verdict for each item, with the findings behind it.
package cis

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// Name and Version say of which benchmark the items are.
const (
	Name    = "CIS Docker Benchmark"
	Version = "1.6.0"
)

//go:embed items.tsv
var table string

// Item is one item of the benchmark.
type Item struct {
	ID    string // "5.4"
	Title string // our own words
	Look  string // which file or command of the host tells
	// Kinds are the documents of which each one can decide it. Without any, only the host can.
	Kinds []project.Kind
	// Partly says that they decide it in part: a finding fails it, but none does not make it pass.
	Partly bool
	// Less says that the rules ask for less than the benchmark: of services that serve nothing no health check, of restarts no end where
	// the service is meant to run whatever happens.
	Less bool
}

// Section returns the number in front of the first dot.
func (i Item) Section() string {
	section, _, _ := strings.Cut(i.ID, ".")
	return section
}

// Sections are the titles of the sections.
func Sections() []struct{ ID, Title string } {
	return []struct{ ID, Title string }{
		{"1", "Host"}, {"2", "Daemon"}, {"3", "Files of the daemon"}, {"4", "Images"}, {"5", "Containers"}, {"6", "Operation"}, {"7", "Swarm"},
	}
}

// Items returns all items in the order of their numbers.
func Items() []Item {
	var items []Item
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 4 {
			continue
		}
		item := Item{ID: fields[0], Title: fields[2], Look: fields[3]}
		decided := fields[1]
		decided, item.Partly = strings.CutPrefix(decided, "~")
		decided, item.Less = strings.CutPrefix(decided, "<")
		for _, name := range strings.Fields(decided) {
			if kind, ok := kindOf(name); ok {
				item.Kinds = append(item.Kinds, kind)
			}
		}
		items = append(items, item)
	}
	return items
}

func kindOf(name string) (project.Kind, bool) {
	switch name {
	case "dockerfile":
		return project.Dockerfile, true
	case "compose":
		return project.Compose, true
	case "daemon":
		return project.Daemon, true
	}
	return project.Unknown, false
}

// Verdict is what a run says of an item.
type Verdict string

// The verdicts.
const (
	Pass      Verdict = "pass"
	Fail      Verdict = "fail"
	Undecided Verdict = "undecided" // the files do not tell
)

// Judged is an item with its verdict.
type Judged struct {
	Item
	Verdict Verdict
	// Reason says why the item is undecided.
	Reason string
	// Rules are those that look at the item, by id; Missed are those of them that were asked of no document that decides it.
	Rules, Missed []string
	// Findings speak against the item. Of an undecided one they say what is not known.
	Findings []*lint.Finding
	// Accepted are findings that a comment or the settings silence. They do not fail the item.
	Accepted []*lint.Accepted
}

// Judge holds a result against all items. rules are all that there are, whether or not they ran.
func Judge(result *lint.Result, rules []*lint.Rule) []Judged {
	byItem := map[string][]*lint.Rule{}
	for _, r := range rules {
		if r.Presets&lint.Benchmark == 0 {
			continue // it is near the item, and not what the benchmark asks for
		}
		for _, id := range r.CISItems() {
			byItem[id] = append(byItem[id], r)
		}
	}
	findings := map[*lint.Rule][]*lint.Finding{}
	for i := range result.Findings {
		f := &result.Findings[i]
		findings[f.Rule] = append(findings[f.Rule], f)
	}
	accepted := map[*lint.Rule][]*lint.Accepted{}
	for i := range result.Accepted {
		a := &result.Accepted[i]
		accepted[a.Rule] = append(accepted[a.Rule], a)
	}
	items := Items()
	out := make([]Judged, 0, len(items))
	for _, item := range items {
		j := Judged{Item: item}
		failed, deciding := false, 0
		for _, r := range byItem[item.ID] {
			j.Rules = append(j.Rules, r.ID)
			if !slices.ContainsFunc(item.Kinds, func(k project.Kind) bool { return result.Asked[k].Of(r) }) {
				j.Missed = append(j.Missed, r.ID)
			}
			for _, f := range findings[r] {
				if item.of(f) {
					j.Findings = append(j.Findings, f)
					failed = failed || r.Duty != lint.Doubts
				}
			}
			for _, a := range accepted[r] {
				if item.of(&a.Finding) {
					j.Accepted = append(j.Accepted, a)
				}
			}
			if r.Duty != lint.Doubts {
				deciding++
			}
		}
		j.Verdict, j.Reason = j.verdict(failed, deciding, result)
		out = append(out, j)
	}
	return out
}

// of reports whether a finding of a rule that looks at the item speaks of it.
func (i Item) of(f *lint.Finding) bool { return f.Items == nil || slices.Contains(f.Items, i.ID) }

// verdict judges an item by its findings. deciding counts the rules that look at it and do more than to say what is not known.
func (j *Judged) verdict(failed bool, deciding int, result *lint.Result) (Verdict, string) {
	linted := slices.ContainsFunc(j.Kinds, func(k project.Kind) bool { return result.Asked[k].Documents > 0 })
	switch {
	case failed:
		return Fail, ""
	case len(j.Findings) > 0:
		return Undecided, "the files leave it open"
	case len(j.Kinds) == 0:
		return Undecided, "only the host can tell"
	case !linted:
		return Undecided, "no " + j.wanted() + " was linted"
	case deciding == 0:
		return Undecided, "no rule looks at it yet"
	case len(j.Missed) > 0:
		return Undecided, "these rules did not run: " + strings.Join(j.Missed, ", ")
	case j.Less:
		return Undecided, "nothing was found, but the rules ask for less than the benchmark"
	case j.Partly:
		return Undecided, "nothing in the files speaks against it; the rest is on the host"
	}
	return Pass, ""
}

// wanted names the kinds of documents that would decide the item.
func (i Item) wanted() string {
	names := make([]string, len(i.Kinds))
	for n, k := range i.Kinds {
		names[n] = string(k)
	}
	return strings.Join(names, " and no ")
}
