package compose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// each repeats a text n times, with the number in the place of #.
func each(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// TestBounds loads projects that would take minutes or all memory if the work grew faster than the input, and wants the
// one gap that says what was not read.
func TestBounds(t *testing.T) {
	const services = "services:\n  b:\n    image: x\n    environment:\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"one word", map[string]string{"compose.yaml": base + "    command: " + strings.Repeat("a", 1<<20) + "\n"},
			[]string{"4:14-4:1048590 command is too long to be split into words"}},
		{"many words", map[string]string{"compose.yaml": base + "    command: '" + strings.Repeat("x\"y\" ", 100_000) + "'\n"},
			[]string{"4:14-4:500016 command is too long to be split into words"}},
		{"variables of .env", map[string]string{"compose.yaml": base, ".env": "A=" + strings.Repeat("$B", 400_000)},
			[]string{".env:1:1-1:800003 value has too many variables"}},
		{"ulimits", map[string]string{"compose.yaml": base + "    ulimits:\n" + each(40_000, "      a#: 1\n")}, nil},
		{"options of a mount", map[string]string{"compose.yaml": base + "    volumes: ['/a:/b:" + each(100_000, "a#,") + "ro']\n"}, nil},
		{"one env file", map[string]string{"compose.yaml": "services:\n" + each(15_000, "  s#: {image: x, env_file: e}\n")},
			[]string{`2:28-2:29 env file "e" is missing; Compose refuses the project without it`}},
		{"extends", map[string]string{"compose.yaml": services + each(5000, "      A#: x\n") + each(5000, "  s#: {extends: b}\n")},
			[]string{"5044:18-5044:19 services that are extended stand for more than 200000 values: no more are read"}},
		{"pre_start", map[string]string{"compose.yaml": services + each(5000, "      A#: x\n") + "    pre_start:\n" +
			each(5000, "      - {user: a}\n")},
			[]string{"5045:9-5045:18 hooks stand for more than 200000 values: no more are read"}},
		{"volumes_from", map[string]string{"compose.yaml": "services:\n  b:\n    image: x\n    volumes:\n" +
			each(5000, "      - /a#:/b#\n") + each(5000, "  s#: {image: x, volumes_from: [b]}\n")},
			[]string{"5045:34-5045:35 mounts of other services are more than 200000: no more are read"}},
		{"unset variables", map[string]string{"compose.yaml": base + "    working_dir: \"" + each(100_000, "$A#") + "\"\n"}, nil},
		{"one file included", map[string]string{"compose.yaml": "include:\n" + each(50_000, "  - a.yaml\n") + base,
			"a.yaml": "services:\n" + each(500, "  i#: {image: x}\n")},
			[]string{"2000:5-2000:11 includes stand for too much: no more are read"}},
		{"one file included anew", map[string]string{
			"compose.yaml": "include:\n" + each(50_000, "  - {path: a.yaml, project_directory: d#}\n") + base,
			"a.yaml":       "services:\n" + each(500, "  i#: {image: x}\n")},
			[]string{"102:5-102:44 includes stand for too much: no more are read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, problems(load(c.files))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWaitingInALongChain has each service wait for the one before it and the one behind it.
func TestWaitingInALongChain(t *testing.T) {
	const n = 15_000
	var b strings.Builder
	b.WriteString("services:\n")
	for i := range n {
		fmt.Fprintf(&b, "  s%d: {image: x, links: [s%d, s%d]}\n", i, max(i-1, 0), min(i+1, n-1))
	}
	p := load(map[string]string{"compose.yaml": b.String()})
	if len(p.Problems) != maxProblems+1 {
		t.Errorf("%d problems", len(p.Problems))
	}
}
