package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// parseSARIF renders a report, checks it against the schema of SARIF 2.1.0 and returns its run.
func parseSARIF(t *testing.T, r *Report) *sarif.Run {
	t.Helper()
	out := render(t, "sarif", r)
	doc, err := sarif.FromBytes(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "2.1.0" || len(doc.Runs) != 1 {
		t.Fatalf("version %s with %d runs", doc.Version, len(doc.Runs))
	}
	return doc.Runs[0]
}

func TestSARIF(t *testing.T) {
	parseSARIF(t, sample())
	r := sample()
	r.Rules, r.Result.Findings = nil, r.Result.Findings[3:4] // the one with hops
	golden(t, "sample.sarif", render(t, "sarif", r))
}

func TestSARIFOfNothingIsComplete(t *testing.T) {
	for _, r := range []*Report{
		{Tool: Tool{Name: "plimsoll", Version: "dev"}},
		{Tool: Tool{Name: "plimsoll"}, Rules: sample().Rules},
		{Tool: Tool{Name: "plimsoll"}, Result: lint.Result{Failures: []lint.Failure{{Kind: lint.FailureInternal}}}},
	} {
		run := parseSARIF(t, r)
		if out := render(t, "sarif", r); !bytes.Contains(out, []byte(`"results": []`)) {
			t.Errorf("the list of results is missing from %s", out)
		}
		want := len(r.Result.Failures) == 0
		if got := run.Invocations[0].ExecutionSuccessful; got == nil || *got != want {
			t.Errorf("executionSuccessful is %v, want %v", got, want)
		}
	}
}

// resultOf returns the only result of a rule.
func resultOf(t *testing.T, run *sarif.Run, rule string) *sarif.Result {
	t.Helper()
	var found *sarif.Result
	for _, r := range run.Results {
		if *r.RuleID == rule {
			if found != nil {
				t.Fatalf("%s has several results", rule)
			}
			found = r
		}
	}
	if found == nil {
		t.Fatalf("%s has no result", rule)
	}
	return found
}

func TestSARIFResultWithHops(t *testing.T) {
	run := parseSARIF(t, sample())
	got := resultOf(t, run, "root-user")
	if id := *run.Tool.Driver.Rules[got.RuleIndex].ID; id != "root-user" {
		t.Errorf("ruleIndex leads to %s", id)
	}
	want := `web runs as root; add USER to stage final. See: [service web builds the stage](1); ` +
		`[its Dockerfile](2); [the image sets \[root\]](3).`
	if *got.Message.Text != want {
		t.Errorf("message is %q, want %q", *got.Message.Text, want)
	}
	for i, l := range got.RelatedLocations {
		if l.ID != i+1 {
			t.Errorf("related location %d has the id %d", i, l.ID)
		}
	}
	if len(got.CodeFlows) != 1 || len(got.CodeFlows[0].ThreadFlows[0].Locations) != 4 {
		t.Errorf("code flows are %+v", got.CodeFlows)
	}
	docker := sample().Result.Findings[0].Span.File
	if want := fingerprintsOf(string(docker.Content))[5]; got.PartialFingerprints["primaryLocationLineHash"] != want {
		t.Errorf("fingerprints are %v, want the line hash %s", got.PartialFingerprints, want)
	}
}

func TestIdentityRestsOnPathRuleAndKey(t *testing.T) {
	f := source.New("app/Dockerfile", []byte("FROM a\nFROM b\n"))
	a := lint.Finding{Rule: rootUser, Span: f.Span(0, 4), Key: "web", Message: "one"}
	// printf 'app/Dockerfile|root-user|web' | sha256sum
	if got, want := identity(&a), "6d2a7d10cf70ed408311a8c16a3962918e3de61b2c22a5986b30c0d13c254019"; got != want {
		t.Errorf("identity is %s, want %s", got, want)
	}
	moved := lint.Finding{Rule: rootUser, Span: f.Span(7, 11), Key: "web", Message: "two"}
	if identity(&a) != identity(&moved) {
		t.Error("identity depends on the place or the message")
	}
}

// Two findings of one rule on one line are one result, with nothing lost.
func TestSARIFJoinsFindingsOfOneRuleOnOneLine(t *testing.T) {
	got := resultOf(t, parseSARIF(t, sample()), "secret-in-env")
	want := "A_TOKEN holds a secret; mount it with --mount=type=secret. " +
		"Also on this line: [B_TOKEN holds a secret; mount it with --mount=type=secret](1)."
	if *got.Message.Text != want {
		t.Errorf("message is %q, want %q", *got.Message.Text, want)
	}
	if len(got.Fixes) != 1 || len(got.Fixes[0].ArtifactChanges) != 1 ||
		len(got.Fixes[0].ArtifactChanges[0].Replacements) != 2 {
		t.Errorf("fixes are %+v", got.Fixes)
	}
}

func TestSARIFFixesOfALineDoNotGetInTheWay(t *testing.T) {
	file := source.New("a", []byte("0123456789"))
	edit := func(start, end int, text string) *lint.Fix {
		return &lint.Fix{Title: "mend", Edits: []lint.Edit{{Span: file.Span(start, end), New: text}}}
	}
	for _, c := range []struct {
		name         string
		first, other *lint.Fix
		want         int // replacements, -1 for no fix
	}{
		{"apart", edit(0, 1, "a"), edit(2, 3, "b"), 2},
		{"the same", edit(4, 4, "a"), edit(4, 4, "a"), 1},
		{"at one place", edit(4, 4, "a"), edit(4, 4, "b"), -1},
		{"over one another", edit(0, 3, "a"), edit(2, 4, "b"), -1},
	} {
		run := &sarifRun{places: places{}}
		fix := run.fix(&group{findings: []*lint.Finding{{Fix: c.first}, {Fix: c.other}}})
		got := -1
		if fix != nil {
			got = len(fix.ArtifactChanges[0].Replacements)
		}
		if got != c.want {
			t.Errorf("%s: %d replacements, want %d", c.name, got, c.want)
		}
	}
}

func TestSARIFColumnsAreUTF16AndEndBehind(t *testing.T) {
	line := "LABEL a=\"\U0001f600名é\" KEY=\"\U0001f600\""
	f := source.New("Dockerfile", []byte("FROM a\r\n"+line+"\r\n"))
	r := &Report{Tool: Tool{Name: "plimsoll"}, Result: lint.Result{Files: 1, Findings: []lint.Finding{
		{Rule: untidy, Span: at(f, "KEY=\"\U0001f600\"\r\n"), Message: "m", Key: "k"},
	}}}
	region := parseSARIF(t, r).Results[0].Locations[0].PhysicalLocation.Region
	before := len(utf16.Encode([]rune(line[:strings.Index(line, "KEY")])))
	want := []int{2, before + 1, 2, len(utf16.Encode([]rune(line))) + 1}
	got := []int{*region.StartLine, *region.StartColumn, *region.EndLine, *region.EndColumn}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("region (-want +got):\n%s", diff)
	}
}

