package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestActionKeepsInputsOutOfScripts holds action.yml to what makes it safe: no input is put into the text of a script, where a
// pull request could write commands, and each is an input that the script reads.
func TestActionKeepsInputsOutOfScripts(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]any
		Runs   struct {
			Steps []struct {
				Uses, Run, Shell string
				Env              map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(data, &action); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join("..", "..", "integrations", "github", "run.sh"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, step := range action.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			t.Errorf("an expression stands in the script %q", step.Run)
		}
		if step.Uses != "" && !regexp.MustCompile(`@[0-9a-f]{40}$`).MatchString(step.Uses) {
			t.Errorf("%s is not pinned by a commit", step.Uses)
		}
		for name, value := range step.Env {
			used[regexp.MustCompile(`inputs\.([a-z-]+)`).FindString(value)] = true
			if !strings.Contains(string(script), name) {
				t.Errorf("the script does not read %s", name)
			}
		}
	}
	for name := range action.Inputs {
		if !used["inputs."+name] {
			t.Errorf("the input %s reaches nobody", name)
		}
	}
}

// TestActionStep runs the script of the action as a runner would, with inputs that try to be more than values.
func TestActionStep(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("bash is not sure to be there")
	}
	program := filepath.Join(t.TempDir(), "plimsoll")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	script, err := filepath.Abs(filepath.Join("..", "..", "integrations", "github", "run.sh"))
	if err != nil {
		t.Fatal(err)
	}
	step := func(t *testing.T, env ...string) (dir, out string, code int) {
		t.Helper()
		dir = t.TempDir()
		for name, content := range map[string]string{
			"app/Dockerfile":               "FROM debian:latest\n",
			"a b/compose.yaml":             "services:\n  web:\n    image: nginx:1.29\n    privileged: true\n",
			"--config=x/compose.yaml":      "services:\n  web:\n    image: nginx:1.29\n    pid: host\n",
			"$(touch forged)/compose.yaml": "services: {}\n",
		} {
			if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.CommandContext(t.Context(), "bash", script, program)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), append([]string{"GITHUB_STEP_SUMMARY=" + filepath.Join(dir, "summary"),
			"GITHUB_OUTPUT=" + filepath.Join(dir, "output")}, env...)...)
		b, _ := cmd.CombinedOutput()
		return dir, string(b), cmd.ProcessState.ExitCode()
	}
	read := func(dir, name string) string {
		b, _ := os.ReadFile(filepath.Join(dir, name))
		return string(b)
	}

	t.Run("whole", func(t *testing.T) {
		dir, out, code := step(t)
		if code != 1 || !strings.Contains(out, "::error file=a b/compose.yaml,line=4,") {
			t.Errorf("code %d:\n%s", code, out)
		}
		if read(dir, "output") != "sarif-file=plimsoll.sarif\n" || !strings.Contains(read(dir, "summary"), "| critical | a b/compose.yaml:4:17 |") {
			t.Errorf("output %q, summary\n%s", read(dir, "output"), read(dir, "summary"))
		}
		if !regexp.MustCompile(`"ruleId": ?"privileged-container"`).MatchString(read(dir, "plimsoll.sarif")) {
			t.Error("the SARIF report does not hold the finding")
		}
	})
	t.Run("paths", func(t *testing.T) {
		dir, out, code := step(t, "PLIMSOLL_PATHS=--config=x\n$(touch forged)\n", "PLIMSOLL_FAIL_ON=critical", "PLIMSOLL_ALLOW_EMPTY=true")
		if code != 0 || !strings.Contains(out, "host-pid") || strings.Contains(out, "privileged-container") {
			t.Errorf("code %d:\n%s", code, out)
		}
		if _, err := os.Stat(filepath.Join(dir, "forged")); err == nil {
			t.Error("a path was run as a command")
		}
	})
	for _, bad := range []string{"PLIMSOLL_SARIF=../x.sarif", "PLIMSOLL_SARIF=/tmp/x.sarif", "PLIMSOLL_FAIL_ON=--help", "PLIMSOLL_PRESET=x; touch forged"} {
		t.Run(bad, func(t *testing.T) {
			dir, out, code := step(t, bad)
			if _, err := os.Stat(filepath.Join(dir, "forged")); code != 2 || err == nil {
				t.Errorf("code %d:\n%s", code, out)
			}
		})
	}
}

func TestProblemMatcherReadsTheTextReport(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "integrations", "github", "problem-matcher.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		ProblemMatcher []struct {
			Severity string
			Pattern  []struct{ Regexp string }
		} `yaml:"problemMatcher"`
	}
	if err := yaml.Unmarshal(data, &doc); err != nil { // JSON is YAML
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"a b/c:x.yaml:4:17: critical: web is privileged [privileged-container]": "error",
		"Dockerfile:1:6: medium: x [y] moves [moving-tag]":                      "warning",
		"Dockerfile:1:6: coverage: not read":                                    "",
	} {
		got := ""
		for _, m := range doc.ProblemMatcher {
			if regexp.MustCompile(m.Pattern[0].Regexp).MatchString(line) {
				got += m.Severity
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
