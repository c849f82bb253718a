package report

import (
	"io"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// jsonLine is one finding, or one failure, in which case rule may be empty and kind is not.
type jsonLine struct {
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"col,omitempty"`
	EndLine  int    `json:"endLine,omitempty"`
	EndCol   int    `json:"endCol,omitempty"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Kind     string `json:"kind,omitempty"`
	Message  string `json:"message"`
	Key      string `json:"key,omitempty"`
	Subject  string `json:"subject,omitempty"`
	URL      string `json:"url,omitempty"`
	Fix      string `json:"fix,omitempty"`
}

// writeJSONL writes one line of JSON for each finding and each failure: what a pipe of small programs reads.
func writeJSONL(w io.Writer, r *Report) error {
	p := places{}
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		line := jsonLine{
			Severity: f.Severity.String(), Rule: f.Rule.ID, Message: f.Message, Key: f.Key, Subject: f.Subject, URL: r.url(f.Rule),
		}
		line.place(p, f.Span)
		if f.Fix != nil {
			line.Fix = f.Fix.Title
		}
		if err := encodeJSON(w, line, ""); err != nil {
			return err
		}
	}
	for _, f := range r.Result.Failures {
		line := jsonLine{File: jsonPath(f.Path).Path, Severity: "error", Rule: f.Rule, Kind: f.Kind, Message: f.Message}
		if !f.Span.IsZero() {
			line.place(p, f.Span)
		}
		if err := encodeJSON(w, line, ""); err != nil {
			return err
		}
	}
	return nil
}

func (l *jsonLine) place(p places, s source.Span) {
	s = tight(s)
	start, end := p.at(s.File, s.Start), p.at(s.File, s.End)
	l.File, l.Line, l.Column, l.EndLine, l.EndCol = jsonPath(s.File.Path).Path, start.line, start.column, end.line, end.column
}
