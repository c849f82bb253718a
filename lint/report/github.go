package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// githubMost is how many annotations of one kind GitHub shows for a step (actions/toolkit, "Limitations" of problem matchers).
const githubMost = 10

// githubCommand returns the workflow command that makes an annotation of a severity.
func githubCommand(s lint.Severity) string {
	if l := level(s); l != "note" {
		return l
	}
	return "notice"
}

// writeGitHub writes workflow commands that GitHub turns into annotations of the changed lines: the worst ten of each kind, since
// it drops the others. What is left out is counted in a last annotation's text and in the log.
func writeGitHub(w io.Writer, r *Report) error {
	p := places{}
	var out bytes.Buffer
	written, cut := map[string]int{}, map[string]int{}
	emit := func(command, title, message string, span source.Span, path string) {
		if written[command] == githubMost {
			cut[command]++
			return
		}
		written[command]++
		out.WriteString("::" + command + " ")
		if !span.IsZero() {
			span = tight(span)
			start, end := p.at(span.File, span.Start), p.at(span.File, span.End)
			fmt.Fprintf(&out, "file=%s,line=%d,endLine=%d,", githubProperty(span.File.Path), start.line, end.line)
			if start.line == end.line {
				fmt.Fprintf(&out, "col=%d,endColumn=%d,", start.column, max(start.column, end.column-1))
			}
		} else if path != "" {
			fmt.Fprintf(&out, "file=%s,", githubProperty(path))
		}
		fmt.Fprintf(&out, "title=%s::%s\n", githubProperty(title), githubText(message))
	}
	for _, f := range r.Result.Failures { // that something was not read comes first: it may hide anything
		emit("error", "plimsoll: "+f.Kind, f.Message, f.Span, f.Path)
	}
	for _, f := range r.bySeverity() {
		emit(githubCommand(f.Severity), fmt.Sprintf("%s (%s)", f.Rule.ID, f.Severity), f.Message, f.Span, "")
	}
	fmt.Fprintln(&out, glyph.Visible(r.summary()))
	for _, command := range [...]string{"error", "warning", "notice"} {
		if n := cut[command]; n > 0 {
			fmt.Fprintf(&out, "%d more are not annotated as %s: GitHub shows %d of a kind\n", n, command, githubMost)
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

// bySeverity returns the findings, the worst first, else in their order.
func (r *Report) bySeverity() []*lint.Finding {
	all := make([]*lint.Finding, len(r.Result.Findings))
	for i := range r.Result.Findings {
		all[i] = &r.Result.Findings[i]
	}
	slices.SortStableFunc(all, func(a, b *lint.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return all
}

// githubText and githubProperty escape as actions/toolkit does (command.ts), so that no text from a file ends a command or starts
// another one.
func githubText(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(glyph.Visible(s))
}

func githubProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubText(s))
}
