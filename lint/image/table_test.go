package image

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	size := 0
	for name, table := range map[string]table{"facts": factsTable, "eol": supportTable, "ended": endedTable, "needs": needsTable} {
		size += len(table)
		if d := table.date(); len(d) != len("2006-01-02") || d < "2026" {
			t.Errorf("%s: date %q", name, d)
		}
		parts := strings.Split(string(table), "@")
		for _, part := range parts[1:] {
			key, body, _ := strings.Cut(part, "\n")
			if got, ok := table.block(key); !ok || got != body {
				t.Errorf("%s: the block of %q is not found", name, key)
			}
			for _, other := range []string{key + "0", key[:len(key)-1] + "\x00", key[:len(key)-1] + "\x7f"} {
				if got, ok := table.block(other); ok && !strings.Contains(string(table), "@"+other+"\n") {
					t.Errorf("%s: a block for %q: %q", name, other, got)
				}
			}
		}
		for _, key := range []string{"", "\x00", "~~", "@"} {
			if _, ok := table.block(key); ok {
				t.Errorf("%s: a block for %q", name, key)
			}
		}
	}
	if _, ok := table("").block("a"); ok {
		t.Error("a block in an empty table")
	}
	if size > 250_000 {
		t.Errorf("the tables have %d bytes", size)
	}
}

// sharedFacts returns the directory that the tables are made from, if there is one beside the repository.
func sharedFacts(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for parent := filepath.Dir(dir); parent != dir; dir, parent = parent, filepath.Dir(parent) {
		facts := filepath.Join(parent, "shared", "facts")
		if _, err := os.Stat(filepath.Join(facts, "images.json")); err == nil {
			return facts
		}
	}
	t.Skip("shared/facts is not beside the repository: the sources of the tables are not to be had")
	return ""
}

func TestRegenerate(t *testing.T) {
	facts, out := sharedFacts(t), t.TempDir()
	tools := filepath.Join("..", "..", "tools")
	cmd := exec.Command("go", "-C", tools, "run", "./imagefacts", "-facts", facts, "-out", out)
	if message, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	for name, have := range map[string]string{"facts.txt": factsData, "eol.txt": supportData, "ended.txt": endedData, "needs.txt": needsData} {
		want, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, []byte(have)) {
			t.Errorf("data/%s is not what tools/imagefacts makes of the facts", name)
		}
	}
}

// Every tag of the source comes back with its facts.
func TestEveryTag(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(sharedFacts(t), "images.json"))
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		Date   string
		Images []struct {
			Image  string
			Groups []struct {
				Tags      []string
				User      *string
				DropsTo   string `json:"drops_to"`
				DropsWith string `json:"drops_with"`
				IfDefault bool   `json:"drops_if_default_command"`
				Workers   string
				OS        string
				Exposes   []string
				Volumes   []string
				Caps      []struct{ Cap string }
				Writable  []struct{ Path string }
				NotRead   string `json:"entrypoint_not_read"`
				Unknown   string `json:"unknown_base"`
				Read      struct{ How, Date string }
			}
		}
		Supported map[string][]string `json:"supported_tags"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, image := range in.Images {
		for _, g := range image.Groups {
			for _, tag := range g.Tags {
				f, ok := Lookup(parse(t, image.Image+":"+tag))
				name := ""
				if g.User != nil {
					name = *g.User
				}
				switch set := f.User.Set; {
				case !ok,
					g.Unknown == "" && (set == Yes) != (g.User != nil) || set == Unknown && g.Unknown == "",
					f.User.Name != name,
					g.Workers == "" && (f.Drop.To != g.DropsTo || f.Drop.With != g.DropsWith),
					g.Workers != "" && (f.Drop.Kind != WorkersOnly || f.Drop.To != g.Workers),
					f.Drop.IfDefaultCommand != g.IfDefault,
					(f.OS == "windows") != (g.OS == "windows"),
					strings.Join(f.Ports, " ") != strings.Join(g.Exposes, " "),
					strings.Join(f.Volumes, " ") != strings.Join(g.Volumes, " "),
					f.Confidence != confidence(g.Read.How),
					g.Read.Date != "" && f.Date != g.Read.Date, g.Read.Date == "" && f.Date != in.Date:
					t.Errorf("%s:%s: %+v, from %+v", image.Image, tag, f, g)
				}
				var caps, paths []string
				for _, c := range g.Caps {
					caps = append(caps, c.Cap)
				}
				for _, w := range g.Writable {
					paths = append(paths, w.Path)
				}
				needs := f.Needs()
				whole := g.Unknown == "" && g.NotRead == ""
				if whole && (!sameNames(needs.Capabilities, caps) || !sameNames(needs.Writable, paths)) {
					t.Errorf("%s:%s: %+v, want %v and %v", image.Image, tag, needs, caps, paths)
				}
				if (needs.Capabilities != nil) != (g.Caps != nil && whole) {
					t.Errorf("%s:%s: what it needs is said to be known, or not: %+v", image.Image, tag, needs)
				}
				count++
			}
		}
		for _, tag := range in.Supported[image.Image] {
			if !built(image.Image, tag) {
				t.Errorf("%s:%s is not among the tags that are built", image.Image, tag)
			}
		}
		if built(image.Image, "no-such-tag") {
			t.Errorf("%s:no-such-tag is built", image.Image)
		}
	}
	if count < 8000 {
		t.Errorf("only %d tags", count)
	}
}

func sameNames(needs []Need, names []string) bool {
	var have []string
	for _, n := range needs {
		have = append(have, n.Name)
	}
	return strings.Join(have, " ") == strings.Join(names, " ")
}
