// Package fix turns the fixes of findings into changes of files: bytes are replaced, and nothing is ever parsed and
// written anew, so that comments, quotes and line ends stay as they are.
//
// A round goes New, Verify, then Diff or Write. Fixes that get into each other's way wait for the next round, which the
// caller starts by linting the changed files again.
package fix

import (
	"bytes"
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Options say which fixes are wanted.
type Options struct {
	Unsafe bool // also those that may change what a container can do
}

// Plan is what one round of fixes does.
type Plan struct {
	// Changes are the files that change, sorted by path.
	Changes []Change
	// Skipped are the fixes that are not part of the plan, in the order of the findings.
	Skipped []Skipped

	accepted []*candidate
	skipped  []Skipped
	order    map[*lint.Finding]int
}

// Change is the new content of one file.
type Change struct {
	Path   string // relative to the root, slash-separated
	Before []byte // the file as it was linted; must not be changed
	After  []byte
	// Findings are those whose fixes are in After, in order. A fix may change further files.
	Findings []*lint.Finding

	edits []lint.Edit // sorted, disjoint
}

// Edits returns what turns Before into After, sorted and without overlaps, with the line ends of the file. It must not be changed.
func (c *Change) Edits() []lint.Edit { return c.edits }

// Skipped is a fix that is not part of a plan.
type Skipped struct {
	Finding *lint.Finding
	Reason  Reason
	Detail  string // lower case, no full stop
}

// Reason classes why a fix was skipped.
type Reason int

// The reasons.
const (
	Risky    Reason = iota // it may change behaviour and was not asked for
	Overlap                // another fix changes the same place; the next round may take it
	Refused                // it can never be applied
	Rejected               // the changed file did not pass Verify
)

// candidate is a finding whose fix is to be applied.
type candidate struct {
	finding *lint.Finding
	edits   []lint.Edit // with the line ends of their files
}

// New plans the fixes of findings. The first in order wins where two get into each other's way; edits that are the same to
// the byte do not. Findings without a fix are passed over.
func New(findings []lint.Finding, opts Options) *Plan {
	p := &Plan{order: make(map[*lint.Finding]int)}
	sets := make(map[string]*editSet)
	for i := range findings {
		f := &findings[i]
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			continue
		}
		p.order[f] = i
		if f.Fix.Risky && !opts.Unsafe {
			p.skip(f, Risky, "may change behaviour")
			continue
		}
		c, problem := newCandidate(f)
		if problem != "" {
			p.skip(f, Refused, problem)
			continue
		}
		if other := conflict(sets, c); other != nil {
			p.skip(f, Overlap, "overlaps the fix of "+other.Rule.ID)
			continue
		}
		for _, e := range c.edits {
			sets[e.Span.File.Path].add(e, f)
		}
		p.accepted = append(p.accepted, c)
	}
	p.settle()
	return p
}

func (p *Plan) skip(f *lint.Finding, reason Reason, detail string) {
	p.skipped = append(p.skipped, Skipped{Finding: f, Reason: reason, Detail: detail})
}

// settle makes the exported fields from what was accepted and skipped.
func (p *Plan) settle() {
	slices.SortStableFunc(p.skipped, func(a, b Skipped) int { return cmp.Compare(p.order[a.Finding], p.order[b.Finding]) })
	p.Skipped = p.skipped
	p.Changes = build(p.accepted, nil)
}

// newCandidate checks a fix for itself and gives its edits the line ends of their files.
func newCandidate(f *lint.Finding) (c *candidate, problem string) {
	c = &candidate{finding: f}
	changes := false
	var own editSet
	for _, e := range f.Fix.Edits {
		file := e.Span.File
		switch {
		case file == nil:
			return nil, "changes no file"
		case file.Embedded():
			return nil, "changes a file that is written inside another one"
		case file.Decoded():
			return nil, "changes a file that is not stored as UTF-8; convert it first"
		case !filepath.IsLocal(filepath.FromSlash(file.Path)):
			return nil, "changes a file outside the project"
		}
		e.New = withLineEnds(file, e.Span.Start, e.New)
		changes = changes || e.New != string(e.Span.Bytes())
		c.edits = append(c.edits, e)
	}
	// The edits of one fix are placed per file.
	slices.SortStableFunc(c.edits, func(a, b lint.Edit) int { return cmp.Compare(a.Span.File.Path, b.Span.File.Path) })
	for i, e := range c.edits {
		if i > 0 && c.edits[i-1].Span.File != e.Span.File {
			own = editSet{}
		}
		if own.clash(e) != nil || own.has(e) {
			return nil, "its own edits overlap"
		}
		own.file = e.Span.File
		own.add(e, f)
	}
	if !changes {
		return nil, "changes nothing"
	}
	return c, ""
}

// withLineEnds gives a text the line ends that its place in a file has.
func withLineEnds(f *source.File, offset int, text string) string {
	if !strings.ContainsAny(text, "\r\n") {
		return text
	}
	line := f.LineAt(offset)
	if line == f.LineCount() && line > 1 {
		line-- // the last line has no end
	}
	end := "\n"
	if _, stop := f.LineBounds(line); stop < len(f.Content) {
		next, _ := f.LineBounds(line + 1)
		switch found := f.Content[stop:next]; {
		case bytes.HasSuffix(found, []byte("\r\n")):
			end = "\r\n"
		case bytes.HasSuffix(found, []byte("\r")):
			end = "\r"
		}
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if end == "\n" {
		return text
	}
	return strings.ReplaceAll(text, "\n", end)
}

// conflict returns the finding whose accepted edit stands in the way of a candidate, or nil. It makes the sets of the
// candidate's files.
func conflict(sets map[string]*editSet, c *candidate) *lint.Finding {
	for _, e := range c.edits {
		set := sets[e.Span.File.Path]
		if set == nil {
			set = &editSet{file: e.Span.File}
			sets[e.Span.File.Path] = set
		}
		if other := set.clash(e); other != nil {
			return other
		}
	}
	return nil
}

// build applies the candidates' edits. With a filter only the files in it are built.
func build(candidates []*candidate, only map[string]bool) []Change {
	type draft struct {
		set      editSet
		findings []*lint.Finding
	}
	drafts := make(map[string]*draft)
	for _, c := range candidates {
		for _, e := range c.edits {
			path := e.Span.File.Path
			if only != nil && !only[path] {
				continue
			}
			d := drafts[path]
			if d == nil {
				d = &draft{set: editSet{file: e.Span.File}}
				drafts[path] = d
			}
			d.set.add(e, c.finding)
			if n := len(d.findings); n == 0 || d.findings[n-1] != c.finding {
				d.findings = append(d.findings, c.finding)
			}
		}
	}
	changes := make([]Change, 0, len(drafts))
	for path, d := range drafts {
		changes = append(changes, Change{
			Path: path, Before: d.set.file.Content, After: d.set.apply(), Findings: d.findings, edits: d.set.edits,
		})
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return changes
}
