package lint_test

import (
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func unit(content string) *project.Unit {
	src := source.New("app/Dockerfile", []byte(content))
	return &project.Unit{Files: []*source.File{src}, Dockerfile: dockerfile.Parse(src)}
}

func TestAFaultInOneRuleLeavesTheOthers(t *testing.T) {
	broken := &lint.Rule{ID: "broken-rule", Check: lint.EachUnit(func(p *lint.Pass, u *project.Unit) {
		p.Report(u.Dockerfile.Instructions[0].Span(), "said before the fault")
		_ = u.Files[len(u.Files)]
	})}
	sound := &lint.Rule{ID: "sound-rule", Severity: lint.Low, Check: lint.EachInstruction(func(p *lint.Pass, u *dockerfile.User) {
		p.Report(u.User.Span, "%s is the user", u.User.Value)
	})}
	got := lint.Run(unit("FROM a:1\nUSER b\n"), lint.Options{Rules: []*lint.Rule{broken, sound}, Now: time.Now()})
	if len(got.Failures) != 1 {
		t.Fatalf("%d failures", len(got.Failures))
	}
	f := got.Failures[0]
	if f.Kind != lint.FailureInternal || f.Rule != "broken-rule" || f.Path != "app/Dockerfile" ||
		!strings.Contains(f.Message, "index out of range") {
		t.Errorf("failure %+v", f)
	}
	var said []string
	for _, f := range got.Findings {
		said = append(said, f.Span.String()+" "+f.Rule.ID+" "+f.Key)
	}
	want := "app/Dockerfile:1:1 broken-rule FROM a:1; app/Dockerfile:2:6 sound-rule b"
	if strings.Join(said, "; ") != want {
		t.Errorf("findings %q, want %q", said, want)
	}
}

func TestOptionsComeFromSettingsOrDefaults(t *testing.T) {
	var seen []string
	rule := &lint.Rule{
		ID: "r", Options: []lint.Option{{Name: "names", Default: []string{"a"}}},
		Check: lint.EachUnit(func(p *lint.Pass, _ *project.Unit) { seen = append(seen, strings.Join(p.Strings("names"), "+")) }),
	}
	u := unit("FROM a:1\n")
	lint.Run(u, lint.Options{Rules: []*lint.Rule{rule}})
	lint.Run(u, lint.Options{Rules: []*lint.Rule{rule}, Settings: settings{"names": []string{"b", "c"}}})
	if got := strings.Join(seen, " "); got != "a b+c" {
		t.Errorf("options %q", got)
	}
}

// settings answers options by name.
type settings map[string]any

func (s settings) Enabled(*lint.Rule) bool { return true }
func (s settings) Labels() label.Schema    { return label.Schema{} }
func (s settings) Option(_, name string) (any, bool) {
	v, ok := s[name]
	return v, ok
}
