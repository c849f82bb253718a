package baseline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/baseline"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func same(path string) string { return path }

func finding(path, rule, key string, line int) lint.Finding {
	f := source.New(path, []byte(strings.Repeat("x\n", line)))
	return lint.Finding{Rule: &lint.Rule{ID: rule}, Span: f.Span(2*line-2, 2*line-1), Message: fmt.Sprint("line ", line), Key: key}
}

func TestKnownFindingsStayKnownOnOtherLines(t *testing.T) {
	b := baseline.Of([]lint.Finding{
		finding("Dockerfile", "root-user", "stage 0", 1), finding("Dockerfile", "plain-http", "a", 2), finding("Dockerfile", "plain-http", "a", 3),
		finding("gone", "root-user", "stage 0", 1),
	}, same)
	read, err := baseline.Parse(source.New("b.json", b.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, read); diff != "" {
		t.Error(diff)
	}
	fresh, known, stale := read.Split([]lint.Finding{
		finding("Dockerfile", "root-user", "stage 0", 9), finding("Dockerfile", "plain-http", "a", 7), finding("Dockerfile", "plain-http", "b", 8),
	}, same)
	if len(fresh) != 1 || fresh[0].Key != "b" || known != 2 {
		t.Errorf("%d known, new are %v", known, fresh)
	}
	want := []baseline.Entry{{Path: "Dockerfile", Rule: "plain-http", Key: "a"}, {Path: "gone", Rule: "root-user", Key: "stage 0"}}
	if diff := cmp.Diff(want, stale); diff != "" {
		t.Error(diff)
	}
	left := read.Without(stale)
	want = []baseline.Entry{{Path: "Dockerfile", Rule: "plain-http", Key: "a"}, {Path: "Dockerfile", Rule: "root-user", Key: "stage 0"}}
	if diff := cmp.Diff(want, left.Entries); diff != "" {
		t.Error(diff)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for in, want := range map[string]string{
		"{\n  \"version\": 1,\n}": "b.json:2:15: JSON has no comma behind the last value; remove it",
		`{"version": 2}`:          "b.json is a baseline of version 2; this plimsoll knows version 1",
		`{"version": "1"}`:        "b.json is no baseline: ",
		`{"entries": []}`:         "b.json is no baseline: unknown field",
	} {
		if _, err := baseline.Parse(source.New("b.json", []byte(in))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
}
