package lsp

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// sourceName tells our diagnostics from those of other servers.
const sourceName = "plimsoll"

// diagnostics fills in what a run says of its document.
func (s *Server) diagnostics(r *result) {
	hosts := map[*source.File]string{} // where files lie, since there are many findings in one
	host := func(f *source.File) string {
		path, ok := hosts[f]
		if !ok {
			path = r.found.Host(f.Path)
			hosts[f] = path
		}
		return path
	}
	for i := range r.outcome.Result.Findings {
		f := &r.outcome.Result.Findings[i]
		if host(f.Span.File) != r.doc.path {
			continue
		}
		d := diagnostic{
			Range: s.encoding.span(f.Span.Visible()), Severity: severityOf(f.Severity), Code: f.Rule.ID, Source: sourceName,
			Description: &description{s.URL(f.Rule.ID)}, Message: f.Message, Tags: tagsOf(f.Rule.ID),
			Data: &diagnosticData{Rule: f.Rule.ID, Key: f.Key, Fixable: f.Fix != nil},
		}
		for _, n := range f.Related {
			d.Related = append(d.Related, related{s.location(r, host(n.Span.File), n.Span.Visible()), n.Message})
		}
		r.findings = append(r.findings, f)
		r.diagnostics = append(r.diagnostics, d)
	}
	for _, f := range r.outcome.Result.Failures {
		if f.Path != "" && r.found.Host(f.Path) != r.doc.path {
			continue
		}
		d := gap(f.Message)
		d.Code = f.Kind
		if f.Span.File != nil && host(f.Span.File) == r.doc.path {
			d.Range = s.encoding.span(f.Span.Visible())
		}
		r.diagnostics = append(r.diagnostics, d)
	}
}

// location returns the place of a span in a file.
func (s *Server) location(r *result, path string, at source.Span) location {
	if id, ok := r.doc.versions[path]; ok {
		return location{id.URI, s.encoding.span(at)}
	}
	return location{uriOf(path, s.windows), s.encoding.onDisk(at)}
}

// uri returns the URI of a file: for one that is open as the client writes it.
func (s *Server) uri(r *result, path string) string {
	if id, ok := r.doc.versions[path]; ok {
		return id.URI
	}
	return uriOf(path, s.windows)
}

// gap is the diagnostic of something that was not read: silence would look like there being nothing to find.
func gap(message string) diagnostic {
	return diagnostic{Severity: severityWarning, Code: lint.FailureCoverage, Source: sourceName, Message: message}
}

func severityOf(s lint.Severity) int {
	switch s {
	case lint.Critical, lint.High:
		return severityError
	case lint.Medium:
		return severityWarning
	case lint.Low:
		return severityInformation
	}
	return severityHint
}

// tagsOf returns how editors draw the findings of a rule: pale where what is underlined does nothing, struck through where it is given up.
// The first word of an id says so.
func tagsOf(rule string) []int {
	word, _, _ := strings.Cut(rule, "-")
	switch word {
	case "unused", "unreachable", "redundant", "duplicate", "stale":
		return []int{tagUnnecessary}
	case "obsolete", "deprecated":
		return []int{tagDeprecated}
	}
	return nil
}
