package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestImportComesToTheSame holds an import to its promise for all rules that there are.
func TestImportComesToTheSame(t *testing.T) {
	infos := engine.ConfigRules(rules.All())
	effective := func(name, content string) (out []string) {
		loader, err := config.NewLoader(source.NewMemory(map[string]string{name: content}), infos, config.Flags{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := loader.Effective("app/Dockerfile")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range s.Lines() {
			out = append(out, l.Key+": "+l.Value)
		}
		return out
	}
	for _, content := range []string{
		"",
		"ignored: [DL3007, DL3026, DL1000, SC2086]\nfailure-threshold: error\n",
		"override: {error: [DL3002, DL3049], style: [DL1001, DL3048]}\nlabel-schema: {version: semver}\nstrict-labels: true\n",
		"trustedRegistries: [docker.io, '*.example.com', 'r.example.com:5000']\nno-fail: true\ndisable-ignore-pragma: true\n",
	} {
		imported, err := config.Import(source.New(config.HadolintNames[0], []byte(content)), infos)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(effective(config.HadolintNames[0], content), effective(config.Names[0], imported)); diff != "" {
			t.Errorf("%q becomes\n%s\n%s", content, imported, diff)
		}
	}
}
