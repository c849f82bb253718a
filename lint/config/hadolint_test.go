package config

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

var hadolintRules = []Rule{
	{ID: "root-user", Aliases: []string{"DL3002"}, Severity: "medium", Presets: []string{"security", "hadolint"}},
	{ID: "moving-tag", Aliases: []string{"DL3007", "DS-0001"}, Severity: "medium", Presets: []string{"security", "hadolint"}},
	{ID: "package-unpinned", Aliases: []string{"DL3008", "DL3018"}, Severity: "info", Presets: []string{"hygiene", "hadolint"}},
	{ID: "list-a", Aliases: []string{"DL3009"}, Severity: "info", Presets: []string{"hygiene", "hadolint"}},
	{ID: "list-b", Aliases: []string{"DL3009"}, Severity: "low", Presets: []string{"hygiene", "hadolint"}},
	{ID: "missing-healthcheck", Aliases: []string{"DL3057"}, Severity: "info", Presets: []string{"hygiene"}},
	{ID: "newer-check", Aliases: []string{"DL3064"}, Severity: "high", Presets: []string{"security", "hadolint"}},
	{
		ID: "syntax-error", Aliases: []string{"DL1000"}, Severity: "high", Lasting: true,
		Presets: []string{"security", "hygiene", "cis", "hadolint"},
	},
	{ID: "host-pid", Severity: "high", Presets: []string{"security"}},
	{ID: "shell-fault", Codes: "SC", Severity: "low", Presets: []string{"hadolint"}, Options: []Option{{IgnoredCodes, []string{}, "Codes."}}},
}

func hadolint(t *testing.T, flags Flags, files map[string]string) (*Settings, error) {
	t.Helper()
	l, err := NewLoader(source.NewMemory(files), hadolintRules, flags)
	if err != nil {
		t.Fatal(err)
	}
	return l.Effective("a/Dockerfile")
}

// lines shows settings without those that are at their defaults or off without anybody's word.
func lines(s *Settings) string {
	got := "\n"
	for _, l := range s.Lines() {
		if l.Value == Off && l.Origin.Span.IsZero() || l.Origin == (Origin{}) {
			continue
		}
		got += fmt.Sprintf("%s = %s (%s)\n", l.Key, l.Value, l.Origin)
	}
	for _, n := range s.Notes {
		got += fmt.Sprintf("%s: %s\n", n.Span, n.Message)
	}
	return got
}

const holds = ".hadolint.yaml:1:1: these settings hold, so hadolint's checks run beside those for security; " +
	"for others give --preset, or make a .plimsoll.yaml by plimsoll config import\n"

