package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

var update = flag.Bool("update", false, "write docs/configuration.md anew")

const docs = "../../docs"

// current compares a generated file with what it should be, or writes it.
func current(t *testing.T, name string, want []byte) {
	t.Helper()
	name = filepath.Join(docs, name)
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not current; run go test ./lint/config -update\n%s", name, diff)
	}
}

func TestReferenceIsCurrent(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(docs, "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- keys: generated -->\n", "<!-- /keys -->"
	before, rest, ok := bytes.Cut(page, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		t.Fatalf("docs/configuration.md has lost its marks %q and %q", begin, end)
	}
	current(t, "configuration.md", []byte(string(before)+begin+Reference()+end+string(after)))
}

func TestPolicyReferenceIsCurrent(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(docs, "policy.md"))
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- policy keys: generated -->\n", "<!-- /policy keys -->"
	before, rest, ok := bytes.Cut(page, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		t.Fatalf("docs/policy.md has lost its marks %q and %q", begin, end)
	}
	current(t, "policy.md", []byte(string(before)+begin+PolicyReference()+end+string(after)))
}

// The examples of the page are read as they stand.
func TestExamplesOfThePage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(docs, "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(page), "```yaml\n# .plimsoll.yaml\n")[1:]
	if len(blocks) == 0 {
		t.Fatal("the page has no examples")
	}
	for _, block := range blocks {
		content, _, _ := strings.Cut(block, "```")
		rules := []Rule{
			{ID: "root-user", Severity: "high"}, {ID: "moving-tag", Severity: "medium"},
			{ID: "privileged-container", Severity: "critical"},
		}
		if _, problems := parse(source.New(Names[0], []byte(content)), rules); len(problems) > 0 {
			t.Errorf("%s\n%s", content, (&Error{problems}).Error())
		}
	}
}

func TestSchemaOfRules(t *testing.T) {
	var s struct {
		Properties struct {
			Rules struct {
				AdditionalProperties bool
				Properties           map[string]struct {
					AnyOf []struct {
						Enum       []string
						Properties map[string]struct {
							Type    string
							Default any
						}
					}
				}
			}
			Ignore struct {
				Items struct {
					Required   []string
					Properties struct{ Rule struct{ Enum []string } }
				}
			}
		}
	}
	if err := json.Unmarshal(Schema(testRules), &s); err != nil {
		t.Fatal(err)
	}
	rule := s.Properties.Rules.Properties["root-user"]
	if s.Properties.Rules.AdditionalProperties || len(s.Properties.Rules.Properties) != len(testRules) ||
		len(rule.AnyOf) != 2 {
		t.Fatalf("rules: %+v", s.Properties.Rules)
	}
	if diff := cmp.Diff(states(), rule.AnyOf[0].Enum); diff != "" {
		t.Error(diff)
	}
	options := rule.AnyOf[1].Properties
	if options["depth"].Type != "integer" || options["depth"].Default != 3.0 || options["allow"].Type != "array" ||
		options["strict"].Type != "boolean" || options["note"].Type != "string" || len(options) != 5 {
		t.Errorf("options: %+v", options)
	}
	ids := []string{"root-user", "moving-tag", "apt-pin"}
	if diff := cmp.Diff(ids, s.Properties.Ignore.Items.Properties.Rule.Enum); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"rule"}, s.Properties.Ignore.Items.Required); diff != "" {
		t.Error(diff)
	}
}
