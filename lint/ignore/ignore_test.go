package ignore

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

var testRules = []Rule{
	{ID: "root-user", Aliases: []string{"DL3002", "DS-0002", "CKV_DOCKER_3"}},
	{ID: "moving-tag", Aliases: []string{"DL3007", "DS-0001"}},
	{ID: "untagged", Aliases: []string{"DL3006"}},
	{ID: "secret-in-env", Aliases: []string{"SecretsUsedInArgOrEnv", "DS-0031"}},
	{ID: "privileged"},
	{ID: "script", Codes: "SC"},
}

func document(f *source.File) Document {
	if strings.HasSuffix(f.Path, ".yaml") {
		return FromYAML(tree.Parse(f, tree.Limits{}))
	}
	return FromDockerfile(dockerfile.Parse(f))
}

// find returns where a text stands; "x@2" is the second x.
func find(f *source.File, text string) source.Span {
	text, nth, _ := strings.Cut(text, "@")
	at := strings.Index(string(f.Content), text)
	if nth == "2" {
		at += 1 + strings.Index(string(f.Content[at+1:]), text)
	}
	if at < 0 {
		panic("no " + text)
	}
	return f.Span(at, at+len(text))
}

func TestMatch(t *testing.T) {
	type finding struct {
		rule, at string // where it begins: a text, with "@2" the second time that it stands there
		line     int    // of the directive that silences it, the opening line of the literal being the first; 0 for none
	}
	for _, c := range []struct {
		name, path, content string
		findings            []finding
	}{
		{"next instruction, blank lines between", "Dockerfile", `
FROM a
# plimsoll:ignore=root-user -- init drops it

# prose

USER root
USER 0
`, []finding{
			{"root-user", "USER root", 3}, {"root-user", "root\nUSER", 3}, {"root-user", "USER 0", 0},
			{"root-user", "FROM", 0}, {"untagged", "USER root", 0},
		}},
		{"several rules, an alias, blanks", "Dockerfile", `
#  plimsoll:ignore = DL3006 ,moving-tag--
FROM a
# Plimsoll:Ignore=DL3006, moving-tag
FROM b
`, []finding{
			{"untagged", "a\n", 2}, {"moving-tag", "a\n", 0}, {"moving-tag", "b\n", 4},
		}},
		{"inside an instruction", "Dockerfile", `
FROM a
RUN x \
# plimsoll:ignore=root-user
 y
RUN z
`, []finding{
			{"root-user", "x", 4}, {"root-user", "y", 4}, {"root-user", "z", 0},
		}},
		{"stage whose FROM follows, stage around, file", "Dockerfile", `
# plimsoll:ignore-stage=root-user
ARG x
FROM a
USER 0
# plimsoll:ignore-stage=untagged
FROM b
RUN 1
# plimsoll:ignore-stage=moving-tag
USER 1
FROM c
# plimsoll:ignore-file=privileged
`, []finding{
			{"root-user", "USER 0", 2}, {"root-user", "USER 1", 0}, {"untagged", "FROM a", 0}, {"untagged", "b\n", 6},
			{"untagged", "c\n", 0}, {"moving-tag", "FROM b", 9}, {"moving-tag", "FROM c", 0},
			{"privileged", "ARG", 12},
		}},
		{"narrowest first", "Dockerfile", `
# plimsoll:ignore-file=root-user
# plimsoll:ignore-stage=root-user
FROM a
# plimsoll:ignore=root-user
USER 0
RUN x
`, []finding{
			{"root-user", "USER", 5}, {"root-user", "RUN", 3},
		}},
		{"expiry", "Dockerfile", `
# plimsoll:ignore=untagged -- soon until=2026-03-01
FROM a
# plimsoll:ignore=untagged until=2026-02-28 -- x
FROM b
# plimsoll:ignore=untagged until=2026-13-01
FROM c
`, []finding{
			{"untagged", "FROM a", 2}, {"untagged", "FROM b", 0}, {"untagged", "FROM c", 0},
		}},
		{"hadolint, only the line below", "Dockerfile", `
# hadolint ignore=DL3006,DL3007 # why
FROM a
# hadolint ignore=DL3006

FROM b
#hadolint ignore = DL3006 , SC1
FROM c
# hadolint ignore=DL3006 why
FROM d
# hadolint ignore=DL3006
# hadolint ignore=DL3007
FROM e
## hadolint ignore=DL3006
FROM f
# hadolint ignore=untagged
FROM g
`, []finding{
			{"untagged", "a\n", 2}, {"moving-tag", "FROM a", 2}, {"untagged", "FROM b", 0}, {"untagged", "FROM c", 7},
			{"untagged", "FROM d", 0}, {"untagged", "FROM e", 0}, {"moving-tag", "FROM e", 12},
			{"untagged", "FROM f", 0}, {"untagged", "FROM g", 0},
		}},
		{"hadolint global and stage", "Dockerfile", `
# hadolint stage ignore=DL3002
FROM a
USER 0
FROM b
# hadolint stage ignore=DL3007
USER 1
# hadolint global ignore=DL3006
`, []finding{
			{"root-user", "USER 0", 2}, {"root-user", "USER 1", 0}, {"moving-tag", "FROM b", 0},
			{"untagged", "FROM a", 8},
		}},
		{"BuildKit, the whole file", "Dockerfile", `
# syntax=docker/dockerfile:1
#check=error=true;skip=SecretsUsedInArgOrEnv
FROM a
ENV b
`, []finding{
			{"secret-in-env", "b\n", 3},
		}},
		{"BuildKit, no parser directive any more", "Dockerfile", `
# prose
# check=skip=SecretsUsedInArgOrEnv // why
FROM a
ENV b
`, []finding{
			{"secret-in-env", "ENV", 0}, {"secret-in-env", "FROM", 3},
		}},
		{"BuildKit, one instruction", "Dockerfile", `
FROM a
# check=skip=SecretsUsedInArgOrEnv // why

ENV b
ENV c
# check=skip=SecretsUsedInArgOrEnv
#
ENV d
# check=skip=all
ENV e
  # check=skip=all
ENV f
# check=error=true
# check=skip=all
ENV g
# check=skip=secretsusedinargorenv
ENV h
# check=skip=all;colour=1
ENV i
`, []finding{
			{"secret-in-env", "ENV b", 3}, {"secret-in-env", "ENV c", 0}, {"secret-in-env", "ENV d", 0},
			{"secret-in-env", "ENV e", 10}, {"untagged", "ENV e", 0}, {"secret-in-env", "ENV f", 0},
			{"secret-in-env", "ENV g", 0}, {"secret-in-env", "ENV h", 0}, {"secret-in-env", "ENV i", 0},
		}},
		{"Trivy, stacked lines, spellings, wildcards, expiry", "Dockerfile", `
#trivy:ignore:DS-0002
#trivy:ignore:AVD-DS-0001 because
FROM a
# tfsec:ignore:ds002 trivy:ignore:DS*
FROM b
#trivy:ignore:DS-0001

FROM c
#trivy:ignore:DS-0001:exp:2026-03-01
FROM d
#trivy:ignore:DS-0001:exp:2026-03-02
FROM e
#trivy:ignore:*
FROM f
`, []finding{
			{"root-user", "FROM a", 2}, {"moving-tag", "FROM a", 3}, {"root-user", "FROM b", 5},
			{"secret-in-env", "FROM b", 5}, {"untagged", "FROM b", 0}, {"moving-tag", "FROM c", 0},
			{"moving-tag", "FROM d", 0}, {"moving-tag", "FROM e", 12}, {"untagged", "FROM f", 0},
		}},
		{"Checkov, the whole file", "Dockerfile", `
FROM a
USER 0
# see ticket checkov:skip=CKV_DOCKER_2,CKV_DOCKER_3:drops later
`, []finding{
			{"root-user", "USER", 4}, {"untagged", "FROM", 0},
		}},
		{"YAML, key and all below", "compose.yaml", `
services:
  # plimsoll:ignore=root-user -- dev

  # prose
  web:
    image: a
    ports:
      - x: 1
  db:
    image: b
`, []finding{
			{"root-user", "web", 3}, {"root-user", "image: a", 3}, {"root-user", "x: 1", 3}, {"root-user", "db", 0},
			{"root-user", "services", 0},
		}},
		{"YAML, items", "compose.yaml", `
v:
  # plimsoll:ignore=root-user
  - type: bind
    source: /a
  - type: bind
    # plimsoll:ignore=root-user
    source: /b
    target: c
`, []finding{
			{"root-user", "/a", 3}, {"root-user", "type", 3}, {"root-user", "type@2", 0}, {"root-user", "/b", 7},
			{"root-user", "target", 0},
		}},
		{"YAML, same line", "compose.yaml", `
a: 1 # plimsoll:ignore=root-user
b: 2
c: # plimsoll:ignore=privileged
  - d
  - e # plimsoll:ignore=untagged
  - f
g: x#plimsoll:ignore=untagged
`, []finding{
			{"root-user", "a", 2}, {"root-user", "1", 2}, {"root-user", "b", 0}, {"privileged", "d\n", 4},
			{"privileged", "g: x", 0}, {"untagged", "e #", 6}, {"untagged", "f\n", 0}, {"untagged", "g: x", 0},
		}},
		{"YAML, a value on its own line, file, and others' comments", "compose.yaml", `
a:
  # plimsoll:ignore=root-user
  1
b: 2
# plimsoll:ignore-file=untagged
# hadolint global ignore=DL3007
# trivy:ignore:DS-0031
c: 3
d: 4
`, []finding{
			{"root-user", "a:", 3}, {"root-user", "b", 0}, {"untagged", "a:", 6}, {"moving-tag", "c: 3", 0},
			{"secret-in-env", "c: 3", 8}, {"secret-in-env", "d: 4", 0},
		}},
		{"CRLF and a byte-order mark", "Dockerfile", "\n\xef\xbb\xbf# plimsoll:ignore=untagged -- x\r\nFROM a\r\n" +
			"# hadolint ignore=DL3006\r\nFROM b\r\n", []finding{{"untagged", "FROM a", 2}, {"untagged", "FROM b", 4}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := source.New(c.path, []byte(c.content[1:]))
			set := NewSet(testRules, Options{Now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)})
			set.Add(document(f))
			for _, want := range c.findings {
				got := 0
				if d := set.Match(want.rule, find(f, want.at)); d != nil {
					got = d.Span.Position().Line + 1
				}
				if got != want.line {
					t.Errorf("%s at %q: silenced from line %d, want %d", want.rule, want.at, got, want.line)
				}
			}
		})
	}
}

