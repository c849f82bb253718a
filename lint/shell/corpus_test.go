package shell

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// run is the shell text of one RUN instruction.
type run struct {
	file    *source.File
	regions []Region
}

// corpus returns the RUN instructions of the Dockerfiles in the folder shared/corpus beside the repository.
func corpus(tb testing.TB) []run {
	tb.Helper()
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "corpus")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			tb.Skip("there is no shared/corpus beside the repository")
		}
	}
	var runs []run
	err = filepath.WalkDir(filepath.Join(dir, "shared", "corpus"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.Contains(strings.ToLower(d.Name()), "dockerfile") {
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil || len(content) > 1<<20 {
			return nil
		}
		runs = append(runs, runsOf(source.New(name, content))...)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return runs
}

// runsOf returns the RUN instructions of a Dockerfile, none where BuildKit cannot read it.
func runsOf(file *source.File) []run {
	result, err := parser.Parse(bytes.NewReader(file.Content))
	if err != nil {
		return nil
	}
	var runs []run
	for _, node := range result.AST.Children {
		if strings.EqualFold(node.Value, "run") && !node.Attributes["json"] {
			runs = append(runs, run{file, runRegions(file, node)})
		}
	}
	return runs
}

// runRegions finds the shell text of a RUN whose flags, if any, stand on its first line.
func runRegions(file *source.File, node *parser.Node) []Region {
	var regions []Region
	last := node.EndLine
	for line := node.StartLine; line <= last; line++ {
		start, end := file.LineBounds(line)
		text := strings.TrimSpace(string(file.Content[start:end]))
		if line > node.StartLine && (text == "" || text[0] == '#') && len(node.Heredocs) == 0 {
			continue
		}
		if line == node.StartLine {
			start += strings.Index(strings.ToLower(string(file.Content[start:end])), "run") + 3
			for _, flag := range node.Flags {
				if i := strings.Index(string(file.Content[start:end]), flag); i >= 0 {
					start += i + len(flag)
				}
			}
		}
		next, _ := file.LineBounds(line + 1)
		if line == last {
			next = end
		}
		regions = append(regions, Region{start, next})
	}
	return regions
}

// ask asks every question.
func ask(s *Script) {
	s.Downloads()
	s.RemoteRuns()
	s.SwitchedOff()
	s.PasswordlessSudo()
	s.ModeChanges()
	s.UsersAdded()
	s.Installs()
	s.Remote()
	s.UsesSaved([]string{"/a.tgz"})
	secrets := Secrets{Variables: []string{"a", "x"}, Files: []string{"/run/secrets/a", "f"}, Gone: []string{"/c"}, Dir: "/d"}
	s.Leaks(secrets)
	s.Prints(secrets)
	for _, c := range s.Commands {
		c.Stores()
		c.Passwords()
		c.Keys()
		c.Deletes("a")
		c.ScansHostKeys()
		c.PrecompilesAssets()
		c.Plain()
		c.WeakKeys()
		c.Moving()
		c.Fixes()
		c.RemotePackages()
		c.ExtraIndexes()
		c.Unlocked()
		c.IgnoresVerification()
		for _, w := range c.Writes() {
			var content []source.Text
			for i := range w.Content {
				content = append(content, w.Content[i].Text())
				UncheckedSSH(content[i], w.Edit)
				SSHSettings(content[i], w.Edit, "a", "permitrootlogin")
				WeakKeysIn(w.Path.Value, content[i])
				PlainIn(w.Path.Value, content[i])
				ExtraIndexesIn(w.Path.Value, content[i])
			}
			SwitchedOffIn(w.Path.Value, content, w.Edit)
		}
	}
}

// checkSpans fails where a command, word or option stands outside [start, end) of the file.
func checkSpans(tb testing.TB, s *Script, start, end int) {
	tb.Helper()
	inside := func(what string, span source.Span) {
		if span.IsZero() || span.Start < start || span.End > end || span.Start > span.End {
			tb.Errorf("%s %v is outside %d..%d", what, span, start, end)
		}
	}
	for _, c := range s.Commands {
		inside("command "+c.Name, c.Span())
		for i := range c.Words {
			w := &c.Words[i]
			inside("word "+w.Value, w.Span())
			inside("text "+w.Value, w.Text().Span)
			// What the parser cannot take reads as "_".
			if text := w.Text(); text.Value != w.Value && utf8.ValidString(text.Value) && !strings.Contains(text.Value, "\x00") {
				tb.Errorf("word %q has the text %q", w.Value, text.Value)
			}
			if n := len(w.Value); n > 0 {
				inside("first of "+w.Value, w.At(0, 1))
				inside("last of "+w.Value, w.At(n-1, n))
			}
		}
		for i := range c.Assigns {
			inside("assignment", c.Assigns[i].Span())
		}
		for i := range c.Redirects {
			if r := &c.Redirects[i]; !r.Body.IsZero() {
				inside("body", r.Body.Span())
			}
		}
		opts := c.Options()
		for i := range opts.List {
			inside("option "+opts.List[i].Name, opts.List[i].Span())
		}
	}
	for _, x := range s.SwitchedOff() {
		inside("switch "+x.Name, x.Span)
	}
	for _, x := range s.PasswordlessSudo() {
		inside("sudo", x.Span)
	}
	for _, p := range s.Problems {
		inside("problem", p.Span)
	}
}

func TestCorpus(t *testing.T) {
	commands, broken := 0, 0
	for _, r := range corpus(t) {
		s := Parse(r.file, r.regions, POSIX)
		ask(s)
		checkSpans(t, s, r.regions[0].Start, r.regions[len(r.regions)-1].End)
		commands += len(s.Commands)
		for _, p := range s.Problems {
			broken++
			t.Logf("%v: %s", p.Span, p.Message)
		}
	}
	if commands == 0 {
		t.Error("the corpus has no commands")
	}
	t.Logf("%d commands, %d scripts with problems", commands, broken)
}

func BenchmarkParse(b *testing.B) {
	runs := corpus(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range runs {
			Parse(r.file, r.regions, POSIX)
		}
	}
	b.ReportMetric(float64(len(runs)), "scripts/op")
}

func BenchmarkQuestions(b *testing.B) {
	var scripts []*Script
	for _, r := range corpus(b) {
		scripts = append(scripts, Parse(r.file, r.regions, POSIX))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range scripts {
			ask(s)
		}
	}
}
