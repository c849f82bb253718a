package dockerfile

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestHostile holds the problems against the list of what each hostile file owes: where it owes an error, a problem
// touches the place; where it is in order, there is none.
func TestHostile(t *testing.T) {
	root := filepath.Join(corpus(t), "hostile")
	list, err := os.ReadFile(filepath.Join(root, "EXPECT.tsv"))
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(list)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) < 4 || !strings.HasPrefix(f[0], "dockerfile/") || f[1] != "kept" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(root, f[0]))
		if err != nil {
			t.Error(err)
			continue
		}
		file := Parse(source.New(f[0], content))
		problems := append(file.Problems, file.Build(nil).Problems...)
		switch f[3] {
		case "ok":
			for _, p := range problems {
				t.Errorf("%s is in order, and has the problem %q at %v", f[0], p.Message, p.Span)
			}
		case "error", "error|incomplete":
			if !touches(problems, f[2]) {
				t.Errorf("%s owes a problem at %s (%s); it has %v", f[0], f[2], f[4], problems)
			}
		}
	}
}

// touches reports whether a problem lies on the line, or begins at the line:column.
func touches(problems []source.Problem, at string) bool {
	line, column, pinned := strings.Cut(at, ":")
	for _, p := range problems {
		start, end := p.Span.Position(), p.Span.EndPosition()
		n, err := strconv.Atoi(line)
		if err != nil || start.Line <= n && n <= end.Line && (!pinned || strconv.Itoa(start.Column) == column) {
			return true
		}
	}
	return false
}
