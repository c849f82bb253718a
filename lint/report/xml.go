package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// writeXML writes a document; what XML does not allow, and what could deceive a reader, is spelled out beforehand.
func writeXML(w io.Writer, doc any) error {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := w.Write(out.Bytes())
	return err
}

// byFile groups the findings by their files, in order.
func (r *Report) byFile() (paths []string, findings map[string][]*lint.Finding) {
	findings = map[string][]*lint.Finding{}
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		path := findingPath(f)
		if _, ok := findings[path]; !ok {
			paths = append(paths, path)
		}
		findings[path] = append(findings[path], f)
	}
	return paths, findings
}

type (
	checkstyleDocument struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr,omitempty"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// writeCheckstyle writes the XML of Checkstyle, which many CI servers and reviewdog read.
func writeCheckstyle(w io.Writer, r *Report) error {
	p := places{}
	doc := checkstyleDocument{Version: "4.3"}
	paths, findings := r.byFile()
	for _, path := range paths {
		file := checkstyleFile{Name: glyph.Visible(path)}
		for _, f := range findings[path] {
			at := p.at(f.Span.File, f.Span.Start)
			file.Errors = append(file.Errors, checkstyleError{
				Line: at.line, Column: at.column, Severity: checkstyleSeverity(f.Severity), Message: glyph.Visible(f.Message),
				Source: "plimsoll." + f.Rule.ID,
			})
		}
		doc.Files = append(doc.Files, file)
	}
	for _, f := range r.Result.Failures {
		e := checkstyleError{Severity: "error", Message: glyph.Visible(f.Message), Source: "plimsoll." + f.Kind}
		if !f.Span.IsZero() {
			at := p.at(f.Span.File, f.Span.Start)
			e.Line, e.Column = at.line, at.column
		}
		doc.Files = append(doc.Files, checkstyleFile{Name: glyph.Visible(f.Path), Errors: []checkstyleError{e}})
	}
	return writeXML(w, doc)
}

func checkstyleSeverity(s lint.Severity) string {
	if l := level(s); l != "note" {
		return l
	}
	return "info"
}

type (
	junitDocument struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		About    *junitAbout `xml:"properties"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitAbout struct {
		Properties []junitPair `xml:"property"`
	}
	junitPair struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitProblem `xml:"failure"`
		Error   *junitProblem `xml:"error"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitProblem struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes the XML of JUnit: a suite for each file with findings, and a test for each finding, which fails where it fails the
// run. What was not read is an error. Without any of these there is one test that passes, since some servers take an empty report for
// a broken one.
func writeJUnit(w io.Writer, r *Report) error {
	p := places{}
	doc := junitDocument{Name: glyph.Visible(r.Tool.Name)}
	paths, findings := r.byFile()
	for _, path := range paths {
		suite := junitSuite{Name: glyph.Visible(path)}
		for _, f := range findings[path] {
			at := p.at(f.Span.File, f.Span.Start)
			place := fmt.Sprintf("%s:%d:%d", glyph.Visible(path), at.line, at.column)
			c := junitCase{
				Name: fmt.Sprintf("%s (line %d, column %d)", f.Rule.ID, at.line, at.column), Class: glyph.Visible(path),
				File: glyph.Visible(path), Line: at.line,
			}
			text := fmt.Sprintf("%s: %s: %s", place, f.Severity, glyph.Visible(f.Message))
			if r.FailOn != nil && (f.Severity >= *r.FailOn || f.Overdue) {
				c.Failure = &junitProblem{Message: glyph.Visible(f.Message), Type: f.Severity.String(), Text: text}
				suite.Failures++
			} else {
				c.Output = text
			}
			suite.Cases = append(suite.Cases, c)
		}
		doc.add(suite)
	}
	if n := len(r.Result.Failures); n > 0 {
		suite := junitSuite{Name: "not read", Errors: n}
		for _, f := range r.Result.Failures {
			suite.Cases = append(suite.Cases, junitCase{
				Name: f.Kind, Class: glyph.Visible(f.Path), File: glyph.Visible(f.Path),
				Error: &junitProblem{Message: glyph.Visible(f.Message), Type: f.Kind},
			})
		}
		doc.add(suite)
	}
	if doc.Tests == 0 {
		doc.add(junitSuite{Name: doc.Name, Cases: []junitCase{{Name: r.summary(), Class: doc.Name}}})
	}
	if r.Policy != nil {
		for i := range doc.Suites {
			doc.Suites[i].About = &junitAbout{[]junitPair{{"policy", glyph.Visible(r.Policy.Name) + " sha256:" + r.Policy.SHA256}}}
		}
	}
	return writeXML(w, doc)
}

func (d *junitDocument) add(s junitSuite) {
	s.Tests = len(s.Cases)
	d.Suites = append(d.Suites, s)
	d.Tests, d.Failures, d.Errors = d.Tests+s.Tests, d.Failures+s.Failures, d.Errors+s.Errors
}
