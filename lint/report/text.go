package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// writeText writes findings for people. Each starts with a line that programs can read as well,
//
//	path:line:column: severity: message [rule]
//
// followed by the source with the place underlined, the related places and the fix. A summary ends the report.
func writeText(w io.Writer, r *Report) error {
	t := &text{w: bufio.NewWriterSize(w, 64<<10), report: r, places: places{}}
	for i := range r.Result.Findings {
		t.finding(&r.Result.Findings[i])
	}
	for i := range r.Result.Failures {
		t.failure(&r.Result.Failures[i])
	}
	t.summary()
	return t.w.Flush()
}

// text is one report being written. Errors stay in the buffered writer until it is flushed.
type text struct {
	w      *bufio.Writer
	report *Report
	places places
}

// style is a sequence of terminal attributes, as in "1;31".
type style string

const (
	plain    style = ""
	bold     style = "1"
	faint    style = "2"
	gutter   style = "34"
	relation style = "36"
	green    style = "32"
)

func severityStyle(s lint.Severity) style {
	switch s {
	case lint.Critical:
		return "1;97;41"
	case lint.High:
		return "1;31"
	case lint.Medium:
		return "1;33"
	case lint.Low:
		return "1;36"
	}
	return "1;34"
}

// put writes a string that holds nothing untrusted, or nothing that Visible has not seen.
func (t *text) put(s style, str string) {
	if str == "" {
		return
	}
	if s == plain || !t.report.Color {
		t.w.WriteString(str)
		return
	}
	t.w.WriteString("\x1b[")
	t.w.WriteString(string(s))
	t.w.WriteByte('m')
	t.w.WriteString(str)
	t.w.WriteString("\x1b[0m")
}

// place writes path:line:column.
func (t *text) place(span source.Span, s style) {
	at := t.places.at(span.File, span.Start)
	path := glyph.Visible(t.report.show(span.File.Path))
	t.put(s, path+":"+strconv.Itoa(at.line)+":"+strconv.Itoa(at.column))
}

func (t *text) finding(f *lint.Finding) {
	if f.Span.IsZero() {
		t.put(bold, "-")
	} else {
		t.place(f.Span, bold)
	}
	t.put(plain, ": ")
	t.put(severityStyle(f.Severity), f.Severity.String())
	t.put(plain, ": "+glyph.Visible(f.Message)+" ")
	t.put(faint, "["+f.Rule.ID+"]")
	t.put(plain, "\n")

	width := t.gutterWidth(f)
	label, related := "", f.Related
	if f.Path {
		label, related = steps(f)
	}
	if !f.Span.IsZero() {
		t.rule(width, "")
		mark := severityStyle(f.Severity)
		if f.Severity == lint.Critical {
			mark = "1;31" // carets on a red ground would hide
		}
		t.excerpt(f.Span, width, '^', mark, label)
	}
	for _, note := range related {
		t.note(note, width)
	}
	t.fix(f.Fix, width)
	t.put(plain, "\n")
}

// steps numbers the steps of a way. The first ones that stand at the place of the finding are its label.
func steps(f *lint.Finding) (label string, related []source.Note) {
	for i, n := range f.Related {
		n.Message = strconv.Itoa(i+1) + ". " + n.Message
		if n.Span == f.Span && label == "" && len(related) == 0 {
			label = glyph.Visible(n.Message)
			continue
		}
		related = append(related, n)
	}
	return label, related
}

func (t *text) note(n source.Note, width int) {
	if n.Span.IsZero() {
		return
	}
	t.put(gutter, strings.Repeat(" ", width)+"::: ")
	t.place(n.Span, plain)
	t.put(plain, "\n")
	t.excerpt(n.Span, width, '-', relation, glyph.Visible(n.Message))
}

func (t *text) fix(fix *lint.Fix, width int) {
	if fix == nil {
		return
	}
	t.rule(width, "")
	t.put(gutter, strings.Repeat(" ", width)+" = ")
	t.put(green, "fix")
	t.put(plain, ": "+glyph.Visible(fix.Title))
	if fix.Risky {
		t.put(faint, " (may change behaviour; needs --unsafe)")
	}
	t.put(plain, "\n")
}

