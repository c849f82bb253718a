package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The limits of GitHub code scanning, from "SARIF results exceed one or more limits" in its documentation. It keeps the
// 5,000 worst results; the rest is left out here, so that it can be said.
const (
	sarifMaxResults       = 5000
	sarifMaxNotifications = 1000
	sarifMaxRelated       = 100
	sarifMaxDescription   = 1024
)

// The ids of notifications, besides the kinds of failures.
const (
	noteResultsCut  = "results-cut"
	noteFailuresCut = "failures-cut"
)

// sourceRoot is the name of the folder that all URIs are relative to.
const sourceRoot = "%SRCROOT%"

// writeSARIF writes SARIF 2.1.0 as GitHub code scanning takes it: one run, which is complete whatever was found.
func writeSARIF(w io.Writer, r *Report) error {
	var full bytes.Buffer
	if err := encodeJSON(&full, newSARIF(r), ""); err != nil {
		return err
	}
	compact := bytes.TrimSuffix(full.Bytes(), []byte("\n"))
	_, err := w.Write(append(slim(make([]byte, 0, len(compact)*3/2), compact), '\n'))
	return err
}

func newSARIF(r *Report) *sarif.Report {
	s := &sarifRun{report: r, places: places{}, ruleIndex: make(map[string]int)}
	run := sarif.NewRun()
	run.Tool = sarif.NewTool().WithDriver(s.driver())
	run.WithColumnKind("utf16CodeUnits").WithLanguage("en-US").WithNewlineSequences([]string{"\r\n", "\n", "\r"})
	run.OriginalUriBaseIds = map[string]sarif.ArtifactLocation{
		// No address: a report holds no paths of the machine that made it.
		sourceRoot: *sarif.NewArtifactLocation().WithDescription(plainMessage("The root of the repository.")),
	}

	if r.Policy != nil {
		run.WithProperties(sarif.NewPropertyBag().Add("policy", r.Policy))
	}

	groups := groupFindings(r.Result.Findings)
	kept := worst(groups, sarifMaxResults)
	s.prints = fingerprints(kept)
	for _, g := range kept {
		run.AddResult(s.result(g))
	}
	run.AddInvocation(s.invocation(len(groups) - len(kept)))
	return sarif.NewReport().AddRun(run)
}

// sarifRun is one run being written.
type sarifRun struct {
	report    *Report
	places    places
	ruleIndex map[string]int
	prints    map[*source.File]map[int]string
}

// group is the findings that become one result: those of one rule on one line. Code scanning would show one of them.
type group struct {
	findings []*lint.Finding
	line     int
	severity lint.Severity
}

func groupFindings(findings []lint.Finding) []*group {
	type key struct {
		rule string
		file *source.File
		line int
	}
	var groups []*group
	index := make(map[key]*group)
	for i := range findings {
		f := &findings[i]
		if f.Span.IsZero() {
			continue // code scanning refuses the whole file for a result without a place
		}
		k := key{f.Rule.ID, f.Span.File, f.Span.File.LineAt(f.Span.Start)}
		g := index[k]
		if g == nil {
			g = &group{line: k.line, severity: f.Severity}
			index[k] = g
			groups = append(groups, g)
		}
		g.findings = append(g.findings, f)
		g.severity = max(g.severity, f.Severity)
	}
	return groups
}

// worst returns the n worst groups in their order.
func worst(groups []*group, n int) []*group {
	if len(groups) <= n {
		return groups
	}
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(groups[b].severity, groups[a].severity) })
	order = order[:n]
	slices.Sort(order)
	kept := make([]*group, n)
	for i, k := range order {
		kept[i] = groups[k]
	}
	return kept
}

