// Package baseline remembers the findings that a repository had on one day, so that from then on only new ones count.
//
// A finding is known by its file, its rule and its key, which holds neither lines nor prose: it stays known while the file is
// edited around it, and is new again once what it is about changes.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// FileName is the file at the root of a repository that is found by itself.
const FileName = ".plimsoll-baseline.json"

// version is that of the format.
const version = 1

// Entry stands for findings that are known: so many of one rule with one key in one file.
type Entry struct {
	Path  string `json:"path"` // relative to the root, with slashes
	Rule  string `json:"rule"`
	Key   string `json:"key"`
	Count int    `json:"count,omitempty"` // 1 where it is left out
}

type identity struct{ path, rule, key string }

func (e Entry) identity() identity { return identity{e.Path, e.Rule, e.Key} }

// Baseline is a set of entries.
type Baseline struct{ Entries []Entry }

// Of returns the baseline that knows the given findings, but those that say that something is over: these are there to be seen. name returns the path that a finding's file has in it.
func Of(findings []lint.Finding, name func(path string) string) *Baseline {
	counts := map[identity]int{}
	for i := range findings {
		if !findings[i].Overdue {
			counts[identify(&findings[i], name)]++
		}
	}
	b := &Baseline{}
	for id, n := range counts {
		b.Entries = append(b.Entries, entryOf(id, n))
	}
	b.sort()
	return b
}

func identify(f *lint.Finding, name func(path string) string) identity {
	return identity{strings.ToValidUTF8(name(f.Span.File.Path), "\ufffd"), f.Rule.ID, strings.ToValidUTF8(f.Key, "\ufffd")}
}

func entryOf(id identity, n int) Entry {
	e := Entry{Path: id.path, Rule: id.rule, Key: id.key}
	if n > 1 {
		e.Count = n
	}
	return e
}

func (b *Baseline) sort() {
	slices.SortFunc(b.Entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Key, y.Key))
	})
}

// Parse reads a baseline. The error says where it is wrong.
func Parse(src *source.File) (*Baseline, error) {
	if problems := tree.ParseJSON(src, tree.Limits{}).Problems; len(problems) > 0 {
		return nil, fmt.Errorf("%s: %s", problems[0].Span, problems[0].Message)
	}
	var doc struct {
		Version  int     `json:"version"`
		Findings []Entry `json:"findings"`
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(src.Content, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %s", src.Path, strings.TrimPrefix(err.Error(), "json: "))
	}
	if doc.Version != version {
		return nil, fmt.Errorf("%s is a baseline of version %d; this plimsoll knows version %d", src.Path, doc.Version, version)
	}
	return &Baseline{Entries: doc.Findings}, nil
}

// Encode writes the baseline, an entry a line, so that a change shows as the lines that it is about.
func (b *Baseline) Encode() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"version\": %d,\n  \"findings\": [", version)
	for i, e := range b.Entries {
		if i > 0 {
			out.WriteByte(',')
		}
		var line bytes.Buffer
		enc := json.NewEncoder(&line)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(e); err != nil {
			panic(err) // texts and a number are always written
		}
		out.WriteString("\n    ")
		out.Write(bytes.TrimSpace(line.Bytes()))
	}
	if len(b.Entries) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Bytes()
}

// Split takes the findings apart into those that are new and the number of those that are known. What the baseline knows and is not
// there any more is stale.
func (b *Baseline) Split(findings []lint.Finding, name func(path string) string) (fresh []lint.Finding, known int, stale []Entry) {
	left := make(map[identity]int, len(b.Entries))
	for _, e := range b.Entries {
		left[e.identity()] += max(e.Count, 1)
	}
	fresh = make([]lint.Finding, 0, len(findings))
	for i := range findings {
		id := identify(&findings[i], name)
		if left[id] > 0 && !findings[i].Overdue {
			left[id]--
			known++
			continue
		}
		fresh = append(fresh, findings[i])
	}
	for _, e := range b.Entries {
		if n := left[e.identity()]; n > 0 {
			stale = append(stale, entryOf(e.identity(), n))
			delete(left, e.identity())
		}
	}
	return fresh, known, stale
}

// Without returns the baseline without the stale entries, counts included.
func (b *Baseline) Without(stale []Entry) *Baseline {
	left := make(map[identity]int, len(b.Entries))
	for _, e := range b.Entries {
		left[e.identity()] += max(e.Count, 1)
	}
	for _, e := range stale {
		left[e.identity()] -= max(e.Count, 1)
	}
	out := &Baseline{}
	for id, n := range left {
		if n > 0 {
			out.Entries = append(out.Entries, entryOf(id, n))
		}
	}
	out.sort()
	return out
}
