package ignore

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// TestPlaceFor holds that the comment that is put there silences what it is for.
func TestPlaceFor(t *testing.T) {
	for _, c := range []struct {
		language Language
		at       string // what the finding stands on
		content  string
		above    string // the line that the comment goes above; empty for no place
		file     bool
	}{
		{Dockerfile, "root", "# syntax=docker/dockerfile:1\nFROM a\nUSER root\n", "USER root", false},
		{Dockerfile, "curl", "FROM a\nRUN x \\\n  # why\n  && curl b\n", "RUN x \\", false},
		{Dockerfile, "curl", "FROM a\n  RUN <<E\ncurl b\nE\n", "  RUN <<E", false},
		{Dockerfile, "syntax", "# syntax=docker/dockerfile:1\n\nFROM a\n", "FROM a", true},
		{Dockerfile, "nothing", "# nothing\n", "", false},
		{YAML, "true", "services:\n  web:\n    privileged: true\n", "    privileged: true", false},
		{YAML, "8080", "services:\n  web:\n    ports: [\n      \"8080:80\"]\n", "      \"8080:80\"]", false},
		{YAML, "SYS", "services:\n  web:\n    cap_add:\n      - A\n      - SYS\n", "      - SYS", false},
		{YAML, "SYS", "services: {web: {cap_add: [SYS]}}\n", "services: {web: {cap_add: [SYS]}}", false},
		{YAML, "curl", "services:\n  web:\n    command: |\n      sh\n      curl\n", "    command: |", false},
		{YAML, "/a", "services:\n  web:\n    volumes:\n      - type: bind\n        source: /a\n", "        source: /a", false},
		{YAML, "bind", "services:\n  web:\n    volumes:\n      - type: bind\n        source: /a\n", "      - type: bind", false},
		{YAML, "x", "# x\na: b\n", "a: b", true},
		{YAML, "x", "# x\n", "", false},
	} {
		f := source.New("file", []byte(c.content))
		offset := strings.Index(c.content, c.at)
		place, ok := PlaceFor(c.language, f, offset)
		if !ok {
			if c.above != "" {
				t.Errorf("%q: no place, want one above %q", c.content, c.above)
			}
			continue
		}
		line := f.LineAt(place.At.Start)
		start, end := f.LineBounds(line)
		if got := c.content[start:end]; got != c.above || (place.Scope == File) != c.file {
			t.Errorf("%q: above %q, scope %d; want %q", c.content, got, place.Scope, c.above)
			continue
		}
		comment := place.Comment([]string{"root-user"}, "why") + "\n"
		after := source.New("file", []byte(c.content[:place.At.Start]+comment+c.content[place.At.Start:]))
		set := NewSet(testRules, Options{RequireReason: true})
		if c.language == Dockerfile {
			set.Add(FromDockerfile(dockerfile.Parse(after)))
		} else {
			set.Add(FromYAML(tree.Parse(after, tree.Limits{})))
		}
		if offset >= place.At.Start {
			offset += len(comment)
		}
		if set.Match("root-user", after.Span(offset, offset+1)) == nil {
			t.Errorf("%q\nsilences nothing at %q", after.Content, c.at)
		}
	}
}