// gutterWidth returns the width of the largest line number that a finding shows.
func (t *text) gutterWidth(f *lint.Finding) int {
	line := 0
	if !f.Span.IsZero() {
		line = f.Span.File.LineAt(f.Span.Start)
	}
	for _, n := range f.Related {
		if !n.Span.IsZero() {
			line = max(line, n.Span.File.LineAt(n.Span.Start))
		}
	}
	return max(len(strconv.Itoa(line)), 2)
}

func (t *text) failure(f *lint.Failure) {
	switch {
	case !f.Span.IsZero():
		t.place(f.Span, bold)
		t.put(plain, ": ")
	case f.Path != "":
		t.put(bold, glyph.Visible(t.report.show(f.Path)))
		t.put(plain, ": ")
	}
	t.put(severityStyle(lint.High), f.Kind)
	t.put(plain, ": "+glyph.Visible(f.Message))
	if f.Rule != "" {
		t.put(faint, " ["+f.Rule+"]")
	}
	t.put(plain, "\n")
	if !f.Span.IsZero() {
		width := max(len(strconv.Itoa(f.Span.File.LineAt(f.Span.Start))), 2)
		t.rule(width, "")
		t.excerpt(f.Span, width, '^', severityStyle(lint.High), "")
	}
	t.put(plain, "\n")
}

// summary writes the one line that ends the report.
func (t *text) summary() {
	r, n := t.report, t.report.tally()
	switch {
	case n.findings == 0 && r.Result.Files == 0:
		t.put(bold, "nothing was linted")
	case n.findings == 0:
		t.put(bold+";"+green, "no findings")
		t.put(plain, " in "+count(r.Result.Files, "file"))
	default:
		t.put(bold, count(n.findings, "finding"))
		t.put(plain, " ("+n.severities()+") in ")
		if n.files >= r.Result.Files { // an ignore file is not linted for itself
			t.put(plain, count(n.files, "file"))
		} else {
			t.put(plain, fmt.Sprintf("%d of %s", n.files, count(r.Result.Files, "file")))
		}
		if r.FailOn != nil {
			t.put(plain, fmt.Sprintf(", %d at or above %s", n.failing, *r.FailOn))
		}
		if r.FailOn != nil && n.overdue > 0 {
			t.put(plain, fmt.Sprintf(", %d over", n.overdue))
		}
	}
	t.incomplete(n)
	if p := r.Policy; p != nil {
		t.put(plain, "; policy "+glyph.Visible(p.Name)+" sha256:"+p.SHA256)
	}
	t.put(plain, "\n")
}

// incomplete says, behind a summary, what was not read or broke.
func (t *text) incomplete(n tally) {
	r := t.report
	var incomplete []string
	if n.gaps > 0 {
		incomplete = append(incomplete, count(n.gaps, "part")+" not read")
	}
	if failures := len(r.Result.Failures); failures > 0 {
		incomplete = append(incomplete, count(failures, "failure"))
	}
	if len(incomplete) > 0 {
		t.put(plain, "; ")
		t.put(severityStyle(lint.High), "incomplete: "+strings.Join(incomplete, ", "))
	}
}

// summary returns the line that ends a report in text.
func (r *Report) summary() string {
	plainly := *r
	plainly.Color = false
	var b strings.Builder
	t := &text{w: bufio.NewWriter(&b), report: &plainly}
	t.summary()
	if err := t.w.Flush(); err != nil {
		return "" // a strings.Builder takes everything
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// severities returns the counts from the worst severity down, as in "1 critical, 2 medium".
func (t *tally) severities() string {
	var parts []string
	for s := lint.Critical; s >= lint.Info; s-- {
		if n := t.bySeverity[s]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+s.String())
		}
	}
	return strings.Join(parts, ", ")
}

// count returns "1 file" or "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
