package report

import (
	"io"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/cis"
)

// cisSchemaVersion changes when a program that reads the format would break.
const cisSchemaVersion = 1

type (
	cisDocument struct {
		SchemaVersion int            `json:"schemaVersion"`
		Tool          jsonTool       `json:"tool"`
		Benchmark     cisBenchmark   `json:"benchmark"`
		Documents     map[string]int `json:"documents"`
		Summary       cisCounts      `json:"summary"`
		Items         []cisItem      `json:"items"`
		Errors        []jsonError    `json:"errors"`
	}
	cisBenchmark struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	cisItem struct {
		Item     string        `json:"item"`
		Title    string        `json:"title"`
		Verdict  cis.Verdict   `json:"verdict"`
		Reason   string        `json:"reason,omitempty"`
		Look     string        `json:"look"`
		Rules    []string      `json:"rules"`
		Missed   []string      `json:"missed"`
		Findings []jsonFinding `json:"findings"`
		Accepted []cisAccepted `json:"accepted"`
	}
	cisAccepted struct {
		jsonFinding
		Reason string `json:"reason,omitempty"`
	}
)

// writeCISJSON writes the verdicts of all items with everything behind them.
func writeCISJSON(w io.Writer, r *Report) error {
	p := places{}
	judged := cis.Judge(&r.Result, r.Rules)
	doc := cisDocument{
		SchemaVersion: cisSchemaVersion,
		Tool:          jsonTool{Name: r.Tool.Name, Version: strings.TrimPrefix(r.Tool.Version, "v"), URI: r.Tool.URI},
		Benchmark:     cisBenchmark{Name: cis.Name, Version: cis.Version},
		Documents:     map[string]int{},
		Summary:       cisTally(judged),
		Items:         make([]cisItem, 0, len(judged)),
		Errors:        p.jsonErrors(r.Result.Failures),
	}
	for _, k := range cisKinds {
		doc.Documents[k.field] = r.Result.Asked[k.kind].Documents
	}
	for i := range judged {
		doc.Items = append(doc.Items, p.cisItem(r, &judged[i]))
	}
	return encodeJSON(w, doc, "  ")
}

func (p places) cisItem(r *Report, j *cis.Judged) cisItem {
	item := cisItem{
		Item: j.ID, Title: j.Title, Verdict: j.Verdict, Reason: j.Reason, Look: j.Look,
		Rules: append([]string{}, j.Rules...), Missed: append([]string{}, j.Missed...),
		Findings: make([]jsonFinding, 0, len(j.Findings)), Accepted: make([]cisAccepted, 0, len(j.Accepted)),
	}
	for _, f := range j.Findings {
		item.Findings = append(item.Findings, p.jsonFinding(r, f))
	}
	for _, a := range j.Accepted {
		item.Accepted = append(item.Accepted, cisAccepted{p.jsonFinding(r, &a.Finding), a.Reason})
	}
	return item
}

// jsonErrors returns what was not read or broke.
func (p places) jsonErrors(failures []lint.Failure) []jsonError {
	out := make([]jsonError, 0, len(failures))
	for _, f := range failures {
		e := jsonError{Kind: f.Kind, jsonSpan: jsonPath(f.Path), Rule: f.Rule, Message: f.Message}
		if !f.Span.IsZero() {
			e.jsonSpan = p.jsonSpan(f.Span)
		}
		out = append(out, e)
	}
	return out
}
