package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestBoundsAreCurrent holds the table of bounds in architecture.md to the code: each "name = value" of a row must stand in
// the row's file.
func TestBoundsAreCurrent(t *testing.T) {
	page, err := os.ReadFile("architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| (.*) \\| `([a-z/_]+\\.go)` \\|$")
	bound := regexp.MustCompile("`([A-Za-z.]+) = ([^`]+)`")
	rows := 0
	text := row.ReplaceAllStringFunc(string(page), func(line string) string {
		rows++
		file := row.FindStringSubmatch(line)[2]
		code, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(file)))
		if err != nil {
			t.Error(err)
			return line
		}
		return bound.ReplaceAllStringFunc(line, func(have string) string {
			name := bound.FindStringSubmatch(have)[1]
			set := regexp.MustCompile(`(?m)^[ \t]*(?:const )?` + regexp.QuoteMeta(name) + ` *= (.*?) *(?://.*)?$`).FindSubmatch(code)
			if set == nil {
				t.Errorf("architecture.md: there is no %s in %s", name, file)
				return have
			}
			return "`" + name + " = " + string(set[1]) + "`"
		})
	})
	if rows == 0 {
		t.Error("architecture.md has no table of bounds")
	}
	if *update {
		if err := os.WriteFile("architecture.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for i, line := range strings.Split(text, "\n") {
		if have := strings.Split(string(page), "\n")[i]; have != line {
			t.Errorf("architecture.md:%d is not current; run: go test ./docs -update\nhave %s\nwant %s", i+1, have, line)
		}
	}
}
