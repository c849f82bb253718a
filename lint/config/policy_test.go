package config

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestUnderPolicy holds each way of weakening a policy to what comes of it: the effective lines that are asked for, and the notes.
func TestUnderPolicy(t *testing.T) {
	for _, c := range []struct {
		name, policy, file, content string
		flags                       Flags
		want                        map[string]string // the value of a key, with its origin
		notes                       []string
	}{
		{
			name: "raising is no weakening", policy: "locked: [moving-tag]\n", content: "rules: {moving-tag: high}\n",
			want: map[string]string{"rules.moving-tag": "high (.plimsoll.yaml:1:21)", "fail-on": "high (default)"},
		},
		{
			name: "a rule of no preset", policy: "locked: [apt-pin]\n",
			want: map[string]string{"rules.apt-pin": "low (policy p.yaml:1:10)", "rules.moving-tag": "medium (preset security (default))"},
		},
		{
			name: "hadolint's settings", policy: "locked: [moving-tag]\n", file: ".hadolint.yaml", content: "ignored: [DL3007]\nno-fail: true\n",
			want:  map[string]string{"rules.moving-tag": "medium (policy p.yaml:1:10)", "fail-on": "high (policy)"},
			notes: []string{"would switch off moving-tag, which is locked", "would fail no run"},
		},
		{
			name: "options", policy: "locked: [root-user]\nrules: {root-user: {severity: high, depth: 5}}\n", content: "rules: {root-user: {allow: [a], depth: 9}}\n",
			want:  map[string]string{"rules.root-user.allow": "[] (default)", "rules.root-user.depth": "5 (policy p.yaml:2:44)"},
			notes: []string{"would set allow of root-user, which is locked", "would set depth of root-user, which is locked"},
		},
		{
			name: "what is not locked is a default", policy: "rules: {moving-tag: off, apt-pin: high, root-user: low}\n", content: "rules: {root-user: info}\n",
			want: map[string]string{
				"rules.moving-tag": "off (policy p.yaml:1:21)", "rules.apt-pin": "high (policy p.yaml:1:35)", "rules.root-user": "info (.plimsoll.yaml:1:20)",
				"fail-on": "high (default)",
			},
		},
		{
			name: "presets that must run", policy: "preset: security\n", content: "preset: hygiene\nrules: {root-user: off}\n", flags: Flags{Select: []string{"apt-pin"}},
			want: map[string]string{"rules.moving-tag": "medium (policy p.yaml:1:9)", "rules.apt-pin": "low (--select)"},
		},
		{
			name: "exclusions that are let", policy: "locked: [moving-tag]\nexclusions: true\npaths: {exclude: [x]}\n", content: "paths: {exclude: [vendor]}\n",
			want: map[string]string{"paths.exclude": "x (policy p.yaml:3:19)"}, // the last of them
		},
		{
			name: "labels, arguments, comments", policy: "labels: {a: text}\nstrict-labels: true\nbuild-args: {A: x}\nrequire-reason: true\nrequire-until: true\n",
			content: "labels: {a: url, b: text}\nbuild-args: {A: y}\nrequire-until: false\n",
			want: map[string]string{
				"labels.a": "text (policy p.yaml:1:13)", "labels.b": "text (.plimsoll.yaml:1:21)", "strict-labels": "true (policy p.yaml:2:16)",
				"build-args.A": "y (.plimsoll.yaml:2:17)", "require-reason": "true (policy p.yaml:4:17)", "require-until": "true (policy p.yaml:5:16)",
			},
			notes: []string{"would make the label a a url", "would let findings be ignored for ever"},
		},
		{
			name: "waivers", policy: "locked: [moving-tag]\nrequire-owner: true\nignore: [{rule: root-user, owner: a, path: d}, {rule: apt-pin, owner: a, until: 2026-01-01}]\n",
			content: "ignore:\n- rule: moving-tag\n  owner: b\n- rule: root-user\n- rule: apt-pin\n  owner: b\n",
			want:    map[string]string{"ignore": "apt-pin until 2026-01-01 (policy p.yaml:3:48)"},
			notes: []string{
				"would accept findings of moving-tag, which is locked", "would accept findings without an owner",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			policy, err := ParsePolicy(source.New("p.yaml", []byte(c.policy)), testRules)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			if c.content != "" {
				name := c.file
				if name == "" {
					name = Names[0]
				}
				files[name] = c.content
			}
			c.flags.Policy = policy
			l, err := NewLoader(source.NewMemory(files), testRules, c.flags)
			if err != nil {
				t.Fatal(err)
			}
			s, err := l.Effective("d/Dockerfile")
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, line := range s.Lines() {
				if _, ok := c.want[line.Key]; ok {
					got[line.Key] = fmt.Sprintf("%s (%s)", line.Value, line.Origin)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			var notes []string
			for _, n := range s.NotesOf(time.Time{}) {
				const tail = "; policy p.yaml does not allow it"
				if m := n.Message; len(m) > len(tail) && m[len(m)-len(tail):] == tail {
					notes = append(notes, m[:len(m)-len(tail)])
				}
			}
			if diff := cmp.Diff(c.notes, notes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWaiversOfPolicy: they count for locked rules, and their paths are relative to the root.
func TestWaiversOfPolicy(t *testing.T) {
	policy, err := ParsePolicy(source.New("p.yaml", []byte("locked: [moving-tag]\nignore: [{rule: moving-tag, path: d/e, until: 2026-01-01}]\n")), testRules)
	if err != nil {
		t.Fatal(err)
	}
	l, err := NewLoader(source.NewMemory(map[string]string{"d/.plimsoll.yaml": "fail-on: low\n"}), testRules, Flags{Policy: policy})
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Effective("d/e/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	day, after := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	if s.Waiver("moving-tag", "d/e/Dockerfile", "", day) == nil || s.Waiver("moving-tag", "d/Dockerfile", "", day) != nil {
		t.Error("the path is not relative to the root")
	}
	if s.Waiver("moving-tag", "d/e/Dockerfile", "", after) != nil || len(s.Expired(after)) != 0 || len(s.NotesOf(after)) != 1 {
		t.Errorf("the day after: %v", s.NotesOf(after))
	}
}
