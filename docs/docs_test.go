package docs_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/rules"
)

var update = flag.Bool("update", false, "write the pages anew")

// TestPagesAreCurrent holds docs/rules to the rules: each page is made of the rule's value, its comment and its example.
func TestPagesAreCurrent(t *testing.T) {
	prose := ruleComments(t)
	want := map[string]string{"README.md": index()}
	for _, r := range rules.All() {
		text, ok := prose[r.ID]
		if !ok {
			t.Errorf("%s: the rule has no comment", r.ID)
			continue
		}
		want[r.ID+".md"] = page(t, r, text)
	}
	if *update {
		write(t, want)
		return
	}
	for name, content := range want {
		have, err := os.ReadFile(filepath.Join("rules", name))
		if err != nil {
			t.Errorf("docs/rules/%s is missing; run: go test ./docs -update", name)
			continue
		}
		if diff := cmp.Diff(content, string(have)); diff != "" {
			t.Errorf("docs/rules/%s is not current; run: go test ./docs -update\n%s", name, diff)
		}
	}
	for _, path := range pagesOnDisk(t) {
		if _, ok := want[filepath.Base(path)]; !ok {
			t.Errorf("%s is the page of no rule", path)
		}
	}
}

func pagesOnDisk(t *testing.T) []string {
	paths, err := filepath.Glob("rules/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func write(t *testing.T, pages map[string]string) {
	for _, path := range pagesOnDisk(t) {
		if _, ok := pages[filepath.Base(path)]; !ok {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, content := range pages {
		if err := os.WriteFile(filepath.Join("rules", name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// ruleComments returns the comment above each rule, by the rule's id, as Markdown.
func ruleComments(t *testing.T) map[string]string {
	paths, err := filepath.Glob("../rules/*.go")
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR || gen.Doc == nil {
				continue
			}
			id := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(path), ".go"), "_", "-")
			name := gen.Specs[0].(*ast.ValueSpec).Names[0].Name
			text := strings.TrimPrefix(gen.Doc.Text(), name+" ")
			text = strings.ToUpper(text[:1]) + text[1:]
			comments[id] = markdown(text)
		}
	}
	return comments
}

// markdown turns the text of a comment, whose lines are Markdown already, into a page: headings one level down, indented
// lines as code, paragraphs on one line each.
func markdown(text string) string {
	var b strings.Builder
	code := false
	fence := func(on bool) {
		if code != on {
			b.WriteString("```\n")
			code = on
		}
	}
	for i, block := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 && !(code && strings.HasPrefix(block, "\t")) {
			fence(false)
			b.WriteString("\n")
		} else if i > 0 {
			b.WriteString("\n") // a blank line inside code
		}
		switch {
		case strings.HasPrefix(block, "\t"):
			fence(true)
			for line := range strings.SplitSeq(block, "\n") {
				b.WriteString(strings.TrimPrefix(line, "\t") + "\n")
			}
		case strings.HasPrefix(block, "# "):
			b.WriteString("#" + block + "\n")
		case strings.HasPrefix(block, "  - "):
			b.WriteString(strings.ReplaceAll(block, "  - ", "- ") + "\n")
		default:
			b.WriteString(strings.Join(strings.Fields(block), " ") + "\n")
		}
	}
	fence(false)
	return b.String()
}

func page(t *testing.T, r *lint.Rule, prose string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", r.Title, prose)
	fmt.Fprintf(&b, "## At a glance\n\nRule `%s`, severity %s, precision %s, in the presets %s, since %s.\n",
		r.ID, r.Severity, r.Precision, strings.Join(append(r.Presets.Names(), "all"), ", "), r.Since)
	b.WriteString("\n## Example\n\n")
	b.WriteString(example(t, r))
	if len(r.Options) > 0 {
		b.WriteString("\n## Options\n\n")
		for _, o := range r.Options {
			fmt.Fprintf(&b, "- `%s` (default `%v`): %s\n", o.Name, o.Default, o.Doc)
		}
	}
	if len(r.Aliases) > 0 {
		fmt.Fprintf(&b, "\n## Elsewhere\n\nThe same check in other tools, accepted in their ignore comments: `%s`.\n",
			strings.Join(r.Aliases, "`, `"))
	}
	if len(r.Refs) > 0 {
		b.WriteString("\n## References\n\n")
		for _, ref := range r.Refs {
			fmt.Fprintf(&b, "- [%s](%s)\n", ref.Name, ref.URL)
		}
	}
	return b.String()
}

// example shows the rule's example fixture, findings included.
func example(t *testing.T, r *lint.Rule) string {
	archive, err := txtar.ParseFile(filepath.Join("..", "testdata", "rules", r.ID, "example.txtar"))
	if err != nil {
		t.Errorf("%s: %v", r.ID, err)
		return ""
	}
	var b strings.Builder
	for _, file := range archive.Files {
		name, after := strings.CutPrefix(file.Name, "fixed/")
		if after {
			fmt.Fprintf(&b, "After `plimsoll fix`, %s:\n\n", name)
		} else {
			fmt.Fprintf(&b, "%s:\n\n", name)
		}
		fmt.Fprintf(&b, "```\n%s\n```\n\n", bytes.TrimRight(file.Data, "\n"))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func index() string {
	var b strings.Builder
	b.WriteString("# Rules\n\n| rule | problem | severity | presets | elsewhere |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range rules.All() {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s | %s |\n", r.ID, r.ID, r.Title, r.Severity,
			strings.Join(append(r.Presets.Names(), "all"), ", "), strings.Join(r.Aliases, ", "))
	}
	return b.String()
}
