package report

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// jsonSchemaVersion changes when a program that reads the format would break.
const jsonSchemaVersion = 1

type (
	jsonDocument struct {
		SchemaVersion int           `json:"schemaVersion"`
		Tool          jsonTool      `json:"tool"`
		Policy        *Policy       `json:"policy,omitempty"`
		Summary       jsonSummary   `json:"summary"`
		Findings      []jsonFinding `json:"findings"`
		Errors        []jsonError   `json:"errors"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		URI     string `json:"uri,omitempty"`
	}
	jsonSummary struct {
		Findings          int            `json:"findings"`
		BySeverity        jsonSeverities `json:"bySeverity"`
		Files             int            `json:"files"`
		FilesWithFindings int            `json:"filesWithFindings"`
		Errors            int            `json:"errors"`
	}
	jsonSeverities struct {
		Critical int `json:"critical"`
		High     int `json:"high"`
		Medium   int `json:"medium"`
		Low      int `json:"low"`
		Info     int `json:"info"`
	}
	jsonFinding struct {
		Rule     string        `json:"rule"`
		Severity string        `json:"severity"`
		Message  string        `json:"message"`
		jsonSpan               // where it is
		Key      string        `json:"key"`
		Subject  string        `json:"subject"`
		Related  []jsonRelated `json:"related"`
		Ordered  bool          `json:"relatedPath,omitempty"`
		Fix      *jsonFix      `json:"fix,omitempty"`
		URL      string        `json:"url,omitempty"`
	}
	jsonRelated struct {
		Message string `json:"message"`
		jsonSpan
	}
	jsonFix struct {
		Title string     `json:"title"`
		Safe  bool       `json:"safe"`
		Edits []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		jsonSpan
		New string `json:"new"`
	}
	jsonError struct {
		Kind string `json:"kind"`
		jsonSpan
		Rule    string `json:"rule,omitempty"`
		Message string `json:"message"`
	}
	// jsonSpan is a path and a range of it; without a span it is the whole file.
	jsonSpan struct {
		Path string `json:"path"`
		// PathBytes is the path in base64, given where Path is not all of it: where it is no UTF-8.
		PathBytes string     `json:"pathBytes,omitempty"`
		Span      *jsonRange `json:"span,omitempty"`
	}
	jsonRange struct {
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
	}
	jsonPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Offset int `json:"offset"`
	}
)

// writeJSON writes a versioned envelope that holds all that is known of each finding.
func writeJSON(w io.Writer, r *Report) error {
	p := places{}
	n := r.tally()
	doc := jsonDocument{
		SchemaVersion: jsonSchemaVersion,
		Tool:          jsonTool{Name: r.Tool.Name, Version: strings.TrimPrefix(r.Tool.Version, "v"), URI: r.Tool.URI},
		Policy:        r.Policy,
		Summary: jsonSummary{
			Findings: n.findings,
			BySeverity: jsonSeverities{
				Critical: n.bySeverity[lint.Critical], High: n.bySeverity[lint.High], Medium: n.bySeverity[lint.Medium],
				Low: n.bySeverity[lint.Low], Info: n.bySeverity[lint.Info],
			},
			Files:             r.Result.Files,
			FilesWithFindings: n.files,
			Errors:            len(r.Result.Failures),
		},
		Findings: make([]jsonFinding, 0, len(r.Result.Findings)),
		Errors:   p.jsonErrors(r.Result.Failures),
	}
	for i := range r.Result.Findings {
		doc.Findings = append(doc.Findings, p.jsonFinding(r, &r.Result.Findings[i]))
	}
	return encodeJSON(w, doc, "  ")
}

func (p places) jsonFinding(r *Report, f *lint.Finding) jsonFinding {
	out := jsonFinding{
		Rule: f.Rule.ID, Severity: f.Severity.String(), Message: f.Message, jsonSpan: p.jsonSpan(f.Span),
		Key: f.Key, Subject: f.Subject, Related: make([]jsonRelated, 0, len(f.Related)), Ordered: f.Path,
		URL: r.url(f.Rule),
	}
	for _, n := range f.Related {
		out.Related = append(out.Related, jsonRelated{Message: n.Message, jsonSpan: p.jsonSpan(n.Span)})
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{Title: f.Fix.Title, Safe: !f.Fix.Risky, Edits: make([]jsonEdit, 0, len(f.Fix.Edits))}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, jsonEdit{jsonSpan: p.jsonSpan(e.Span), New: e.New})
		}
	}
	return out
}

func jsonPath(path string) jsonSpan {
	if utf8.ValidString(path) {
		return jsonSpan{Path: path}
	}
	return jsonSpan{
		Path:      strings.ToValidUTF8(path, "\ufffd"),
		PathBytes: base64.StdEncoding.EncodeToString([]byte(path)),
	}
}

func (p places) jsonSpan(s source.Span) jsonSpan {
	if s.IsZero() {
		return jsonSpan{}
	}
	out := jsonPath(s.File.Path)
	out.Span = &jsonRange{Start: p.at(s.File, s.Start).json(), End: p.at(s.File, s.End).json()}
	return out
}

func (p place) json() jsonPosition {
	return jsonPosition{Line: p.line, Column: p.column, Offset: p.offset}
}

// encodeJSON writes a document as valid UTF-8 that is safe to print: what a terminal or an editor would not show as it
// is stands as \u escapes, which every reader turns back.
func encodeJSON(w io.Writer, doc any, indent string) error {
	enc := json.NewEncoder(&escaper{w: w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(doc)
}
