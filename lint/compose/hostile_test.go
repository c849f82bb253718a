package compose

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// notOurs are the hostile inputs whose finding another package owes, as it reads what a Compose file names.
var notOurs = []string{
	"compose/context-", "compose/dockerfile-", "compose/seccomp-", "compose/octal", "compose/secret-file", "nodes/pipe-seccomp",
	"nodes/pipe-context", "compose/comment-bidi",
}

// TestHostile holds the loading of each hostile Compose file against EXPECT.tsv.
func TestHostile(t *testing.T) {
	root := hostileFolder(t)
	table, err := os.ReadFile(filepath.Join(root, "EXPECT.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	big := os.Getenv("PLIMSOLL_BIG") // a folder that make_big.py has filled
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) < 6 || strings.HasPrefix(line, "#") || !strings.Contains(path.Base(unquote(f[0])), "compose") {
			continue
		}
		name, how, at, exit, must := unquote(f[0]), f[1], f[2], f[3], f[4]
		folder := root
		if how == "made" {
			if folder = big; big == "" {
				continue
			}
		}
		if hasAnyPrefix(name, notOurs) {
			continue
		}
		rows++
		t.Run(name, func(t *testing.T) {
			tree := diskTree{filepath.Join(folder, path.Dir(name)), map[string]*source.File{}}
			start := time.Now()
			p := Load(tree, Options{Dir: "."})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			judge(t, p, at, exit, must)
		})
	}
	if rows < 100 {
		t.Errorf("only %d rows", rows)
	}
}

func unquote(s string) string {
	var out string
	if json.Unmarshal([]byte(s), &out) == nil {
		return out
	}
	return s
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func hostileFolder(t testing.TB) string {
	dir, _ := os.Getwd()
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		root := filepath.Join(dir, "shared", "corpus", "hostile")
		if _, err := os.Stat(root); err == nil {
			return root
		}
	}
	t.Skip("no shared/corpus beside the repository")
	return ""
}

func judge(t *testing.T, p *Project, at, exit, must string) {
	where, file, _ := strings.Cut(at, " of ")
	if file == "" {
		file = "compose.yaml"
	}
	var said []string
	failed := false
	touching := false
	for _, q := range p.Problems {
		said = append(said, fmt.Sprintf("%v-%v %s", q.Span, q.Span.EndPosition(), q.Message))
		failed = failed || q.Kind != source.HiddenControl
		touching = touching || touches(q.Span, file, where)
	}
	privileged, there := false, false
	for _, s := range p.Services {
		if s.Privileged.V && s.Privileged.Known {
			privileged = true
			there = there || touches(s.Privileged.Span(), file, where)
			said = append(said, fmt.Sprintf("%v privileged", s.Privileged.Span()))
		}
	}
	ok := false
	for class := range strings.SplitSeq(exit, "|") {
		switch class {
		case "error", "incomplete":
			ok = ok || touching || failed && there
		case "finding":
			ok = ok || there || !strings.Contains(must, "privileged")
		case "ok":
			ok = ok || !failed && !(privileged && strings.Contains(must, "no finding about privileged"))
		}
	}
	if !ok {
		t.Errorf("want %s at %s: %s\nsaid:\n%s", exit, at, must, strings.Join(said, "\n"))
	}
}

// touches reports whether a span shares the place: a line, a line:column, or anywhere in the file.
func touches(s source.Span, file, where string) bool {
	if s.IsZero() || path.Base(s.File.Path) != file {
		return where == "any" || where == "-"
	}
	if where == "any" || where == "-" {
		return true
	}
	line, column, ok := strings.Cut(where, ":")
	n, _ := strconv.Atoi(line)
	m, _ := strconv.Atoi(column)
	a, b := s.Position(), s.EndPosition()
	if !ok {
		return a.Line <= n && n <= b.Line
	}
	after := n > a.Line || n == a.Line && m >= a.Column
	before := n < b.Line || n == b.Line && m <= b.Column
	return after && before
}
