package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestSamplesOfEveryFormat(t *testing.T) {
	for format, ext := range map[string]string{
		"jsonl": "jsonl", "github": "github.txt", "markdown": "md", "gitlab": "gitlab.json", "junit": "junit.xml", "checkstyle": "checkstyle.xml",
	} {
		golden(t, "sample."+ext, render(t, format, sample()))
	}
}

// hostileReport is a report whose file names and messages try to break out of each format.
func hostileReport() *Report {
	name := "a:b,c%0A::error file=x::\x1b[31m<\"'&]]>|`\u202e\xff\n/Dockerfile"
	f := source.New(name, []byte("FROM a:latest\nUSER root\n"))
	message := "x::\n::stop-commands::t\r|a|<script>&amp;]]>\x00\u202e\xfe"
	r := &Report{Tool: Tool{Name: "plimsoll"}, Result: lint.Result{Files: 1}}
	for range 2 {
		r.Result.Findings = append(r.Result.Findings, lint.Finding{
			Rule: movingTag, Severity: lint.High, Span: f.Span(5, 13), Message: message, Key: "k",
		})
	}
	r.Result.Failures = []lint.Failure{{Kind: "coverage", Path: name, Message: message}}
	return r
}

func TestNothingBreaksOutOfAFormat(t *testing.T) {
	for _, f := range Formats() {
		out := render(t, f.Name, hostileReport())
		for _, bad := range []string{"\x1b", "\u202e", "\x00", "\xff", "\xfe"} {
			if bytes.Contains(out, []byte(bad)) {
				t.Errorf("%s holds %q", f.Name, bad)
			}
		}
		switch f.Name {
		case "github":
			for line := range strings.Lines(string(out)) {
				if strings.HasPrefix(line, "::") && !regexp.MustCompile(`^::(error|warning|notice) file=[^,:]+,(line=1,endLine=1,col=6,endColumn=13,)?title=[^,:]+::`).MatchString(line) {
					t.Errorf("a command is broken up: %q", line)
				}
			}
			if n := bytes.Count(out, []byte("\n")); n != 4 {
				t.Errorf("%d lines, want 4:\n%s", n, out)
			}
		case "markdown":
			for line := range strings.Lines(string(out)) {
				if strings.HasPrefix(line, "|") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 5 {
					t.Errorf("a row has other cells: %q", line)
				}
			}
		case "junit", "checkstyle":
			d := xml.NewDecoder(bytes.NewReader(out))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
		case "jsonl":
			for line := range bytes.Lines(out) {
				if !json.Valid(line) {
					t.Errorf("no JSON: %s", line)
				}
			}
		}
	}
}

func TestGitHubShowsTenOfAKind(t *testing.T) {
	out := string(render(t, "github", many(100)))
	for kind, want := range map[string]int{"error": 10, "warning": 10, "notice": 10} {
		if got := strings.Count(out, "::"+kind+" "); got != want {
			t.Errorf("%d annotations of %s, want %d", got, kind, want)
		}
	}
	for _, want := range []string{"30 more are not annotated as error", "10 more are not annotated as warning", "30 more are not annotated as notice"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

func TestGitLabFingerprintsAreUniqueAndMoveWithNoLine(t *testing.T) {
	prints := func(r *Report) []string {
		var issues []gitlabIssue
		if err := json.Unmarshal(render(t, "gitlab", r), &issues); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, i := range issues {
			out = append(out, i.Fingerprint)
		}
		return out
	}
	first := prints(many(300))
	seen := map[string]bool{}
	for _, p := range first {
		if seen[p] {
			t.Fatalf("%s stands twice", p)
		}
		seen[p] = true
	}
	moved := sample()
	f := moved.Result.Findings[0]
	below := source.New(f.Span.File.Path, append([]byte("# a\n# b\n"), f.Span.File.Content...))
	f.Span = below.Span(f.Span.Start+8, f.Span.End+8)
	moved.Result.Findings = []lint.Finding{f}
	if a, b := prints(sample())[0], prints(moved)[0]; a != b {
		t.Errorf("the fingerprint moves with the line: %s, then %s", a, b)
	}
}

func TestJUnitCountsAddUp(t *testing.T) {
	for _, r := range []*Report{sample(), many(50), {Tool: Tool{Name: "plimsoll"}, Result: lint.Result{Files: 3}}} {
		var doc junitDocument
		if err := xml.Unmarshal(render(t, "junit", r), &doc); err != nil {
			t.Fatal(err)
		}
		tests, failures, failed := 0, 0, 0
		for _, s := range doc.Suites {
			tests, failures = tests+len(s.Cases), failures+s.Failures
			for _, c := range s.Cases {
				if c.Failure != nil {
					failed++
				}
			}
		}
		if doc.Tests != tests || doc.Tests == 0 || doc.Failures != failures || failures != failed {
			t.Errorf("%d tests and %d failures are said, %d and %d are there", doc.Tests, doc.Failures, tests, failed)
		}
		if r.FailOn != nil && failed != r.tally().failing {
			t.Errorf("%d fail, want %d", failed, r.tally().failing)
		}
	}
}

func ExampleFormats() {
	for _, f := range Formats() {
		fmt.Println(f.Name)
	}
	// Output:
	// text
	// json
	// jsonl
	// sarif
	// github
	// markdown
	// gitlab
	// junit
	// checkstyle
	// cis
	// cis-json
}
