package rules_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/ruletest"
)

// warning is a place that BuildKit, or we, warn of.
type warning struct {
	file, rule string
	line       int
}

// buildkitRules are the rules that say the same as a check of BuildKit, by the name of the check.
var buildkitRules = map[string]string{
	"blank-continuation-line": "NoEmptyContinuation",
	"from-as-case":            "FromAsCasing",
	"instruction-case":        "ConsistentInstructionCasing",
	"maintainer-instruction":  "MaintainerDeprecated",
	"misplaced-description":   "InvalidDefinitionDescription",
	"relative-workdir":        "WorkdirRelativePath",
	"repeated-cmd":            "MultipleInstructionsDisallowed",
	"repeated-entrypoint":     "MultipleInstructionsDisallowed",
	"repeated-healthcheck":    "MultipleInstructionsDisallowed",
	"shell-form-command":      "JSONArgsRecommended",
	"spaced-key-value":        "LegacyKeyValueFormat",
	"stage-name-case":         "StageNameCasing",
}

// TestBuildKit holds rules against the checks of BuildKit over real files. Its linter says what it finds in instructions;
// what its build finds with them is worked out here from its instructions, since a build needs a daemon.
func TestBuildKit(t *testing.T) {
	files := corpusDockerfiles(t)
	dir := t.TempDir()
	want := map[warning]bool{}
	for name, content := range files {
		if bytes.Contains(content, []byte("%%")) {
			delete(files, name) // it may be a template, which we do not lint
			continue
		}
		list, err := buildkit(name, content)
		if err != nil {
			delete(files, name) // BuildKit ends at the first error, and we do not
			continue
		}
		for _, w := range list {
			want[w] = true
		}
	}
	ruletest.Write(t, dir, files)
	got := map[warning]bool{}
	for _, f := range suite(slices.Collect(maps.Keys(buildkitRules))).LintFolder(t, dir).Findings {
		at := f.Span.Position().Line
		switch f.Rule.ID {
		case "blank-continuation-line":
			at = lastLine(f.Span.File.Content, at)
		case "misplaced-description":
			at++ // BuildKit means the instruction, we the comment above it
		}
		if check, ok := buildkitRules[f.Rule.ID]; ok {
			got[warning{f.Span.File.Path, check, at}] = true
		}
	}
	if len(got) < 1000 {
		t.Errorf("only %d findings", len(got))
	}
	for w := range got {
		if !want[w] && !ownFinding(w, line(files[w.file], w.line)) {
			t.Errorf("BuildKit does not report %s at %s:%d: %s", w.rule, w.file, w.line, line(files[w.file], w.line))
		}
	}
	for w := range want {
		if !got[w] && !leftOut(w, files[w.file]) {
			t.Errorf("BuildKit reports %s at %s:%d: %s", w.rule, w.file, w.line, line(files[w.file], w.line))
		}
	}
}

// ownFinding says what we report on purpose where BuildKit does not.
func ownFinding(w warning, text string) bool {
	switch w.rule {
	case "ConsistentInstructionCasing":
		return strings.EqualFold(firstWord(text), "arg") // in front of the first FROM
	case "LegacyKeyValueFormat", "JSONArgsRecommended":
		return strings.EqualFold(firstWord(text), "onbuild") // BuildKit looks at these in the stage that runs them
	}
	return false
}

// leftOut says what BuildKit reports and we do not.
func leftOut(w warning, content []byte) bool {
	text := line(content, w.line)
	switch w.rule {
	case "JSONArgsRecommended":
		// The signals reach the program, or it is meant to be an array.
		return strings.Contains(text, "exec ") || strings.Contains(text, "[")
	case "WorkdirRelativePath":
		_, path, _ := strings.Cut(text, " ")
		path = strings.TrimLeft(path, " \"'")
		drive := len(path) > 1 && path[1] == ':'
		return drive || strings.HasPrefix(path, "$") || bytes.Contains(content, []byte("scratch"))
	case "InvalidDefinitionDescription":
		above := line(content, w.line-1)
		// A blank line detaches a comment, to us; one for a linter describes nothing; BuildKit takes # and blanks in front for
		// the first word.
		return !strings.HasPrefix(above, "#") || strings.ContainsAny(above, "=") || strings.Contains(above, "ignore") ||
			strings.Contains(above, "skip") || strings.Contains(above, "lint")
	}
	return false
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return word
}

func line(content []byte, n int) string {
	lines := strings.Split(string(content), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[n-1], "\r")
}

