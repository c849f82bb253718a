package compose

import (
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/compose-spec/compose-go/v2/dotenv"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FuzzEnv holds the reading of .env files, a statement at a time, against that of the whole by compose-go.
func FuzzEnv(f *testing.F) {
	for _, s := range []string{"A=b\nexport C='d\ne' # f\n", "# x\nA: \"b\\\"c\"\r\n\n=x\nB\n", "export  A = b\nexport\n", "A='b' c=d\nE=f", "A=b#c\n#\n"} {
		f.Add(s)
	}
	for _, s := range fixture.Files(f, func(name string) bool { return path.Base(name) == ".env" }) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.Contains(s, "$") {
			return
		}
		want, err := dotenv.UnmarshalWithLookup(strings.TrimPrefix(s, "\ufeff"), nil)
		if err != nil {
			return
		}
		l := &evaluator{project: &Project{}, seen: map[problemKey]bool{}}
		env := &environment{vars: map[string]variable{}}
		l.readEnv(env, source.New(".env", []byte(s)))
		if len(l.project.Problems) > 0 {
			t.Fatalf("%q: %s at %v", s, l.project.Problems[0].Message, l.project.Problems[0].Span)
		}
		for name, value := range want {
			if name == "" || name[0] >= '0' && name[0] <= '9' {
				continue
			}
			if got, ok := env.lookup(name); !ok || got.text != value {
				t.Errorf("%q: %s is %q, want %q", s, name, got.text, value)
			}
		}
		for name := range env.vars {
			if _, ok := want[name]; !ok {
				t.Errorf("%q: %s is set", s, name)
			}
		}
	})
}
