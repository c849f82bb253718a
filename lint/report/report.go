// Package report writes the result of a run in the formats that people and programs read, one file a format.
//
// The same report gives the same bytes: nothing here asks for the time, the host, the locale or the environment.
// docs/output.md is the contract of each format.
package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// Report is what is to be written. The zero values of the optional fields leave things out.
type Report struct {
	Tool   Tool
	Result lint.Result
	// Policy is what the run was held to; nil for none.
	Policy *Policy

	// Rules are all the rules that ran, whether or not they found something. The rules of findings need not be in it.
	Rules []*lint.Rule
	// Severity returns the severity that the configuration gives a rule. Optional: the rule's own.
	Severity func(*lint.Rule) lint.Severity
	// Help returns the rule's page, as plain text and as Markdown. Optional.
	Help func(ruleID string) (text, markdown string)
	// URL returns the address of the rule's page. Optional.
	URL func(ruleID string) string

	// FailOn is the severity from which on findings fail the run; the text summary names it. Optional.
	FailOn *lint.Severity
	// Show turns a path relative to the root into the one that people see in text, such as one relative to the current
	// folder. Optional. The other formats always hold the path relative to the root.
	Show func(path string) string
	// Color asks for colours in text.
	Color bool
}

// Tool is the program that made the report.
type Tool struct {
	Name    string // constant for ever: code scanning keys on it
	Version string // such as "1.2.3"; a leading "v" is dropped
	URI     string // the home page; empty where there is none
}

// Policy names what an organisation held a run to, so that an auditor sees which one it was.
type Policy struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // of its bytes, in hexadecimal digits
}

// Format is one way to write a report.
type Format struct {
	Name string // as in --format and -o
	Doc  string // what it is for, in a few words
	// Preset names the preset that the format reports on; empty where it reports on whatever ran.
	Preset string
	// Write writes one complete document. On an error from w the document is incomplete.
	Write func(w io.Writer, r *Report) error
}

// formats are all formats, in the order in which they are listed.
var formats = [...]Format{
	{Name: "text", Doc: "findings with their source lines, for people", Write: writeText},
	{Name: "json", Doc: "everything about each finding, for programs", Write: writeJSON},
	{Name: "jsonl", Doc: "one line of JSON a finding, for pipes", Write: writeJSONL},
	{Name: "sarif", Doc: "SARIF 2.1.0, for code scanning and editors", Write: writeSARIF},
	{Name: "github", Doc: "annotations of GitHub Actions", Write: writeGitHub},
	{Name: "markdown", Doc: "a table, for the summary of a step or a comment", Write: writeMarkdown},
	{Name: "gitlab", Doc: "Code Quality of GitLab", Write: writeGitLab},
	{Name: "junit", Doc: "JUnit XML, for test reports", Write: writeJUnit},
	{Name: "checkstyle", Doc: "Checkstyle XML, for other tools", Write: writeCheckstyle},
	{Name: "cis", Doc: "each item of the CIS Docker Benchmark with its verdict, for people", Preset: "cis", Write: writeCIS},
	{Name: "cis-json", Doc: "the same for programs", Preset: "cis", Write: writeCISJSON},
}

// Formats returns all formats, the default one first.
func Formats() []Format { return slices.Clone(formats[:]) }

// FormatNamed returns the format of a name.
func FormatNamed(name string) (Format, error) {
	names := make([]string, len(formats))
	for i, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return Format{}, fmt.Errorf("unknown format %q; use one of %s", name, strings.Join(names, ", "))
}

// show returns the path that people see.
func (r *Report) show(path string) string {
	if r.Show == nil {
		return path
	}
	return r.Show(path)
}

// severity returns the severity that the configuration gives a rule.
func (r *Report) severity(rule *lint.Rule) lint.Severity {
	if r.Severity == nil {
		return rule.Severity
	}
	return r.Severity(rule)
}

// url returns the address of a rule's page, or "".
func (r *Report) url(rule *lint.Rule) string {
	if r.URL == nil {
		return ""
	}
	return r.URL(rule.ID)
}

// tally counts what a report holds.
type tally struct {
	findings   int
	bySeverity [lint.Critical + 1]int
	files      int // files that have a finding
	failing    int // findings at or above the threshold
	overdue    int // entries of settings that are over, which fail the run as well
	gaps       int // findings that say that something was not read
}

func (r *Report) tally() tally {
	t := tally{findings: len(r.Result.Findings)}
	seen := make(map[string]bool)
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		t.bySeverity[min(max(f.Severity, lint.Info), lint.Critical)]++
		if r.FailOn != nil && f.Severity >= *r.FailOn {
			t.failing++
		}
		if f.Overdue {
			t.overdue++
		}
		if f.Rule.Duty == lint.Gaps {
			t.gaps++
		}
		if path := findingPath(f); !seen[path] {
			seen[path] = true
			t.files++
		}
	}
	return t
}

// findingPath returns the path of a finding's file relative to the root.
func findingPath(f *lint.Finding) string {
	if f.Span.IsZero() {
		return ""
	}
	return f.Span.File.Path
}
