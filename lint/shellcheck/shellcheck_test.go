package shellcheck

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func unit(content string) *project.Unit {
	f := dockerfile.Parse(source.New("Dockerfile", []byte(content)))
	return &project.Unit{Files: []*source.File{f.Source}, Dockerfile: f, Builds: []*dockerfile.Build{f.Build(nil)}}
}

// given returns what ShellCheck is given for a Dockerfile.
func given(t *testing.T, content string, o Options) []string {
	t.Helper()
	var texts []string
	run := func(_ context.Context, files []File) ([]byte, error) {
		for _, f := range files {
			texts = append(texts, string(f.Text))
		}
		return []byte(`{"comments":[]}`), nil
	}
	if _, err := Check(t.Context(), run, unit(content), o); err != nil {
		t.Error(err)
	}
	return texts
}

func TestInput(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"the default", "FROM a\nRUN echo $x\n", []string{"# shellcheck shell=sh\necho $x\n"}},
		{"variables of the build", "ARG g\nFROM a AS b\nENV A=1 B=2\nARG c\nRUN x\nENV late=1\nFROM b\nARG d\nRUN y\n", []string{
			"# shellcheck shell=sh\nexport A=1 B=1 c=1\nx\n",
			"# shellcheck shell=sh\nexport d=1 A=1 B=1 late=1\ny\n",
		}},
		{"SHELL", "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN x\nSHELL [\"/bin/ash\", \"-c\"]\nRUN y\n", []string{
			"# shellcheck shell=bash\nx\n", "# shellcheck shell=dash\ny\n",
		}},
		{"a comment and a blank line inside", "FROM a\nRUN x \\\n  # c\n\n  && y\n", []string{
			"# shellcheck shell=sh\nx \\\n    \\\n   && y\n",
		}},
		{"a heredoc", "FROM a\nRUN <<E\n#!/usr/bin/env bash\n# shellcheck shell=sh disable=SC1000\nx\nE\n", []string{
			"# shellcheck shell=bash\n                   \n##shellcheck shell=sh disable=SC1000\nx\n",
		}},
		{"CRLF", "FROM a\r\nRUN x \\\r\n && y\r\n", []string{"# shellcheck shell=sh\nx  \\\n && y\n"}},
		{"others", "FROM a\nRUN [\"x\"]\nSHELL [\"pwsh\"]\nRUN x\nSHELL [\"/bin/zsh\", \"-c\"]\nRUN x\nRUN <<E\n#!/usr/bin/perl\nx\nE\n", nil},
		{"nothing", "FROM a\n", nil},
	} {
		if diff := cmp.Diff(strings.Join(c.want, "---\n"), strings.Join(given(t, c.content, Options{}), "---\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestNoDirectives(t *testing.T) {
	content := "FROM a\n# shellcheck disable=SC2086\nRUN <<E\n#shellcheck disable=SC2086\nx # \t shellcheck disable=SC1\necho shellcheck\nE\n"
	want := "# shellcheck shell=sh\n#Shellcheck disable=SC2086\nx # \t Shellcheck disable=SC1\necho shellcheck\n"
	if got := given(t, content, Options{NoDirectives: true}); len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
	run := func(context.Context, []File) ([]byte, error) {
		return []byte(`{"comments":[{"file":"0.sh","line":2,"column":1,"endLine":2,"endColumn":2,"code":2086,"message":"A."}]}`), nil
	}
	for o, want := range map[Options]int{{}: 0, {NoDirectives: true}: 1} {
		if got, err := Check(t.Context(), run, unit(content), o); err != nil || len(got) != want {
			t.Errorf("%+v: %v, %v", o, got, err)
		}
	}
}

func TestPlaces(t *testing.T) {
	content := "FROM a\nENV x=1\nRUN echo \u00e9\t$a && \\\r\n    # c\r\n    echo $b\r\nRUN <<E\necho $c\nE\n"
	for _, c := range []struct {
		file                            string
		line, column, endLine, endColum int
		want                            string
	}{
		{"0.sh", 3, 8, 3, 10, "$a"},
		{"0.sh", 5, 10, 5, 12, "$b"},
		{"1.sh", 3, 6, 3, 8, "$c"},
		{"1.sh", 3, 8, 3, 8, "\n"},
		{"1.sh", 4, 1, 4, 1, "E"},
		{"1.sh", 3, 99, 99, 1, "\n"},
		{"1.sh", 99, 1, 99, 1, ""},
		{"1.sh", 1, 1, 1, 1, ""},
		{"1.sh", 2, 1, 2, 3, ""},
		{"1.sh", -1, -1, -1, -1, ""},
		{"1.sh", 3, 0, 3, 0, ""},
	} {
		run := func(context.Context, []File) ([]byte, error) {
			return fmt.Appendf(nil, `{"comments":[{"file":%q,"line":%d,"column":%d,"endLine":%d,"endColumn":%d,"code":2086,"message":"A."}]}`,
				c.file, c.line, c.column, c.endLine, c.endColum), nil
		}
		found, err := Check(t.Context(), run, unit(content), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range found {
			got += string(f.Span.Bytes())
		}
		if got != c.want {
			t.Errorf("%s:%d:%d: %q, want %q", c.file, c.line, c.column, got, c.want)
		}
	}
}

func TestReports(t *testing.T) {
	for out, want := range map[string]string{
		``:                               "it is not JSON",
		`[]`:                             "it is not JSON",
		`{"comments":[{"file":"9.sh"}]}`: "it names another file",
		`{"comments":[{"file":"../x"}]}`: "it names another file",
		`{}`:                             "",
		`{"comments":[{"file":"/tmp/x/0.sh","line":2,"column":1}]}`:      "", // without a code
		`{"comments":[{"file":"0.sh","line":2,"column":1,"code":1091}]}`: "",
	} {
		found, err := Check(t.Context(), func(context.Context, []File) ([]byte, error) { return []byte(out), nil }, unit("FROM a\nRUN x\n"), Options{})
		if len(found) > 0 || want == "" && err != nil || want != "" && (err == nil || !strings.HasSuffix(err.Error(), want)) {
			t.Errorf("%s: %v, %v", out, found, err)
		}
	}
	failed := errors.New("failed")
	if _, err := Check(t.Context(), func(context.Context, []File) ([]byte, error) { return nil, failed }, unit("FROM a\nRUN x\n"), Options{}); !errors.Is(err, failed) {
		t.Error(err)
	}
	if found, err := Check(t.Context(), nil, &project.Unit{}, Options{}); found != nil || err != nil {
		t.Error(found, err)
	}
}

func TestSentence(t *testing.T) {
	for message, want := range map[string]string{
		"Double quote to prevent globbing.":  "double quote to prevent globbing",
		"In POSIX sh, 'local' is undefined.": "in POSIX sh, 'local' is undefined",
		"SC is kept":                         "SC is kept",
		"a\n b":                              "a b",
		"":                                   "",
		strings.Repeat("\u00e9", 200):        strings.Repeat("\u00e9", 100) + "...",
	} {
		if got := sentence(message); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
	}
}

func TestDirective(t *testing.T) {
	for comment, want := range map[string]string{
		" shellcheck disable=SC2086":                      "[{2086 2086}]",
		"# shellcheck disable=SC2086,2046 # why":          "[{2086 2086} {2046 2046}]",
		"shellcheck shell=sh disable=SC1-SC3 disable=SC9": "[{1 3} {9 9}]",
		" shellcheck disable=all":                         "[{0 1073741824}]",
		" shellcheck disable=x":                           "[]",
		" shellcheck":                                     "[]",
		" prose about shellcheck disable=SC1":             "[]",
		" shellcheck source=x # disable=SC1":              "[]",
	} {
		if got := fmt.Sprint(directive(comment)); got != want {
			t.Errorf("%s: %s, want %s", comment, got, want)
		}
	}
}

func FuzzReport(f *testing.F) {
	f.Add("FROM a\nRUN echo $a \\\n # c\n && b\n", `{"comments":[{"file":"0.sh","line":2,"column":3,"endLine":2,"endColumn":9,"code":2086,"message":"A."}]}`)
	f.Fuzz(func(t *testing.T, content, out string) {
		u := unit(content)
		found, _ := Check(t.Context(), func(_ context.Context, files []File) ([]byte, error) { return []byte(out), nil }, u, Options{})
		for _, x := range found {
			if x.Span.Start < 0 || x.Span.End > len(content) || x.Span.Start > x.Span.End {
				t.Errorf("the span %v is outside", x.Span)
			}
		}
	})
}
