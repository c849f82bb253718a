//go:build unix

package hostile

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// result is the part of the JSON report that the expectations speak of.
type result struct {
	exit     int
	Findings []entry `json:"findings"`
	Errors   []entry `json:"errors"`
}

// entry is a finding, or an error, whose span may be absent.
type entry struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Path     string `json:"path"`
	Span     *struct {
		Start, End struct{ Line, Column int }
	} `json:"span"`
}

func decode(t *testing.T, o outcome) *result {
	t.Helper()
	r := &result{exit: o.exit}
	if err := json.Unmarshal(o.stdout, r); err != nil {
		t.Fatalf("exit %d; the report is no JSON: %v\n%s\n%s", o.exit, err, tail(o.stdout), tail(o.stderr))
	}
	return r
}

// String shows the first entries, for failures.
func (r *result) String() string {
	var b strings.Builder
	for i, e := range slices.Concat(r.Errors, r.Findings) {
		if i == 12 {
			b.WriteString("  …\n")
			break
		}
		at := "-"
		if e.Span != nil {
			at = fmt.Sprintf("%d:%d-%d:%d", e.Span.Start.Line, e.Span.Start.Column, e.Span.End.Line, e.Span.End.Column)
		}
		fmt.Fprintf(&b, "  %q %s %s %s: %q\n", e.Path, at, e.Severity, e.Rule, e.Message)
	}
	return b.String()
}

func (r *result) any(rule string) bool {
	return slices.ContainsFunc(r.Findings, func(e entry) bool { return strings.Contains(e.Rule, rule) })
}

// fails returns why the run is not of the class, or "".
func (r *result) fails(class string, w row) string {
	switch class {
	case "ok":
		switch {
		case r.exit > 1:
			return "the run fails"
		case len(r.Errors) > 0:
			return "there is an error"
		}
		return ""
	case "finding":
		if r.exit > 1 {
			return "the run fails"
		}
		rule := w.rule()
		if !w.at.none && !slices.ContainsFunc(r.Findings, func(e entry) bool {
			return strings.Contains(e.Rule, rule) && e.touches(w)
		}) {
			return fmt.Sprintf("no %s finding at %+v", rule, w.at)
		}
		return ""
	}
	// An error and a gap fail the run, by the exit status for findings or by that for what was not read.
	said := slices.Concat(r.Errors, slices.DeleteFunc(slices.Clone(r.Findings), func(e entry) bool {
		return !slices.Contains(documentRules[:], e.Rule)
	}))
	switch {
	case r.exit != 1 && r.exit != 2:
		return "the run does not fail"
	case len(said) == 0:
		return "nothing is said about the document"
	case class == "incomplete" && slices.ContainsFunc(r.Errors, entry.whole):
		return "" // of a file that was not read at all no place is known
	case strings.Contains(w.must, "the finding") && slices.ContainsFunc(r.Findings, func(e entry) bool { return e.touches(w) }):
		return "" // the place is that of what is seen in spite of it
	case !w.at.none && !slices.ContainsFunc(said, func(e entry) bool { return e.touches(w) }):
		return fmt.Sprintf("nothing is said about the document at %+v", w.at)
	}
	return ""
}

// rule returns a part of the id of the rule that has to see through the oddity, or "" where any may.
func (w row) rule() string {
	switch {
	case strings.HasPrefix(w.must, "the finding about privileged"):
		return "privileged"
	case w.frontend():
		return "unvouched-image"
	}
	return ""
}

// frontend reports whether the row is about the program that reads the Dockerfile. That nobody vouches for it is advice,
// which the preset of security leaves out.
func (w row) frontend() bool { return strings.HasPrefix(w.path, "dockerfile/syntax-") }

// documentRules are the rules that speak of a document as such, rather than of what it sets up.
var documentRules = [...]string{"syntax-error", "unknown-word", "refused-setting", "coverage-gap", "hidden-characters",
	"repeated-daemon-setting",
}

// whole reports whether the entry is about a file as a whole.
func (e entry) whole() bool { return e.Span == nil || e.Span.Start == e.Span.End }

// touches reports whether the entry lies at the place that the row names.
func (e entry) touches(w row) bool {
	p := w.at
	if p.file != "" && path.Base(e.Path) != p.file {
		return false
	}
	if p.line == 0 {
		return true
	}
	if e.Span == nil || p.line < e.Span.Start.Line || p.line > e.Span.End.Line {
		return false
	}
	before := p.line == e.Span.Start.Line && p.column < e.Span.Start.Column
	behind := p.line == e.Span.End.Line && p.column > e.Span.End.Column
	return p.column == 0 || !before && !behind
}
