package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func repeat(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
	}
	return b.String()
}

// bigFiles are inputs at which anything that is worse than linear does not end within a test's time. Each gives the
// number of instructions that are read of it, and the key of a problem that is owed.
var bigFiles = []struct {
	name, content string
	instructions  int
	key           string
}{
	{"stages", "FROM alpine AS s0\n" + repeat(4999, func(i int) string {
		return fmt.Sprintf("FROM s%d AS s%d\nCOPY --from=s%d /a /b\nENV A%d=$A%d\nUSER app\n", i, i+1, i/2, i+1, i)
	}), 1 + 4*4999, ""},
	{"instructions", "FROM alpine\n" + repeat(100_000, func(i int) string { return fmt.Sprintf("ENV K%d=v\n", i) }),
		100_001, ""},
	{"too many instructions", strings.Repeat("# c\n\nFROM a\n", maxInstructions+1), maxInstructions, "unread"},
	{"too many RUN", "FROM a\n" + strings.Repeat("run b\nRUN\tc\n", maxInstructions/4) + "RUN d\n", maxInstructions / 2, "unread"},
	{"variables", "FROM alpine\n" + repeat(10_000, func(i int) string {
		return fmt.Sprintf("ARG K%d=v$K%d\nRUN echo $K%d\n", i, i/2, i)
	}), 20_001, ""},
	{"one name", repeat(5_000, func(int) string { return "FROM a AS a\n" }), 5_000, ""},
	{"heredoc", "FROM alpine\nRUN <<EOF\n" + strings.Repeat("echo 'a line of fifty characters, for the shell' $x\n",
		20_000) + "EOF\nUSER app\n",
		3, ""},
	{"heredocs never closed", "FROM alpine\nRUN x" + strings.Repeat(" <<EOF", 10_000) + "\n" + strings.Repeat("echo\n",
		20_000),
		2, "heredoc.open.EOF"},
	{"continuations", "FROM alpine\nRUN a " + strings.Repeat("\\\n# c\n\n  && b ", 50_000) + "\n", 2, ""},
	{"long line", "FROM alpine\nRUN echo " + strings.Repeat("a", 1<<20) + "\nUSER app\n", 3, "line.long"},
	{"failures", "FROM alpine\n" + strings.Repeat("ENV A\n", 50_000), 1 + maxFailures, "unread"},
	{"unknown", "FROM alpine\n" + strings.Repeat(strings.Repeat("x", 60_000)+" y\n", 20), 21, "unknown." +
		strings.Repeat("X", 40) + "..."},
	{"unknown flags", "FROM alpine\n" + strings.Repeat("COPY --"+strings.Repeat("x", 60_000)+" a b\n", 20), 21,
		"flag.unknown." + strings.Repeat("x", 40) + "..."},
	{"ONBUILD chain", "FROM alpine\n" + strings.Repeat("ONBUILD \\\n", 300_000) + "RUN x\n", 1, "unread"},
	{"nested variables", "FROM alpine\nRUN <<EOF " + strings.Repeat("${A:-\\\n", 300_000) + "\nEOF\n", 1, "unread"},
	{"nested variables in ENV", "FROM alpine\nENV A=" + strings.Repeat("${A:-", 10_000) + strings.Repeat("}", 10_000) +
		"\n", 2, ""},
	{"value that doubles", "FROM alpine\nENV A=aaaaaaaaaaaaaaaa\n" + strings.Repeat("ENV A=$A$A\n", 10_000), 10_002, ""},
	{"large values", "FROM alpine\nENV A=" + strings.Repeat("a", 30_000) + "\n" + strings.Repeat("ENV B=$A\n", 5_000),
		5_002, ""},
	{"controls", "FROM alpine\n" + strings.Repeat("# \x1b\u202e\n", 50_000), 1, "control"},
	{"mounts", "FROM alpine\nRUN " + strings.Repeat("--mount=type=cache,target=/a ", 2000) + "x\n", 2, ""},
	{"array", "FROM alpine\nCMD [" + strings.Repeat("\"a\",\\\n", 100_000) + "\"b\"]\n", 2, ""},
}

func TestBigFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds under the race detector")
	}
	for _, c := range bigFiles {
		t.Run(c.name, func(t *testing.T) {
			f := Parse(source.New("Dockerfile", []byte(c.content)))
			if len(f.Instructions) != c.instructions {
				t.Errorf("%d instructions, want %d", len(f.Instructions), c.instructions)
			}
			found := c.key == "" && len(f.Problems) == 0
			for _, p := range f.Problems {
				found = found || p.Key == c.key && c.key != ""
			}
			if !found {
				t.Errorf("problems %.500v, want one with the key %q", f.Problems, c.key)
			}
			b := f.Build(nil)
			b.Uses()
			b.Reachable(f.Stage(""))
			if err := inBounds(f); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTriggersAreBounded(t *testing.T) {
	const n = 10_000
	content := "FROM alpine AS b\n" + strings.Repeat("ONBUILD ENV A=b\n", n) + strings.Repeat("FROM b\nUSER app\n", n)
	b := Parse(source.New("Dockerfile", []byte(content))).Build(nil)
	if len(b.Problems) != 1 {
		t.Fatalf("%d problems, %v", len(b.Problems), b.Problems)
	}
	// Two stages have all of their triggers, the third is the one too many.
	p := b.Problems[0]
	if at := p.Span.String(); p.Kind != source.Unread || p.Key != "build.onbuild" || at != "Dockerfile:10006:6" {
		t.Errorf("%v %s at %s", p.Kind, p.Key, at)
	}
}