func TestSARIFRules(t *testing.T) {
	r := sample()
	r.Severity = func(rule *lint.Rule) lint.Severity {
		if rule == movingTag {
			return lint.Low
		}
		return rule.Severity
	}
	for i := range r.Result.Findings {
		if f := &r.Result.Findings[i]; f.Rule == movingTag {
			f.Severity = lint.Low
		}
	}
	type rule struct{ Name, Level, Precision, Severity, Problem, Tags, Full string }
	want := map[string]rule{
		"control-socket": {"ControlSocket", "error", "very-high", "9.5", "", "[security]", "What control-socket is."},
		"moving-tag":     {"MovingTag", "note", "high", "2.0", "", "[security hadolint]", "What moving-tag is."},
		"root-user": {"RootUser", "error", "very-high", "8.0", "", "[security cis external/cwe/cwe-250]",
			"What root-user is."},
		"secret-in-env": {"SecretInEnv", "error", "very-high", "8.0", "", "[security]", "What secret-in-env is."},
		"untidy":        {"", "note", "very-high", "", "recommendation", "[hygiene]", "What untidy is."},
	}
	got := make(map[string]rule)
	text := func(v any) string {
		if v == nil {
			return ""
		}
		return v.(string)
	}
	for _, d := range parseSARIF(t, r).Tool.Driver.Rules {
		p, name := d.Properties.Properties, ""
		if d.Name != nil {
			name = *d.Name
		}
		got[*d.ID] = rule{name, d.DefaultConfiguration.Level, text(p["precision"]), text(p["security-severity"]),
			text(p["problem.severity"]), fmt.Sprint(d.Properties.Tags), *d.FullDescription.Text}
		if *d.Help.Text == "" || *d.Help.Markdown == "" || *d.ShortDescription.Text == "" {
			t.Errorf("%s lacks a text", *d.ID)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFDescriptorHasTheWorstSeverityFound(t *testing.T) {
	r := sample()
	for i, s := range []lint.Severity{lint.Low, lint.High, lint.Medium} {
		r.Result.Findings[i] = lint.Finding{Rule: untidy, Severity: s, Span: r.Result.Findings[i].Span, Key: "k"}
	}
	r.Result.Findings = r.Result.Findings[:3]
	r.Rules = nil
	rules := parseSARIF(t, r).Tool.Driver.Rules
	if len(rules) != 1 || rules[0].DefaultConfiguration.Level != "error" {
		t.Errorf("rules are %+v", rules)
	}
}

func TestSARIFKeepsTheWorstResults(t *testing.T) {
	r := many(6000)
	run := parseSARIF(t, r)
	if len(run.Results) != 5000 {
		t.Fatalf("%d results", len(run.Results))
	}
	levels := map[string]int{}
	for _, result := range run.Results {
		levels[result.Level]++
	}
	// Each severity has 1,200 findings; 200 of the 1,200 notes of severity info stay.
	if diff := cmp.Diff(map[string]int{"error": 2400, "warning": 1200, "note": 1400}, levels); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	inv := run.Invocations[0]
	if len(inv.ToolExecutionNotifications) != 1 || !*inv.ExecutionSuccessful ||
		!strings.HasPrefix(*inv.ToolExecutionNotifications[0].Message.Text, "1000 results left out") {
		t.Errorf("the invocation is %+v", inv)
	}
}

func TestArtifactURI(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"app/Dockerfile", "app/Dockerfile"},
		{"./a//b/../c", "a/c"},
		{"../../etc/passwd", "etc/passwd"},
		{"/abs", "abs"},
		{"a b/#%?[1].yml", "a%20b/%23%25%3F%5B1%5D.yml"},
		{"c:/x", "c%3A/x"},
		{"é\xff\n", "%C3%A9%FF%0A"},
		{`a\b`, "a%5Cb"},
	} {
		if got := artifactURI(c.path); got != c.want {
			t.Errorf("artifactURI(%q) = %q, want %q", c.path, got, c.want)
		}
	}
}

func TestEscapeLinks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"}, {`C:\x`, `C:\x`}, {"[a](1)", `\[a\](1)`}, {`\[`, `\\\[`}, {`a\\]`, `a\\\\\]`},
	} {
		if got := escapeLinks(c.in); got != c.want {
			t.Errorf("escapeLinks(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSemantic(t *testing.T) {
	for version, want := range map[string]bool{
		"1.2.3": true, "0.1.0-rc.1": true, "1.2.3+dirty": true, "0.0.0-20260101000000-abcdef012345+dirty": true,
		"": false, "dev": false, "1.2": false, "01.2.3": false, "1.2.3-": false, "(devel)": false,
	} {
		if got := semantic(version); got != want {
			t.Errorf("semantic(%q) = %v", version, got)
		}
	}
}

func BenchmarkSARIF(b *testing.B) { benchmarkFormat(b, "sarif") }