// TestRequireUntil: a comment without a last day silences nothing where one is asked for.
func TestRequireUntil(t *testing.T) {
	f := source.New("Dockerfile", []byte("# plimsoll:ignore=untagged -- y\nFROM a\n# plimsoll:ignore=untagged -- y until=2026-03-01\nFROM b\n"))
	set := NewSet(testRules, Options{Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), RequireUntil: true})
	set.Add(document(f))
	if d := set.Match("untagged", find(f, "FROM a")); d != nil {
		t.Errorf("%s silences", d.Span.Bytes())
	}
	if set.Match("untagged", find(f, "FROM b")) == nil {
		t.Error("the comment with a last day does not silence")
	}
	problems := set.Problems(func(string) bool { return true })
	if len(problems) != 1 || problems[0].Kind != Endless || problems[0].Message != "has no last day, so nothing is ignored; add until=2026-12-31" {
		t.Errorf("problems: %v", problems)
	}
}

func TestProblems(t *testing.T) {
	kinds := [...]string{"malformed", "unknown", "unexplained", "expired", "unused", "endless"}
	for _, c := range []struct {
		name, path, content string
		reason              bool
		match               string   // a rule whose finding stands on the FROM
		want                []string // kind line:column bytes: message
	}{
		{"no rule", "Dockerfile", "# plimsoll:ignore\nFROM a\n", false, "", []string{
			"malformed 1:3 plimsoll:ignore: names no rule; write plimsoll:ignore=RULE -- reason"}},
		{"no rule behind =", "Dockerfile", "# plimsoll:ignore= -- why\nFROM a\n", false, "", []string{
			"malformed 1:3 plimsoll:ignore=: names no rule; write plimsoll:ignore=RULE -- reason"}},
		{"no equals sign", "Dockerfile", "# plimsoll:ignore-file root-user\nFROM a\n", false, "", []string{
			`malformed 1:3 plimsoll:ignore-file: "=" is missing before the rules; write plimsoll:ignore=RULE -- reason`}},
		{"no such directive", "Dockerfile", "# plimsoll:ignore-line=root-user\nFROM a\n", false, "", []string{
			"malformed 1:3 plimsoll:ignore-line: no such directive; use plimsoll:ignore=, ignore-stage= or ignore-file="}},
		{"another tool's form", "Dockerfile",
			"# plimsoll global ignore=root-user\n# plimsoll: ignore=x\n# plimsoll ignores this\nFROM a\n",
			false, "", []string{
				"malformed 1:3 plimsoll global ignore: " +
					"not understood, so nothing is ignored; write plimsoll:ignore=RULE -- reason",
				"malformed 2:3 plimsoll: ignore: not understood, so nothing is ignored; write plimsoll:ignore=RULE -- reason"}},
		{"unknown and near", "Dockerfile", "# plimsoll:ignore=rot-user,x -- y\nFROM a\n", false, "", []string{
			"unknown 1:19 rot-user: " +
				"no rule is named rot-user; did you mean root-user?", "unknown 1:28 x: no rule is named x"}},
		{"no wildcard", "Dockerfile", "# plimsoll:ignore=* -- y\nFROM a\n", false, "", []string{
			"unknown 1:19 *: rules are ignored by name; there is no *"}},
		{"comma, reason, date", "Dockerfile",
			"# plimsoll:ignore=untagged, because of until=2026\nFROM a\n", false, "", []string{
				"unknown 1:29 because: no rule is named because",
				`malformed 1:37 of until=2026: put "--" between the rules and the reason`,
				"malformed 1:40 until=2026: not a date, so nothing is ignored; write until=2026-12-31"}},
		{"dangling comma", "Dockerfile", "# plimsoll:ignore=untagged, -- y\nFROM a\n", false, "untagged", []string{
			"malformed 1:27 ,: no rule stands behind this comma"}},
		{"expired", "Dockerfile",
			"# plimsoll:ignore=untagged -- a until=2026-02-28 b\nFROM a\n", false, "untagged", []string{
				"expired 1:33 until=2026-02-28: is over, so nothing is ignored; mend the finding or renew the date"}},
		{"unused, by rule", "Dockerfile",
			"# plimsoll:ignore=untagged,moving-tag -- y\nFROM a\n", false, "moving-tag", []string{
				"unused 1:19 untagged: ignoring untagged silences nothing; remove it"}},
		{"unused, no place", "Dockerfile", "FROM a\n# plimsoll:ignore=untagged -- y\n", false, "untagged", []string{
			"unused 2:19 untagged: ignoring untagged covers nothing here; move it above what it is about"}},
		{"rules that did not run, others' rules", "Dockerfile",
			"# plimsoll:ignore=privileged -- y\n# hadolint global ignore=DL9999\n" +
				"#trivy:ignore:DS-0099\n#checkov:skip=CKV_X:y\n# check=skip=Foo\nFROM a\n",
			false, "", nil},
		{"others' unused", "Dockerfile", "# hadolint ignore=DL3006\n\nFROM a\n", false, "untagged", []string{
			"unused 1:19 DL3006: ignoring DL3006 covers nothing here; hadolint wants it on the line above the instruction"}},
		{"hadolint drops it", "Dockerfile", "# hadolint ignore=DL3006 why\nFROM a\n", false, "untagged", []string{
			"malformed 1:26 why: hadolint skips this comment; write ignore=DL3006,SC2086 # reason"}},
		{"reasons", "Dockerfile",
			"# plimsoll:ignore=untagged\n# check=skip=SecretsUsedInArgOrEnv // y\n#trivy:ignore:DS-0031\nFROM a\n",
			true, "secret-in-env", []string{
				"unexplained 1:1 # plimsoll:ignore=untagged: " +
					"gives no reason, so nothing is ignored; write plimsoll:ignore=RULE -- reason",
				"unexplained 3:2 trivy:ignore:DS-0031: " +
					"gives no reason, so nothing is ignored; write the reason behind the id"}},
		{"stage in YAML", "compose.yaml", "# plimsoll:ignore-stage=untagged -- y\nweb: 1\n", false, "", []string{
			"malformed 1:1 # plimsoll:ignore-stage=untagged -- y: " +
				"YAML has no stages; write plimsoll:ignore= above the service's key"}},
		{"trivy date", "Dockerfile", "#trivy:ignore:DS-0031:exp:soon\nFROM a\n", false, "", []string{
			"malformed 1:23 exp:soon: not a date, so nothing is ignored; write exp:2026-12-31"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := source.New(c.path, []byte(c.content))
			set := NewSet(testRules, Options{Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), RequireReason: c.reason})
			set.Add(document(f))
			if c.match != "" {
				set.Match(c.match, find(f, "FROM"))
			}
			var got []string
			for _, p := range set.Problems(func(rule string) bool { return rule != "privileged" }) {
				at := p.Span.Position()
				got = append(got, fmt.Sprintf("%s %d:%d %s: %s", kinds[p.Kind], at.Line, at.Column, p.Span.Bytes(), p.Message))
				if len(p.Message) >= 100 {
					t.Errorf("the message is long: %s", p.Message)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
