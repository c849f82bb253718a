package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// markdownMost bounds the rows: GitHub takes a step summary of 1 MiB.
const markdownMost = 1000

// writeMarkdown writes a table of the findings, the worst first, as the summary of a step or a comment shows it.
func writeMarkdown(w io.Writer, r *Report) error {
	p := places{}
	var out bytes.Buffer
	fmt.Fprintf(&out, "### %s\n\n%s\n", markdownText(r.Tool.Name), markdownText(r.summary()))
	all := r.bySeverity()
	if len(all) > 0 || len(r.Result.Failures) > 0 {
		out.WriteString("\n| severity | place | rule | message |\n|---|---|---|---|\n")
	}
	where := func(s source.Span, path string) string {
		if s.IsZero() {
			return markdownText(path)
		}
		at := p.at(s.File, s.Start)
		return fmt.Sprintf("%s:%d:%d", markdownText(s.File.Path), at.line, at.column)
	}
	for _, f := range r.Result.Failures[:min(len(r.Result.Failures), markdownMost)] {
		fmt.Fprintf(&out, "| **not read** | %s | %s | %s |\n", where(f.Span, f.Path), markdownText(f.Kind), markdownText(f.Message))
	}
	for _, f := range all[:min(len(all), markdownMost)] {
		rule := f.Rule.ID
		if url := r.url(f.Rule); url != "" {
			rule = "[" + rule + "](" + url + ")"
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", f.Severity, where(f.Span, ""), rule, markdownText(f.Message))
	}
	if more := len(all) - markdownMost; more > 0 {
		fmt.Fprintf(&out, "\n%d more are left out here.\n", more)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// markdownText returns text that stands in a cell as it is, whatever it holds.
func markdownText(s string) string {
	var b strings.Builder
	for _, c := range glyph.Visible(s) {
		switch {
		case c == '<':
			b.WriteString("&lt;")
		case c == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_[]|~@#", c):
			b.WriteByte('\\')
			b.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
