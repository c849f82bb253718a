package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// result returns the result of the findings of one rule on one line. The first of them gives the place and the
// fingerprint; the others are related places.
func (s *sarifRun) result(g *group) *sarif.Result {
	f := g.findings[0]
	related := relatedNotes(g)
	out := sarif.NewResult().
		WithRuleID(f.Rule.ID).
		WithRuleIndex(s.ruleIndex[f.Rule.ID]).
		WithLevel(level(g.severity)).
		WithMessage(plainMessage(resultMessage(f, related)))

	location := s.location(f.Span)
	if f.Subject != "" {
		location.AddLogicalLocation(sarif.NewLogicalLocation().
			WithFullyQualifiedName(glyph.Visible(f.Subject)).WithKind("resource"))
	}
	out.AddLocation(location)
	for i, n := range related {
		out.AddRelatedLocation(s.note(n.Note).WithID(i + 1))
	}
	out.WithPartialFingerprints(map[string]string{
		"primaryLocationLineHash": s.prints[f.Span.File][g.line],
		"plimsoll/v1":             identity(f),
	})
	if len(f.Related) >= 2 {
		out.AddCodeFlow(s.codeFlow(f))
	}
	if fix := s.fix(g); fix != nil {
		out.WithFixes([]*sarif.Fix{fix})
	}
	return out
}

// relatedNote is a related place of a result.
type relatedNote struct {
	source.Note
	also bool // it is another finding on the line and not a hop
}

// relatedNotes returns the related places of a result in the order of their ids: the hops of the first finding, then
// the other findings.
func relatedNotes(g *group) []relatedNote {
	var notes []relatedNote
	for _, n := range g.findings[0].Related {
		if !n.Span.IsZero() {
			notes = append(notes, relatedNote{Note: n})
		}
	}
	for _, f := range g.findings[1:] {
		notes = append(notes, relatedNote{Note: source.Note{Span: f.Span, Message: f.Message}, also: true})
	}
	return notes[:min(len(notes), sarifMaxRelated)]
}

// resultMessage returns the message of a result. Its first sentence is the title of the alert; the related places follow
// as links, as code scanning shows only those that are linked.
func resultMessage(f *lint.Finding, related []relatedNote) string {
	var b strings.Builder
	b.WriteString(sentence(f.Message))
	also := false
	for i, n := range related {
		switch {
		case n.also && !also:
			also = true
			if i > 0 {
				b.WriteString(".")
			}
			b.WriteString(" Also on this line: ")
		case i == 0:
			b.WriteString(" See: ")
		default:
			b.WriteString("; ")
		}
		text := n.Message
		if text == "" {
			text = n.Span.File.Path
		}
		b.WriteString("[" + escapeLinks(glyph.Visible(text)) + "](" + strconv.Itoa(i+1) + ")")
	}
	if len(related) > 0 {
		b.WriteString(".")
	}
	return b.String()
}

// note returns a related place with what there is to say of it.
func (s *sarifRun) note(n source.Note) *sarif.Location {
	l := s.location(n.Span)
	if n.Message != "" {
		l.WithMessage(plainMessage(sentence(n.Message)))
	}
	return l
}

// codeFlow returns the hops of a finding as steps. They start at the finding unless it is a hop itself.
func (s *sarifRun) codeFlow(f *lint.Finding) *sarif.CodeFlow {
	flow := sarif.NewThreadFlow()
	add := func(n source.Note) {
		flow.AddLocation(sarif.NewThreadFlowLocation().WithLocation(s.note(n)))
	}
	isHop := false
	for _, n := range f.Related {
		isHop = isHop || n.Span == f.Span
	}
	if !isHop {
		add(source.Note{Span: f.Span, Message: f.Message})
	}
	for _, n := range f.Related[:min(len(f.Related), sarifMaxRelated)] {
		if !n.Span.IsZero() {
			add(n)
		}
	}
	return sarif.NewCodeFlow().AddThreadFlow(flow)
}

// fix returns the change that takes all findings of a group away, or nil where one of them has none, or where two get
// into each other's way.
func (s *sarifRun) fix(g *group) *sarif.Fix {
	var titles []string
	var edits []lint.Edit
	changes := make(map[*source.File]*sarif.ArtifactChange)
	out := sarif.NewFix()
	for _, f := range g.findings {
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			return nil
		}
		titles = append(titles, sentence(f.Fix.Title))
		for _, e := range f.Fix.Edits {
			if slices.Contains(edits, e) {
				continue // two findings ask for the same
			}
			if slices.ContainsFunc(edits, func(o lint.Edit) bool { return o.Span == e.Span || o.Span.Overlaps(e.Span) }) {
				return nil
			}
			edits = append(edits, e)
			change := changes[e.Span.File]
			if change == nil {
				change = sarif.NewArtifactChange().WithArtifactLocation(artifactLocation(e.Span.File.Path))
				changes[e.Span.File] = change
				out.AddArtifactChange(change)
			}
			replacement := sarif.NewReplacement().WithDeletedRegion(s.region(e.Span))
			if e.New != "" {
				replacement.WithInsertedContent(sarif.NewArtifactContent().WithText(e.New))
			}
			change.AddReplacement(replacement)
		}
	}
	return out.WithDescription(plainMessage(strings.Join(titles, " ")))
}

// level returns the SARIF level of a severity. Formats with three levels of their own follow it.
func level(s lint.Severity) string {
	switch {
	case s >= lint.High:
		return "error"
	case s == lint.Medium:
		return "warning"
	}
	return "note"
}