func TestHadolint(t *testing.T) {
	for _, c := range []struct {
		name, content string
		flags         Flags
		want          string
	}{
		{"empty", "", Flags{}, `
preset = security (.hadolint.yaml)
preset = hadolint (.hadolint.yaml)
fail-on = low (.hadolint.yaml)
rules.root-user = medium (preset security (.hadolint.yaml))
rules.moving-tag = medium (preset security (.hadolint.yaml))
rules.package-unpinned = medium (preset hadolint (.hadolint.yaml))
rules.list-a = low (preset hadolint (.hadolint.yaml))
rules.list-b = low (preset hadolint (.hadolint.yaml))
rules.newer-check = high (preset security (.hadolint.yaml))
rules.syntax-error = high (preset security (.hadolint.yaml))
rules.host-pid = high (preset security (.hadolint.yaml))
rules.shell-fault = low (preset hadolint (.hadolint.yaml))
` + holds},
		{"all of it", `ignored:
  - DL3007
  - DL3009
  - SC2086
  - SC2046
failure-threshold: warning
override:
  error: [DL3008, DL3009]
  info:
    - DL3002
  style: [DL3057, DL3002]
trustedRegistries: [docker.io, "my.example:500", "*.gcr.io"]
label-schema:
  author: text
  note: rawText
  version: semver
strict-labels: true
disable-ignore-pragma: true
format: sarif
no-color: true
no-fail: false
verbose:
`, Flags{}, `
preset = security (.hadolint.yaml)
preset = hadolint (.hadolint.yaml)
fail-on = medium (.hadolint.yaml:6:20)
trusted-registries = docker.io/** (.hadolint.yaml:12:21)
trusted-registries = my.example:500/** (.hadolint.yaml:12:32)
trusted-registries = *.gcr.io/** (.hadolint.yaml:12:50)
labels.author = text (.hadolint.yaml:14:11)
labels.note = text (.hadolint.yaml:15:9)
labels.version = semver (.hadolint.yaml:16:12)
strict-labels = true (.hadolint.yaml:17:16)
inline-ignores = false (.hadolint.yaml:18:24)
rules.root-user = low (.hadolint.yaml:10:7)
rules.moving-tag = off (.hadolint.yaml:2:5)
rules.package-unpinned = high (.hadolint.yaml:8:11)
rules.list-a = off (.hadolint.yaml:3:5)
rules.list-b = off (.hadolint.yaml:3:5)
rules.missing-healthcheck = info (.hadolint.yaml:11:11)
rules.newer-check = high (preset security (.hadolint.yaml))
rules.syntax-error = high (preset security (.hadolint.yaml))
rules.host-pid = high (preset security (.hadolint.yaml))
rules.shell-fault = low (preset hadolint (.hadolint.yaml))
rules.shell-fault.ignored-codes = [SC2086, SC2046] (.hadolint.yaml:4:5)
` + holds},
		{"what cannot be followed", `ignored: [DL1000, DL3018, "hadolint/DL3007"]
override: {error: [DL1000, DL3998, SC2046], fatal: [DL3002]}
trustedRegistries: ["*corp", acme, ghcr.io/acme/]
no-fail: true
failure-threshold: error
inline: true
`, Flags{Presets: []string{"security"}}, `
preset = security (--preset)
fail-on = never (.hadolint.yaml:4:10)
trusted-registries = ghcr.io/acme/** (.hadolint.yaml:3:36)
rules.root-user = medium (preset security (--preset))
rules.moving-tag = off (.hadolint.yaml:1:27)
rules.package-unpinned = off (.hadolint.yaml:1:19)
rules.newer-check = high (preset security (--preset))
rules.syntax-error = high (preset security (--preset))
rules.host-pid = high (preset security (--preset))
.hadolint.yaml:1:11: DL1000 does not change syntax-error: what a build refuses is reported in any case
.hadolint.yaml:1:19: DL3018 switches off package-unpinned, which also is DL3008
.hadolint.yaml:2:20: DL1000 does not change syntax-error: what a build refuses is reported in any case
.hadolint.yaml:2:28: "DL3998" is the id of no rule here, so nothing is reported as error
.hadolint.yaml:2:45: "fatal" is no severity of hadolint, so nothing comes of it
.hadolint.yaml:3:21: "*corp" has no equal here, so its images are reported; see trusted-registries
.hadolint.yaml:3:30: "acme" has no equal here, so its images are reported; see trusted-registries
.hadolint.yaml:6:1: "inline" is no setting of hadolint, so nothing comes of it
`},
		{"other presets have a gate of their own", "", Flags{Presets: []string{"hygiene", "hadolint"}}, `
preset = hygiene (--preset)
preset = hadolint (--preset)
rules.root-user = medium (preset hadolint (--preset))
rules.moving-tag = medium (preset hadolint (--preset))
rules.package-unpinned = info (preset hygiene (--preset))
rules.list-a = info (preset hygiene (--preset))
rules.list-b = low (preset hygiene (--preset))
rules.missing-healthcheck = info (preset hygiene (--preset))
rules.newer-check = high (preset hadolint (--preset))
rules.syntax-error = high (preset hygiene (--preset))
rules.shell-fault = low (preset hadolint (--preset))
`},
		{"no-fail goes first, wherever it stands", "failure-threshold: none\nno-fail: true\n", Flags{Select: []string{"host-pid"}}, `
preset = security (.hadolint.yaml)
preset = hadolint (.hadolint.yaml)
fail-on = never (.hadolint.yaml:2:10)
rules.host-pid = high (--select)
`},
		{"the preset alone", "ignored: [DL3007, SC2086]\n", Flags{Presets: []string{"hadolint"}, Ignore: []string{"SC2046"}}, `
preset = hadolint (--preset)
fail-on = low (.hadolint.yaml)
rules.root-user = medium (preset hadolint (--preset))
rules.moving-tag = off (.hadolint.yaml:1:11)
rules.package-unpinned = medium (preset hadolint (--preset))
rules.list-a = low (preset hadolint (--preset))
rules.list-b = low (preset hadolint (--preset))
rules.newer-check = high (preset hadolint (--preset))
rules.syntax-error = high (preset hadolint (--preset))
rules.shell-fault = low (preset hadolint (--preset))
rules.shell-fault.ignored-codes = [SC2086, SC2046] (--ignore)
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := hadolint(t, c.flags, map[string]string{".hadolint.yaml": c.content})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, lines(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHadolintErrors(t *testing.T) {
	for content, want := range map[string]string{
		"ignored: DL3008\n":           `.hadolint.yaml:1:10: ignored wants a list; begin each item with a dash`,
		"ignored: [3008]\n":           `.hadolint.yaml:1:11: ignored wants a text; put one in quotes`,
		"override: [a]\n":             `.hadolint.yaml:1:11: override wants lists of ids, as in error: [DL3002]`,
		"override: {error: a}\n":      `.hadolint.yaml:1:19: error wants a list; begin each item with a dash`,
		"failure-threshold: high\n":   `.hadolint.yaml:1:20: failure-threshold wants one of error, warning, info, style, ignore, none`,
		"label-schema: [a]\n":         `.hadolint.yaml:1:15: label-schema wants pairs of NAME: type`,
		"label-schema: {a: uri, b: }": ".hadolint.yaml:1:19: label-schema.a wants one of rawText, text, url, rfc3339, spdx, semver, hash, email\n" + `.hadolint.yaml:1:24: label-schema.b wants one of rawText, text, url, rfc3339, spdx, semver, hash, email`,
		"strict-labels: 1\n":          `.hadolint.yaml:1:16: strict-labels wants true or false`,
		"no-fail: x\n":                `.hadolint.yaml:1:10: no-fail wants true or false`,
		"- a\n":                       `.hadolint.yaml:1:1: settings are wanted here, as in failure-threshold: warning`,
		"a: [\n":                      `.hadolint.yaml:2:1: list or mapping is not closed`,
		"a: &x {}\n<<: *x\n":          `.hadolint.yaml:2:1: merge keys do not work here; write the settings out`,
	} {
		_, err := hadolint(t, Flags{}, map[string]string{".hadolint.yaml": content})
		var broken *Error
		if !errors.As(err, &broken) {
			t.Errorf("%q: no error", content)
		} else if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%q: %s", content, diff)
		}
	}
}

func TestHadolintIsFound(t *testing.T) {
	for _, c := range []struct {
		name  string
		flags Flags
		files []string
		want  string
	}{
		{"beside", Flags{}, []string{"a/.hadolint.yaml"}, "a/.hadolint.yaml"},
		{"above", Flags{}, []string{".hadolint.yml"}, ".hadolint.yml"},
		{"the nearest", Flags{}, []string{".hadolint.yaml", "a/.hadolint.yml"}, "a/.hadolint.yml"},
		{"hadolint's own order", Flags{}, []string{"a/.hadolint.yml", "a/.hadolint.yaml"}, "a/.hadolint.yaml"},
		{"ours goes first", Flags{}, []string{"a/.hadolint.yaml", ".plimsoll.yml"}, ".plimsoll.yml"},
		{"given", Flags{File: "b/.hadolint.yaml"}, []string{"b/.hadolint.yaml", ".plimsoll.yml"}, "b/.hadolint.yaml"},
		{"elsewhere", Flags{}, []string{"b/.hadolint.yaml"}, ""},
	} {
		files := map[string]string{}
		for _, f := range c.files {
			files[f] = ""
		}
		s, err := hadolint(t, c.flags, files)
		got := ""
		if err != nil {
			got = err.Error()
		} else if s.File != nil {
			got = s.File.Path
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestThresholdOfThePresetAlone(t *testing.T) {
	for _, c := range []struct {
		flags   Flags
		content string
		want    string
	}{
		{Flags{Presets: []string{"hadolint"}}, "", "info (preset hadolint)"},
		{Flags{}, "preset: hadolint\n", "info (preset hadolint)"},
		{Flags{}, "preset: [hadolint, security]\n", "high (default)"},
		{Flags{}, "preset: hadolint\nfail-on: high\n", "high (.plimsoll.yaml:2:10)"},
		{Flags{Presets: []string{"hadolint"}, FailOn: "low"}, "", "low (--fail-on)"},
	} {
		s, err := hadolint(t, c.flags, map[string]string{".plimsoll.yaml": c.content})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%s (%s)", s.FailOn.Value, s.FailOn.Origin); got != c.want {
			t.Errorf("%v %q: %s, want %s", c.flags, c.content, got, c.want)
		}
	}
}

func TestTrustedByHadolint(t *testing.T) {
	for registry, want := range map[string]string{
		"*": "**", "docker.io": "docker.io/**", "hub.docker.com": "docker.io/**", "a.io/": "a.io/**", "localhost": "localhost/**",
		"a.io:5000": "a.io:5000/**", "*.a.io": "*.a.io/**", "a.*": "a.*/**", "a.io/team": "a.io/team/**",
		"": "", "/": "", "acme": "", "*corp.io": "", "a.io*": "", "a b.io": "", "a..io": "a..io/**", "https://a.io": "",
	} {
		if got := trustedByHadolint(registry); got != want {
			t.Errorf("%q becomes %q, want %q", registry, got, want)
		}
	}
}

func TestImport(t *testing.T) {
	content := []byte(`ignored: [DL3007, SC2086, 'DL1000', "DL\n3"]
override: {info: [DL3057]}
no-fail: true
disable-ignore-pragma: true
trustedRegistries: [docker.io, "*.a.io"]
label-schema: {"on": text, author: email, "a: b\n#": url}
`)
	got, err := Import(source.New(".hadolint.yaml", content), hadolintRules)
	if err != nil {
		t.Fatal(err)
	}
	want := `# Made of .hadolint.yaml by plimsoll config import.
preset: [security, hadolint]
fail-on: never  # line 3
inline-ignores: false  # line 4
rules:
  moving-tag: off  # DL3007, line 1
  missing-healthcheck: low  # DL3057, line 2
  shell-fault: {ignored-codes: [SC2086]}  # line 1
  # What hadolint takes for an error, a warning, info or style. Without these lines the severities of plimsoll hold.
  package-unpinned: medium  # warning
  list-a: low  # info
trusted-registries:
  - docker.io/**  # line 5
  - "*.a.io/**"  # line 5
labels:
  "a: b\n#": url
  author: email
  "on": text
# Not carried over to the letter:
# - line 1: DL1000 does not change syntax-error: what a build refuses is reported in any case
# - line 1: "DL\n3" is the id of no rule here
# - line 5: "*.a.io" becomes *.a.io/**, where * is one part of a name between dots
`
	if diff := cmp.Diff(want, strings.ReplaceAll(got, "\n\n", "\n")); diff != "" {
		t.Error(diff)
	}
	checkImport(t, got, content)
	_, err = Import(source.New(".hadolint.yaml", []byte("ignored: a\n")), hadolintRules)
	if err == nil || err.Error() != ".hadolint.yaml:1:10: ignored wants a list; begin each item with a dash" {
		t.Errorf("error %v", err)
	}
}

// same shows what settings come to, wherever it stands.
func same(s *Settings) (out []string) {
	for _, l := range s.Lines() {
		out = append(out, l.Key+" = "+l.Value)
	}
	return out
}

// checkImport holds an import to its promise.
func checkImport(t *testing.T, imported string, content []byte) {
	t.Helper()
	src := source.New(Names[0], []byte(imported))
	doc, problems := parse(src, hadolintRules)
	if len(problems) > 0 {
		t.Fatalf("%q becomes\n%s\n%v", content, imported, (&Error{problems}).Error())
	}
	was := source.New(HadolintNames[0], content)
	before, _ := parse(was, hadolintRules)
	a := newSettings(was, before, hadolintRules, Flags{})
	b := newSettings(src, doc, hadolintRules, Flags{})
	if diff := cmp.Diff(same(a), same(b)); diff != "" {
		t.Fatalf("%q becomes\n%s\n%s", content, imported, diff)
	}
}

func FuzzHadolint(f *testing.F) {
	for _, seed := range []string{
		"",
		"ignored: [DL3007, SC2086, DL1000, DL3009, x]\n",
		"override: {error: [DL3002], warning: [DL3009], info: [DL3057], style: [DL3008]}\nfailure-threshold: error\n",
		"trustedRegistries: [docker.io, '*', '*.a.io', 'a.io:5000', 'b*']\nno-fail: true\n",
		"label-schema: {a: url, 'b: c': rawText, on: text}\nstrict-labels: true\ndisable-ignore-pragma: true\n",
		"format: json\nno-color: true\nverbose: true\nfoo: bar\n<<: {}\n? [a]\n: b\n",
	} {
		f.Add([]byte(seed))
	}
	settings := func(name string) bool { return slices.Contains(HadolintNames[:], path.Base(name)) }
	for _, content := range fixture.Files(f, settings) {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		src := source.New(HadolintNames[0], content)
		doc, problems := parse(src, hadolintRules)
		broken := len(problems) > 0
		problems = append(problems, doc.hadolint.notesFor(true)...)
		for _, p := range problems {
			if p.Span.File == nil || p.Span.End > len(p.Span.File.Content) || p.Message == "" {
				t.Fatalf("%q has no place: %v", p.Message, p.Span)
			}
		}
		imported, err := Import(src, hadolintRules)
		if (err != nil) != broken {
			t.Fatalf("error %v, problems %v", err, problems)
		}
		if err == nil && len(content) < 1000 { // a key of YAML that stands on one line ends there
			checkImport(t, imported, content)
		}
	})
}
