package harden_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/harden"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// corpus returns the folder of repositories beside this one, if there is one.
func corpus(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "corpus")); err == nil {
			return filepath.Join(dir, "shared", "corpus")
		}
	}
	t.Skip("no shared/corpus beside the repository")
	return ""
}

// load has compose-go load files as docker compose config does, with the schema and all checks. over takes the place of the
// file of that name.
func load(dir string, files []string, over map[string]string) error {
	first := filepath.Join(dir, filepath.FromSlash(path.Dir(files[0])))
	env := types.Mapping{}
	if content, err := os.ReadFile(filepath.Join(first, ".env")); err == nil {
		vars, err := dotenv.UnmarshalBytesWithLookup(content, nil)
		if err != nil {
			return err
		}
		env = vars
	}
	details := types.ConfigDetails{WorkingDir: first, Environment: env}
	for _, f := range files {
		file := types.ConfigFile{Filename: filepath.Join(dir, filepath.FromSlash(f))}
		if text, ok := over[f]; ok {
			file.Content = []byte(text)
		}
		details.ConfigFiles = append(details.ConfigFiles, file)
	}
	_, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SkipResolveEnvironment, o.SkipResolveLabels = true, true
		o.Profiles = []string{"*"}
		o.SetProjectName("x", true)
	})
	return err
}

// Every project of the corpus that loads also loads with its override, and the findings that the override is there to end are
// gone, without new ones.
func TestCorpus(t *testing.T) {
	logrus.SetOutput(io.Discard)
	dir := corpus(t)
	repositories, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, r := range repositories {
		if !r.IsDir() || r.Name() == "hostile" {
			continue
		}
		found, err := project.Discover([]string{filepath.Join(dir, r.Name())}, project.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, root := range found.Roots {
			for _, c := range root.Compositions {
				hardened(t, root, c, counts)
			}
		}
		found.Close()
	}
	t.Log(counts)
	if counts["projects"] < 100 {
		t.Error("too few projects load")
	}
}

func hardened(t *testing.T, root *project.Root, c project.Composition, counts map[string]int) {
	name := filepath.Base(root.Dir) + "/" + strings.Join(c.Files, "+")
	local := make([]string, len(c.Files))
	for i, f := range c.Files {
		local[i], _ = root.Below(f)
	}
	if load(root.Dir, local, nil) != nil {
		counts["refused without"]++
		return
	}
	none := func(string) map[string]string { return nil }
	before := project.NewLinker(root, none).Compose(c)
	if len(before.Compose.Services) == 0 {
		return
	}
	counts["projects"]++
	text := harden.Override(before, c.Files)
	if again := harden.Override(project.NewLinker(root, none).Compose(c), c.Files); again != text {
		t.Errorf("%s: two runs differ", name)
	}
	over := path.Join(path.Dir(c.Files[0]), harden.FileName)
	localOver := path.Join(path.Dir(local[0]), harden.FileName)
	if err := load(root.Dir, append(slices.Clone(local), localOver), map[string]string{localOver: text}); err != nil {
		t.Errorf("%s: compose-go: %v\n%s", name, err, text)
		return
	}
	overlaid := *root
	overlaid.Tree = project.Overlay{Tree: root.Tree, Buffers: map[string]*source.File{over: source.New(over, []byte(text))}}
	c.Files = append(slices.Clone(c.Files), over)
	after := project.NewLinker(&overlaid, none).Compose(c)
	own := compose.Load(overlaid.Tree, compose.Options{Files: []string{over}, SkipReferee: true})

	old, left := findings(before), findings(after)
	for key, f := range left {
		if old[key] == nil {
			t.Errorf("%s: new: %s: %s: %s", name, f.Span, f.Rule.ID, f.Message)
		}
		s := own.Service(strings.TrimPrefix(f.Subject, "services."))
		if s == nil {
			continue
		}
		switch f.Rule {
		case rules.NewPrivilegesAllowed:
			if s.SecurityOpt.Set {
				t.Errorf("%s: still: %s: %s", name, f.Span, f.Message)
			}
		case rules.UndroppedCapabilities:
			if s.CapDrop.Set {
				t.Errorf("%s: still: %s: %s", name, f.Span, f.Message)
			}
		case rules.UnlimitedPIDs:
			if s.PidsLimit.Set || s.Deploy.LimitPids.Set {
				t.Errorf("%s: still: %s: %s", name, f.Span, f.Message)
			}
		}
	}
	counts["findings before"] += len(old)
	counts["findings after"] += len(left)
	for _, s := range before.Compose.Services {
		counts["services"]++
		o := own.Service(s.Key.Value)
		if o == nil {
			continue
		}
		counts["hardened"]++
		for what, set := range map[string]bool{
			"cap_drop": o.CapDrop.Set, "no-new-privileges": o.SecurityOpt.Set, "read_only": o.ReadOnly.Set,
			"pids": o.PidsLimit.Set || o.Deploy.LimitPids.Set, "ports": len(o.Ports) > 0,
		} {
			if set {
				counts[what]++
			}
		}
	}
}

// findings returns what the security rules find, by what tells the findings apart whatever file they stand in.
func findings(u *project.Unit) map[string]*lint.Finding {
	var asked []*lint.Rule
	for _, r := range rules.All() {
		if r.Presets&lint.Security != 0 {
			asked = append(asked, r)
		}
	}
	out := map[string]*lint.Finding{}
	result := lint.Run(u, lint.Options{Rules: asked})
	for i := range result.Findings {
		f := &result.Findings[i]
		out[fmt.Sprint(f.Rule.ID, " ", f.Subject, " ", f.Key)] = f
	}
	return out
}
