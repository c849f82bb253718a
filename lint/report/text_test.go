package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestText(t *testing.T) {
	golden(t, "sample.txt", render(t, "text", sample()))
}

func TestTextInColour(t *testing.T) {
	r := sample()
	r.Color = true
	r.Show = func(path string) string { return "../" + path }
	r.Result.Failures = nil
	r.Result.Findings = r.Result.Findings[len(r.Result.Findings)-3 : len(r.Result.Findings)-1]
	got := bytes.ReplaceAll(render(t, "text", r), []byte("\x1b["), []byte("<"))
	golden(t, "colour.txt", bytes.ReplaceAll(got, []byte("<0m"), []byte(">")))
}

// What a VS Code problem matcher, ALE or efm reads has to hold for every finding, whatever its file is named.
func TestTextHasOneLineForProgramsPerFinding(t *testing.T) {
	r := sample()
	out := string(render(t, "text", r))
	matcher := regexp.MustCompile(`(?m)^(.+?):(\d+):(\d+): (critical|high|medium|low|info): (.*) \[([a-z-]+)\]$`)
	matches := matcher.FindAllStringSubmatch(out, -1)
	if len(matches) != len(r.Result.Findings) {
		t.Fatalf("%d lines for %d findings:\n%s", len(matches), len(r.Result.Findings), out)
	}
	for i, m := range matches {
		if want := r.Result.Findings[i].Rule.ID; m[6] != want {
			t.Errorf("line %d is of %s, want %s", i, m[6], want)
		}
	}
	if want := []string{"app/Dockerfile", "2", "5", "high"}; !cmp.Equal(matches[0][1:5], want) {
		t.Errorf("the first line says %q, want %q", matches[0][1:5], want)
	}
}

func TestTextHoldsNothingInvisible(t *testing.T) {
	out := string(render(t, "text", sample()))
	if !utf8.ValidString(out) {
		t.Error("the report is no UTF-8")
	}
	for _, r := range out {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("the report holds %U", r)
		}
	}
}

func TestSummary(t *testing.T) {
	f := source.New("a", []byte("x"))
	finding := func(s lint.Severity) lint.Finding {
		return lint.Finding{Rule: rootUser, Severity: s, Span: f.Span(0, 1)}
	}
	high := lint.High
	for _, c := range []struct {
		name   string
		result lint.Result
		failOn *lint.Severity
		want   string
	}{
		{"nothing linted", lint.Result{}, nil, "nothing was linted"},
		{"clean", lint.Result{Files: 14}, &high, "no findings in 14 files"},
		{"clean file", lint.Result{Files: 1}, nil, "no findings in 1 file"},
		{"failures", lint.Result{Files: 2, Failures: make([]lint.Failure, 2)}, nil,
			"no findings in 2 files; incomplete: 2 failures"},
		{"one", lint.Result{Files: 1, Findings: []lint.Finding{finding(lint.Low)}}, nil, "1 finding (1 low) in 1 file"},
		{"threshold",
			lint.Result{Files: 3, Findings: []lint.Finding{finding(lint.Low), finding(lint.High), finding(lint.Critical)}},
			&high, "3 findings (1 critical, 1 high, 1 low) in 1 of 3 files, 2 at or above high"},
	} {
		out := string(render(t, "text", &Report{Result: c.result, FailOn: c.failOn}))
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if got := lines[len(lines)-1]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTextOfALongLineIsShort(t *testing.T) {
	content := bytes.Repeat([]byte("ENV a=1 "), 1<<17)
	f := source.New("Dockerfile", content)
	r := &Report{Result: lint.Result{Files: 1, Findings: []lint.Finding{
		{Rule: rootUser, Severity: lint.High, Span: f.Span(len(content)/2, len(content)/2+7), Message: "m"},
	}}}
	if out := render(t, "text", r); len(out) > 1000 || !bytes.Contains(out, []byte("^^^^^^^\n")) {
		t.Errorf("%d bytes:\n%.2000s", len(out), out)
	}
}