// lastLine returns the line at which an instruction ends that goes on behind the given line: there BuildKit puts its warning.
func lastLine(content []byte, from int) int {
	count := bytes.Count(bytes.TrimSuffix(content, []byte("\n")), []byte("\n")) + 1
	for n := from; n < count; n++ {
		text := strings.TrimSpace(line(content, n))
		if text != "" && text[0] != '#' && !strings.HasSuffix(text, `\`) && !strings.HasSuffix(text, "`") {
			return n
		}
	}
	return count
}

// buildkit returns what BuildKit warns of in a file, or the error that it has with it.
func buildkit(name string, content []byte) ([]warning, error) {
	res, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	var list []warning
	add := func(rule string, at []parser.Range) {
		list = append(list, warning{name, rule, at[0].Start.Line})
	}
	for _, w := range res.Warnings {
		add("NoEmptyContinuation", []parser.Range{*w.Location})
	}
	options, _, _, _ := parser.ParseDirective("check", content)
	config, err := linter.ParseLintOptions(options)
	if err != nil {
		return nil, err
	}
	config.ExperimentalAll = true
	config.Warn = func(rule, _, _, _ string, at []parser.Range) { add(rule, at) }
	lint := linter.New(config)
	stages, _, err := instructions.Parse(res.AST, lint)
	if err != nil || len(stages) == 0 {
		return nil, fmt.Errorf("no stage: %w", err)
	}
	byName := map[string]state{}
	lower, upper := 0, 0
	for _, s := range stages {
		now := byName[s.BaseName]
		now.last = map[string][]parser.Range{}
		for _, c := range s.Commands {
			now.dispatch(c, add)
		}
		if s.Name != "" {
			byName[s.Name] = now
		}
		for _, word := range append([]string{s.OrigCmd}, names(s.Commands)...) {
			switch word {
			case strings.ToLower(word):
				lower++
			case strings.ToUpper(word):
				upper++
			}
		}
	}
	style := strings.ToUpper
	if lower > upper {
		style = strings.ToLower
	}
	for _, s := range stages {
		if s.OrigCmd != style(s.OrigCmd) {
			add("ConsistentInstructionCasing", s.Location)
		}
		for _, c := range s.Commands {
			if c.Name() != style(c.Name()) {
				add("ConsistentInstructionCasing", c.Location())
			}
		}
	}
	return list, nil
}

func names(list []instructions.Command) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Name())
	}
	return out
}

// state is what a stage remembers.
type state struct {
	workdir, shell bool
	last           map[string][]parser.Range // the last instruction of each name
}

// dispatch has an instruction take effect.
func (s *state) dispatch(c instructions.Command, add func(string, []parser.Range)) {
	once := func(name string) {
		if at := s.last[name]; at != nil {
			add("MultipleInstructionsDisallowed", at)
		}
		s.last[name] = c.Location()
	}
	command := func(name string, byShell bool) {
		once(name)
		if byShell && !s.shell {
			add("JSONArgsRecommended", c.Location())
		}
	}
	pairs := func(list instructions.KeyValuePairs) {
		for _, kv := range list {
			if kv.NoDelim {
				add("LegacyKeyValueFormat", c.Location())
			}
		}
	}
	switch c := c.(type) {
	case *instructions.CmdCommand:
		command("cmd", c.PrependShell)
	case *instructions.EntrypointCommand:
		command("entrypoint", c.PrependShell)
	case *instructions.HealthCheckCommand:
		once("healthcheck")
	case *instructions.ShellCommand:
		s.shell = true
	case *instructions.EnvCommand:
		pairs(c.Env)
	case *instructions.LabelCommand:
		pairs(c.Labels)
	case *instructions.WorkdirCommand:
		if !s.workdir && !strings.HasPrefix(strings.TrimLeft(c.Path, `"'`), "/") {
			add("WorkdirRelativePath", c.Location())
		}
		s.workdir = true
	}
}

// corpusDockerfiles returns the Dockerfiles of the corpus, each in a folder of its own.
func corpusDockerfiles(t *testing.T) map[string][]byte {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		root = filepath.Join("..", root)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus of real files is not here; it lies beside the repository, in shared/corpus")
	}
	out := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || d.Name() != "Dockerfile" && !strings.HasSuffix(d.Name(), ".Dockerfile") {
			return err
		}
		content, err := os.ReadFile(path)
		out[fmt.Sprintf("%05d/Dockerfile", len(out))] = content
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
