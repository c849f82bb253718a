package docs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// day is the day of what the pages show: verdicts by date do not change with the calendar.
const day = "2026-09-01"

// TestPagesShowWhatRuns runs the commands of the console blocks, and the excerpts of SARIF, that the pages show.
func TestPagesShowWhatRuns(t *testing.T) {
	c := newConsole(t)
	for _, page := range []string{"../README.md", "integrations.md", "hardening.md", "seccomp.md", "getting-started.md"} {
		have, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		want := c.page(t, string(have))
		if *update {
			if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(want, string(have)); diff != "" {
			t.Errorf("%s does not show what the command prints; run: go test ./docs -update\n%s", page, diff)
		}
	}
}

// console runs the built command in a copy of the project of the README, as it lies in a clone.
type console struct {
	binary, dir string
	code        int // the exit code of the last command
}

func newConsole(t *testing.T) *console {
	c := &console{binary: filepath.Join(t.TempDir(), "plimsoll"), dir: t.TempDir()}
	if runtime.GOOS == "windows" {
		c.binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", c.binary, "../cmd/plimsoll").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.Mkdir(filepath.Join(c.dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"readme", "hardening", "seccomp"} {
		if err := os.CopyFS(filepath.Join(c.dir, "testdata", folder), os.DirFS("../testdata/"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// page returns a page with the output of its commands as it is now. Pages name what is printed in two ways:
//
//	```console                       <!-- sarif: root-user -->
//	$ plimsoll lint PATH             ```json
//	the output                       a result of the rule
//	```                              ```
func (c *console) page(t *testing.T, text string) string {
	var out strings.Builder
	fence, rule := "", ""
	for line := range strings.Lines(text) {
		switch mark, isMark := strings.CutPrefix(line, "<!-- sarif: "); {
		case isMark:
			rule = strings.TrimSuffix(strings.TrimSpace(mark), " -->")
		case fence == "" && strings.HasPrefix(line, "```"):
			fence = strings.TrimSpace(line[3:])
			out.WriteString(line)
			if rule != "" {
				out.WriteString(c.result(t, rule))
				fence, rule = "sarif", ""
			}
			continue
		case strings.HasPrefix(line, "```"):
			fence = ""
		case fence == "sarif", fence == "console" && !strings.HasPrefix(line, "$ "):
			continue
		case fence == "console":
			line += c.run(t, strings.TrimSpace(line[2:]))
		}
		out.WriteString(line)
	}
	return out.String()
}

// run returns what a command line prints to its standard output. Of the shell it knows "echo $?" and "| grep WORD".
func (c *console) run(t *testing.T, line string) string {
	if line == "echo $?" {
		return strconv.Itoa(c.code) + "\n"
	}
	command, word, filtered := strings.Cut(line, " | grep ")
	command = strings.Replace(command, "go run ./cmd/plimsoll", "plimsoll", 1)
	args, ok := strings.CutPrefix(command, "plimsoll ")
	if !ok {
		t.Fatalf("a page shows a command that is not run here: %s", line)
	}
	words := strings.Fields(args)
	if slices.Contains([]string{"lint", "fix"}, words[0]) {
		words = append(words, "--now", day)
	}
	cmd := exec.Command(c.binary, words...)
	cmd.Dir = c.dir
	stdout, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if c.code = cmd.ProcessState.ExitCode(); c.code > 1 {
		t.Fatalf("%s: exit code %d\n%s", line, c.code, exit.Stderr)
	}
	var out strings.Builder
	for l := range strings.Lines(string(stdout)) {
		if !filtered || strings.Contains(l, word) {
			out.WriteString(l)
		}
	}
	return out.String()
}

// result returns the main fields of a rule's first result in SARIF, laid out for people.
func (c *console) result(t *testing.T, rule string) string {
	var report struct {
		Runs []struct{ Results []map[string]any }
	}
	out := c.run(t, "plimsoll lint --format sarif testdata/readme")
	if err := json.Unmarshal([]byte(out), &report); err != nil || len(report.Runs) != 1 {
		t.Fatalf("one run is expected: %v", err)
	}
	for _, r := range report.Runs[0].Results {
		if r["ruleId"] == rule {
			maps.DeleteFunc(r, func(key string, _ any) bool {
				return !slices.Contains(fields, key)
			})
			return layout(t, r, "") + "\n"
		}
	}
	t.Fatalf("no result of %s", rule)
	return ""
}

// layout writes JSON with each value on one line where it fits there.
func layout(t *testing.T, v any, indent string) string {
	var parts []string
	brackets := "{}"
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.SortedFunc(maps.Keys(v), byField) {
			parts = append(parts, fmt.Sprintf("%q: %s", key, layout(t, v[key], indent+"  ")))
		}
	case []any:
		brackets = "[]"
		for _, item := range v {
			parts = append(parts, layout(t, item, indent+"  "))
		}
	default:
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if line := strings.Join(parts, ", "); len(indent)+len(line) < 105 && !strings.Contains(line, "\n") {
		return brackets[:1] + line + brackets[1:]
	}
	next := "\n" + indent + "  "
	return brackets[:1] + next + strings.Join(parts, ","+next) + "\n" + indent + brackets[1:]
}

// fields are those of a result that a page shows, in the order for people; all others follow by name.
var fields = []string{"ruleId", "level", "message", "locations", "relatedLocations"}

func byField(a, b string) int {
	x, y := slices.Index(fields, a), slices.Index(fields, b)
	if x < 0 || y < 0 || x == y {
		return strings.Compare(a, b)
	}
	return x - y
}

// TestProblemMatchers reads the report of the README's project as an editor does with the matchers of integrations.md.
func TestProblemMatchers(t *testing.T) {
	page, err := os.ReadFile("integrations.md")
	if err != nil {
		t.Fatal(err)
	}
	patterns := regexp.MustCompile(`"regexp": "(.*?[^\\])"`).FindAllStringSubmatch(string(page), -1)
	if len(patterns) == 0 {
		t.Fatal("integrations.md holds no problem matcher")
	}
	report := newConsole(t).run(t, "plimsoll lint testdata/readme")
	matched := 0
	for line := range strings.Lines(report) {
		fits := 0
		for _, p := range patterns {
			var pattern string
			if err := json.Unmarshal([]byte(`"`+p[1]+`"`), &pattern); err != nil {
				t.Fatal(err)
			}
			if regexp.MustCompile(pattern).MatchString(strings.TrimSuffix(line, "\n")) {
				fits++
			}
		}
		if fits > 1 {
			t.Errorf("%d matchers take the line %s", fits, line)
		}
		matched += fits
	}
	if want := strings.Count(report, " [") - 1; matched != want { // the file holds a list, which is shown
		t.Errorf("the matchers take %d lines of %d findings", matched, want)
	}
}

// TestQuotations holds the code that adding-a-rule.md quotes to its file.
func TestQuotations(t *testing.T) {
	page, err := os.ReadFile("adding-a-rule.md")
	if err != nil {
		t.Fatal(err)
	}
	quotation := regexp.MustCompile("(?s)<!-- from: (\\S+) -->\n```go\n(.*?)```")
	text := quotation.ReplaceAllStringFunc(string(page), func(have string) string {
		name := quotation.FindStringSubmatch(have)[1]
		code, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return "<!-- from: " + name + " -->\n```go\n" + string(code) + "```"
	})
	if !quotation.Match(page) {
		t.Error("adding-a-rule.md quotes nothing")
	}
	if *update {
		if err := os.WriteFile("adding-a-rule.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(text, string(page)); diff != "" {
		t.Errorf("adding-a-rule.md is not current; run: go test ./docs -update\n%s", diff)
	}
}