// fingerprints hashes the lines that hold results, each file once.
func fingerprints(groups []*group) map[*source.File]map[int]string {
	lines := make(map[*source.File]map[int]bool)
	for _, g := range groups {
		file := g.findings[0].Span.File
		if lines[file] == nil {
			lines[file] = make(map[int]bool)
		}
		lines[file][g.line] = true
	}
	out := make(map[*source.File]map[int]string, len(lines))
	for file, wanted := range lines {
		out[file] = lineFingerprints(file.Content, wanted)
	}
	return out
}

// invocation says whether the run can be trusted, and what is missing from it.
func (s *sarifRun) invocation(cut int) *sarif.Invocation {
	inv := sarif.NewInvocation()
	failures := s.report.Result.Failures
	inv.WithExecutionSuccessful(len(failures) == 0)
	if cut > 0 {
		text := fmt.Sprintf("%s left out: code scanning keeps the %d most severe.", count(cut, "result"), sarifMaxResults)
		inv.AddToolExecutionNotification(notification(noteResultsCut, "warning", text))
	}
	for i := range failures {
		if i == sarifMaxNotifications {
			text := count(len(failures)-i, "more failure") + "."
			inv.AddToolExecutionNotification(notification(noteFailuresCut, "error", text))
			break
		}
		inv.AddToolExecutionNotification(s.failure(&failures[i]))
	}
	return inv
}

func (s *sarifRun) failure(f *lint.Failure) *sarif.Notification {
	n := notification(f.Kind, "error", sentence(f.Message))
	switch {
	case !f.Span.IsZero():
		n.AddLocation(s.location(f.Span))
	case f.Path != "":
		n.AddLocation(sarif.NewLocation().WithPhysicalLocation(
			sarif.NewPhysicalLocation().WithArtifactLocation(artifactLocation(f.Path))))
	}
	if index, ok := s.ruleIndex[f.Rule]; ok {
		n.WithAssociatedRule(sarif.NewReportingDescriptorReference().WithID(f.Rule).WithIndex(index))
	}
	return n
}

func notification(id, level, text string) *sarif.Notification {
	return sarif.NewNotification().WithLevel(level).WithMessage(plainMessage(text)).
		WithDescriptor(sarif.NewReportingDescriptorReference().WithID(id).WithIndex(notificationIndex(id)))
}

// location returns the place of a span.
func (s *sarifRun) location(span source.Span) *sarif.Location {
	return sarif.NewLocation().WithPhysicalLocation(sarif.NewPhysicalLocation().
		WithArtifactLocation(artifactLocation(span.File.Path)).
		WithRegion(s.region(tight(span))))
}

func (s *sarifRun) region(span source.Span) *sarif.Region {
	start, end := s.places.at(span.File, span.Start), s.places.at(span.File, span.End)
	return sarif.NewRegion().
		WithStartLine(start.line).WithStartColumn(start.unit).
		WithEndLine(end.line).WithEndColumn(end.unit)
}

func artifactLocation(path string) *sarif.ArtifactLocation {
	return sarif.NewArtifactLocation().WithURI(artifactURI(path)).WithURIBaseID(sourceRoot)
}

// plainMessage returns a message of a trusted text: its brackets are links.
func plainMessage(text string) *sarif.Message { return sarif.NewMessage().WithText(text) }

// sentence returns a message of plimsoll, which has no full stop, as a sentence for a SARIF message.
func sentence(message string) string {
	text := escapeLinks(glyph.Visible(message))
	if text == "" || strings.ContainsRune(".!?", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// escapeLinks keeps the brackets of a text from being read as links. Viewers turn \[, \] and \\ back; so a backslash is
// escaped only where it would be misread, as those that do not turn it back show it twice.
func escapeLinks(text string) string {
	if !strings.ContainsAny(text, "[]") {
		return text
	}
	var b strings.Builder
	slashes := 0
	for i := range len(text) {
		switch c := text[i]; c {
		case '\\':
			slashes++
		case '[', ']':
			b.WriteString(strings.Repeat(`\`, slashes+1))
			slashes = 0
		default:
			slashes = 0
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
