package config

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

var testRules = []Rule{
	{
		ID: "root-user", Title: "Root user", Aliases: []string{"DL3002"}, Severity: "high",
		Presets: []string{"security", "cis"},
		Options: []Option{{"allow", []string{}, "Images."}, {"depth", 3, "Hops."}, {"strict", false, ""}, {"note", "", ""}},
	},
	{
		ID: "moving-tag", Title: "Moving tag", Aliases: []string{"DL3007"}, Severity: "medium",
		Presets: []string{"security"},
	},
	{
		ID: "apt-pin", Title: "Unpinned package", Aliases: []string{"DL3008"}, Severity: "low",
		Presets: []string{"hygiene", "hadolint"},
	},
}

// effective returns the settings of a file in a tree of the given contents.
func effective(t *testing.T, name string, flags Flags, files map[string]string) (*Settings, error) {
	t.Helper()
	l, err := NewLoader(source.NewMemory(files), testRules, flags)
	if err != nil {
		return nil, err
	}
	return l.Effective(name)
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"unknown key", "fail_on: high\n",
			`.plimsoll.yaml:1:1: unknown key "fail_on"; did you mean fail-on?`},
		{"unknown key, nothing near", "ignore:\n  - rule: root-user\n    colour: red\n",
			`.plimsoll.yaml:3:5: unknown key "colour"; use one of rule, path, service, stage, reason, owner, until`},
		{"nested key", "paths:\n  excludes: [a]\n",
			`.plimsoll.yaml:2:3: unknown key "excludes"; did you mean exclude?`},
		{"duplicate key", "fail-on: low\nfail-on: high\n",
			`.plimsoll.yaml:2:1: key "fail-on" stands twice in one mapping; remove one`},
		{"unknown rule", "rules:\n  rot-user: off\n",
			`.plimsoll.yaml:2:3: no rule is named "rot-user"; did you mean root-user?`},
		{"rule without neighbour", "rules:\n  xyzzy: off\n",
			`.plimsoll.yaml:2:3: no rule is named "xyzzy"; see plimsoll rules`},
		{"alias for a rule", "rules: {DL3007: off}\n",
			`.plimsoll.yaml:1:9: DL3007 is another tool's name; write moving-tag`},
		{"severity", "rules:\n  root-user: hgh\n",
			`.plimsoll.yaml:2:14: root-user wants one of off, on, critical, high, medium, low, info`},
		{"severity in a mapping", "rules:\n  root-user: {severity: false}\n",
			`.plimsoll.yaml:2:25: severity wants one of off, on, critical, high, medium, low, info`},
		{"rule without a value", "rules:\n  root-user:\n",
			`.plimsoll.yaml:2:3: root-user wants one of off, on, critical, high, medium, low, info`},
		{"rule as a list", "rules:\n  root-user: [off]\n",
			`.plimsoll.yaml:2:14: root-user wants off, on, a severity, or a mapping of options`},
		{"unknown option", "rules:\n  root-user: {dept: 3}\n",
			`.plimsoll.yaml:2:15: root-user has no option "dept"; did you mean depth?`},
		{"option types", "rules:\n  root-user:\n    allow: a\n    depth: '3'\n    strict: maybe\n    note: [a]\n",
			`.plimsoll.yaml:3:12: allow wants a list; begin each item with a dash
.plimsoll.yaml:4:12: depth wants a whole number
.plimsoll.yaml:5:13: strict wants true or false
.plimsoll.yaml:6:11: note wants a text; put one in quotes`},
		{"preset", "preset: [security, secure]\n",
			`.plimsoll.yaml:1:20: preset: there is no preset "secure"; use one of security, hygiene, cis, hadolint, all`},
		{"preset of a wrong type", "preset: {a: b}\n", `.plimsoll.yaml:1:9: preset wants a name or a list of names`},
		{"fail-on", "fail-on: warning\n",
			`.plimsoll.yaml:1:10: fail-on: "warning" is no severity; use one of critical, high, medium, low, info, never`},
		{"no value", "require-reason:\nfail-on: low\n",
			`.plimsoll.yaml:1:1: require-reason has no value; give it one or remove it`},
		{"bool", "require-reason: 'yes'\n", `.plimsoll.yaml:1:17: require-reason wants true or false`},
		{"waiver", "ignore:\n  - path: a\n    until: soon\n",
			".plimsoll.yaml:2:5: an entry of ignore wants rule\n" +
				`.plimsoll.yaml:3:12: until: "soon" is not a date; write it as in 2026-12-31`},
		{"waivers of a wrong type", "ignore: [root-user]\n",
			`.plimsoll.yaml:1:10: an entry of ignore wants settings, as in KEY: value`},
		{"reasons", "require-reason: true\nignore:\n  - rule: root-user\n",
			`.plimsoll.yaml:3:5: the entry gives no reason, which require-reason asks for`},
		{"patterns", "paths:\n  exclude: ['[a', ../x, '', '{{{{{a}}}}}', 'a[']\n",
			`.plimsoll.yaml:2:13: exclude: "[a" is no pattern; close its brackets and braces
.plimsoll.yaml:2:19: exclude: "../x" leaves the folder of the settings file; patterns are relative to it
.plimsoll.yaml:2:25: exclude: the pattern is empty; use ** for every file
.plimsoll.yaml:2:29: exclude: the pattern is too long or has too many alternatives; split it
.plimsoll.yaml:2:44: exclude: "a[" is no pattern; close its brackets and braces`},
		{"registry", "trusted-registries: ['https://a.io/*']\n",
			`.plimsoll.yaml:1:22: trusted-registries: "https://a.io/*" is no repository: write a host and a path`},
		{"registry with a slash at its end", "trusted-registries:\n  - a.io/*\n  - ghcr.io/acme/\n",
			`.plimsoll.yaml:3:5: trusted-registries: "ghcr.io/acme/" ends in a slash: write ghcr.io/acme/**`},
		{"registry that is any", "trusted-registries: ['*']\n", `.plimsoll.yaml:1:22: trusted-registries: ` +
			`write docker.io/library/* for the official images or ** for every image`},
		{"build arguments", "build-args: {A: 1, B: , C: [x]}\n",
			".plimsoll.yaml:1:20: build-args.B wants a value\n.plimsoll.yaml:1:28: build-args.C wants a value"},
		{"version", "version: 2\n", `.plimsoll.yaml:1:10: version 2 is not known; write 1, or update plimsoll`},
		{"key without neighbour", "x: y\n",
			`.plimsoll.yaml:1:1: unknown key "x"; use one of version, preset, fail-on, rules, ignore, paths, ` +
				`trusted-registries, labels, strict-labels, build-args, require-reason, require-owner, require-until, inline-ignores`},
		{"labels", "labels: {a: url, b: uri, c: , d: [x]}\nstrict-labels: no\n",
			`.plimsoll.yaml:1:21: labels.b: "uri" is no type of a label; use one of text, url, rfc3339, spdx, semver, hash, email
.plimsoll.yaml:1:26: labels.c wants a type; use one of text, url, rfc3339, spdx, semver, hash, email
.plimsoll.yaml:1:34: labels.d wants a text; put one in quotes
.plimsoll.yaml:2:16: strict-labels wants true or false`},
		{"labels of a wrong type", "labels: [a]\n",
			`.plimsoll.yaml:1:9: labels wants pairs of NAME: type, as in org.opencontainers.image.licenses: spdx`},
		{"merge key", "paths: &p {exclude: [a]}\nrules:\n  <<: *p\n",
			`.plimsoll.yaml:3:3: merge keys do not work here; write the settings out`},
		{"no mapping", "- a\n", `.plimsoll.yaml:1:1: settings are wanted here, as in fail-on: high`},
		{"two documents", "fail-on: low\n---\nfail-on: high\n",
			`.plimsoll.yaml:3:1: a second document is not read; put all settings in one`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := effective(t, "Dockerfile", Flags{}, map[string]string{".plimsoll.yaml": c.content})
			var broken *Error
			if !errors.As(err, &broken) {
				t.Fatalf("no error, want %s", c.want)
			}
			if diff := cmp.Diff(c.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestManyErrorsAreCut(t *testing.T) {
	_, err := effective(t, "a", Flags{}, map[string]string{
		".plimsoll.yml": "rules:\n" + strings.Repeat("  ? [a]\n  : b\n", 30),
	})
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != maxProblems+1 || !strings.HasPrefix(lines[maxProblems], "and ") {
		t.Errorf("%d lines, the last one %q", len(lines), lines[len(lines)-1])
	}
}

func TestFlagErrors(t *testing.T) {
	_, err := NewLoader(source.NewMemory(nil), testRules, Flags{
		Presets: []string{"secure"}, Select: []string{"rot-user", "DL3007"}, Ignore: []string{"x"}, FailOn: "warn",
	})
	want := `--preset: there is no preset "secure"; use one of security, hygiene, cis, hadolint, all
--fail-on: "warn" is no severity; use one of critical, high, medium, low, info, never
--select: no rule is named "rot-user"; did you mean root-user?
--ignore: no rule is named "x"; see plimsoll rules`
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestDiscovery(t *testing.T) {
	files := map[string]string{
		".plimsoll.yaml":       "fail-on: low\n",
		"a/.plimsoll.yml":      "fail-on: medium\n",
		"b/.plimsoll.yaml":     "fail-on: medium\n",
		"b/.plimsoll.yml":      "fail-on: low\n",
		"c/.plimsoll.yaml/x":   "", // a folder
		"broken/.plimsoll.yml": "a: [\n",
		"other.yaml":           "fail-on: info\n",
	}
	for _, c := range []struct{ file, name, want string }{
		{"", "Dockerfile", "low (.plimsoll.yaml:1:10)"},
		{"", "./x/y/Dockerfile", "low (.plimsoll.yaml:1:10)"},
		{"", "a/Dockerfile", "medium (a/.plimsoll.yml:1:10)"},
		{"", "a/b/c/Dockerfile", "medium (a/.plimsoll.yml:1:10)"},
		{"", "/Dockerfile", "high (default)"},
		{"", "b/d/Dockerfile", "b/.plimsoll.yaml and b/.plimsoll.yml stand side by side; keep one"},
		{"", "c/Dockerfile", "settings file c/.plimsoll.yaml is a folder; mend or remove it"},
		{"", "broken/x/Dockerfile", "broken/.plimsoll.yml:2:1: list or mapping is not closed"},
		{"other.yaml", "a/Dockerfile", "info (other.yaml:1:10)"},
		{"none.yaml", "a/Dockerfile", "settings file none.yaml is missing; mend or remove it"},
	} {
		s, err := effective(t, c.name, Flags{File: c.file}, files)
		var got string
		if err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprintf("%s (%s)", s.FailOn.Value, s.FailOn.Origin)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSettingsAreSharedAndSafe(t *testing.T) {
	files := source.NewMemory(map[string]string{".plimsoll.yaml": "{}", "a/.plimsoll.yaml": ""})
	l, err := NewLoader(files, testRules, Flags{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	got := make([]*Settings, 8)
	for i := range got {
		wg.Go(func() { got[i], _ = l.Effective(fmt.Sprintf("x/%d/Dockerfile", i)) })
	}
	wg.Wait()
	for _, s := range got {
		if s == nil || s != got[0] {
			t.Fatalf("settings differ: %v", got)
		}
	}
	other, err := l.Effective("a/b")
	if err != nil {
		t.Fatal(err)
	}
	if got[0].File.Path != ".plimsoll.yaml" || other.File.Path != "a/.plimsoll.yaml" {
		t.Errorf("settings of %s and %s", got[0].File.Path, other.File.Path)
	}
}

func TestEffective(t *testing.T) {
	for _, c := range []struct {
		name    string
		content string
		flags   Flags
		want    string // the lines of the preset, fail-on and rules
	}{
		{"nothing", "", Flags{}, `
preset = security (default)
fail-on = high (default)
rules.root-user = high (preset security (default))
rules.root-user.allow = [] (default)
rules.root-user.depth = 3 (default)
rules.root-user.strict = false (default)
rules.root-user.note =  (default)
rules.moving-tag = medium (preset security (default))
rules.apt-pin = off (default)
`},
		{"a file", `
preset: [cis, hygiene]
fail-on: never
rules:
  root-user:
    severity: critical
    allow: [docker.io/library/*, a]
    depth: 7
    strict: true
  moving-tag: on
  apt-pin: off
`, Flags{}, `
preset = cis (.plimsoll.yaml:2:10)
preset = hygiene (.plimsoll.yaml:2:15)
fail-on = never (.plimsoll.yaml:3:10)
rules.root-user = critical (.plimsoll.yaml:6:15)
rules.root-user.allow = [docker.io/library/*, a] (.plimsoll.yaml:7:12)
rules.root-user.depth = 7 (.plimsoll.yaml:8:12)
rules.root-user.strict = true (.plimsoll.yaml:9:13)
rules.root-user.note =  (default)
rules.moving-tag = medium (.plimsoll.yaml:10:15)
rules.apt-pin = off (.plimsoll.yaml:11:12)
`},
		{"options alone change nothing else", "rules: {root-user: {note: x}}\npreset: hygiene\n", Flags{}, `
preset = hygiene (.plimsoll.yaml:2:9)
fail-on = high (default)
rules.root-user = off (.plimsoll.yaml:2:9)
rules.moving-tag = off (.plimsoll.yaml:2:9)
rules.apt-pin = low (preset hygiene (.plimsoll.yaml:2:9))
`},
		{"flags win", "preset: cis\nfail-on: low\nrules: {moving-tag: low, root-user: off}\n",
			Flags{Presets: []string{"all"}, Ignore: []string{"DL3008"}, FailOn: "info"}, `
preset = all (--preset)
fail-on = info (--fail-on)
rules.root-user = off (.plimsoll.yaml:3:37)
rules.moving-tag = low (.plimsoll.yaml:3:21)
rules.apt-pin = off (--ignore)
`},
		{"select", "rules: {root-user: off, moving-tag: info}\n",
			Flags{Select: []string{"DL3002", "apt-pin"}, Ignore: []string{"apt-pin"}}, `
preset = security (default)
fail-on = high (default)
rules.root-user = high (--select)
rules.root-user.allow = [] (default)
rules.root-user.depth = 3 (default)
rules.root-user.strict = false (default)
rules.root-user.note =  (default)
rules.moving-tag = off (--select)
rules.apt-pin = off (--ignore)
`},
		{"select with a preset", "", Flags{Select: []string{"apt-pin"}, Presets: []string{"cis"}}, `
preset = cis (--preset)
fail-on = high (default)
rules.root-user = high (preset cis (--preset))
rules.root-user.allow = [] (default)
rules.root-user.depth = 3 (default)
rules.root-user.strict = false (default)
rules.root-user.note =  (default)
rules.moving-tag = off (--preset)
rules.apt-pin = low (--select)
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := effective(t, "a/Dockerfile", c.flags, map[string]string{".plimsoll.yaml": c.content})
			if err != nil {
				t.Fatal(err)
			}
			got := "\n"
			for _, l := range s.Lines() {
				if l.Key != "require-reason" && l.Key != "inline-ignores" {
					got += fmt.Sprintf("%s = %s (%s)\n", l.Key, l.Value, l.Origin)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRest(t *testing.T) {
	s, err := effective(t, "d/x", Flags{NoInlineIgnores: true}, map[string]string{"d/.plimsoll.yaml": `
require-reason: true
trusted-registries: [docker.io/library/*, "ghcr.io/acme/*"]
build-args: {B: 1.10, A: "x y"}
strict-labels: true
labels: {version: semver, author: text}
paths: {exclude: [vendor/, "**/test_*.y*ml"]}
ignore:
  - {rule: root-user, path: "legacy/**", reason: moves, until: 2026-03-01}
  - {rule: root-user, reason: "all of it", until: "2026-02-28"}
  - {rule: moving-tag, path: build, reason: tools}
`})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range s.Lines() {
		if !strings.HasPrefix(l.Key, "rules.") {
			got = append(got, fmt.Sprintf("%s = %s (%s)", l.Key, l.Value, l.Origin))
		}
	}
	want := []string{
		"preset = security (default)",
		"fail-on = high (default)",
		"ignore = root-user in legacy/** until 2026-03-01 (d/.plimsoll.yaml:9:5)",
		"ignore = root-user until 2026-02-28 (d/.plimsoll.yaml:10:5)",
		"ignore = moving-tag in build (d/.plimsoll.yaml:11:5)",
		"paths.exclude = vendor/ (d/.plimsoll.yaml:7:19)",
		"paths.exclude = **/test_*.y*ml (d/.plimsoll.yaml:7:28)",
		"trusted-registries = docker.io/library/* (d/.plimsoll.yaml:3:22)",
		"trusted-registries = ghcr.io/acme/* (d/.plimsoll.yaml:3:43)",
		"labels.author = text (d/.plimsoll.yaml:6:35)",
		"labels.version = semver (d/.plimsoll.yaml:6:19)",
		"strict-labels = true (d/.plimsoll.yaml:5:16)",
		"build-args.A = x y (d/.plimsoll.yaml:4:26)",
		"build-args.B = 1.10 (d/.plimsoll.yaml:4:17)",
		"require-reason = true (d/.plimsoll.yaml:2:17)",
		"inline-ignores = false (--no-inline-ignores)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	for name, want := range map[string]string{
		"d/vendor/a/Dockerfile": "vendor/", "d/vendor": "vendor/", "d/x/vendor/a": "", "vendor/a": "",
		"d/test_a.yaml": "**/test_*.y*ml", "d/x/y/test_a.yml": "**/test_*.y*ml", "d/x/test_a.json": "", "d/x/vendored": "",
	} {
		if p, _ := s.ExcludedBy(name); p.Value != want {
			t.Errorf("%s is excluded by %q, want %q", name, p.Value, want)
		}
	}

	now := time.Date(2026, 3, 1, 23, 59, 0, 0, time.UTC)
	for _, c := range []struct{ rule, name, want string }{
		{"root-user", "d/legacy/a/Dockerfile", "moves"}, {"root-user", "d/Dockerfile", ""},
		{"moving-tag", "d/build/x/y", "tools"}, {"moving-tag", "d/builds", ""}, {"apt-pin", "d/build/x", ""},
	} {
		reason := ""
		if w := s.Waiver(c.rule, c.name, "", now); w != nil {
			reason = w.Reason
		}
		if reason != c.want {
			t.Errorf("%s in %s is waived by %q, want %q", c.rule, c.name, reason, c.want)
		}
	}
	if e := s.Expired(now); len(e) != 1 || e[0].Reason != "all of it" || e[0].Span.String() != "d/.plimsoll.yaml:10:5" {
		t.Errorf("expired: %v", e)
	}
}
