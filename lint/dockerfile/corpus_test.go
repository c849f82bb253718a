package dockerfile

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// corpus returns the folder shared/corpus that lies beside one of the folders above.
func corpus(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(dir, "shared", "corpus")
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("there is no shared/corpus above this folder")
		}
		dir = up
	}
}

// dockerfiles returns the Dockerfiles of the corpus by their paths below it.
func dockerfiles(t testing.TB) map[string][]byte {
	t.Helper()
	root := corpus(t)
	out := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name := strings.ToLower(d.Name())
		if strings.HasSuffix(name, ".dockerignore") ||
			!strings.HasPrefix(name, "dockerfile") && !strings.HasSuffix(name, ".dockerfile") &&
				!strings.HasPrefix(name, "containerfile") {
			return nil
		}
		content, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		out[filepath.ToSlash(rel)] = content
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCorpus(t *testing.T) {
	for name, content := range dockerfiles(t) {
		if err := agree(source.New(name, content)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// agree checks that our model of a file is what BuildKit reads, and that every span lies in it.
func agree(src *source.File) error {
	f := Parse(src)
	if err := inBounds(f); err != nil {
		return err
	}
	res, err := parser.Parse(bytes.NewReader(src.Content))
	if err == nil {
		if unread(f) {
			return nil
		}
		if err := sameAsAST(f, res.AST.Children); err != nil {
			return err
		}
		for _, n := range res.AST.Children {
			n.PrevComment = nil
		}
		var stages []instructions.Stage
		if stages, _, err = instructions.Parse(res.AST, nil); err == nil && len(stages) == 0 {
			err = fmt.Errorf("no stages")
		}
	}
	if err != nil && len(f.Problems) == 0 {
		return fmt.Errorf("BuildKit refuses it, and there is no problem: %w", err)
	}
	for _, p := range f.Problems {
		onlyBuild := strings.HasPrefix(p.Key, "build.")
		if err == nil && !onlyBuild && (p.Kind == source.Malformed || p.Kind == source.Refused) {
			return fmt.Errorf("BuildKit takes it, and there is the problem %q at %v", p.Message, p.Span)
		}
	}
	return nil
}

func unread(f *File) bool {
	for _, p := range f.Problems {
		if p.Kind == source.Unread && p.Key != "syntax" && !strings.HasPrefix(p.Key, "unknown.") || p.Key == "encoding" {
			return true
		}
	}
	return false
}

func sameAsAST(f *File, nodes []*parser.Node) error {
	if len(nodes) != len(f.Instructions) {
		return fmt.Errorf("BuildKit reads %d instructions, not %d", len(nodes), len(f.Instructions))
	}
	for i, n := range nodes {
		in := f.Instructions[i]
		if err := sameNode(in, n, n.Heredocs); err != nil {
			return fmt.Errorf("line %d: %w", n.StartLine, err)
		}
		if line := f.Source.Content[:in.core().start]; bytes.Count(line, []byte{'\n'})+1 < n.StartLine {
			return fmt.Errorf("line %d: the span of %T starts above it", n.StartLine, in)
		}
	}
	return nil
}

func sameNode(in Instruction, n *parser.Node, docs []parser.Heredoc) error {
	want := append([]string{n.Value}, n.Flags...)
	got := []string{in.Keyword().Value}
	for _, f := range in.Flags() {
		s := "--" + f.Name.Value
		if f.HasValue {
			s += "=" + f.Value.Value
		}
		got = append(got, s)
	}
	if ob, ok := in.(*OnBuild); ok {
		if ob.Trigger == nil || n.Next == nil || len(n.Next.Children) == 0 {
			return nil
		}
		return sameNode(ob.Trigger, n.Next.Children[0], docs)
	}
	if _, ok := in.(*Invalid); !ok {
		var values []string
		for a := n.Next; a != nil; a = a.Next {
			values = append(values, a.Value)
		}
		want = append(want, modelled(in, values, n)...)
		for _, t := range words(in) {
			got = append(got, t.Value)
		}
	}
	if strings.Join(got, "\x01") != strings.Join(want, "\x01") {
		return fmt.Errorf("%T is %q, want %q", in, got, want)
	}
	have := heredocsOf(in)
	if len(have) != len(docs) && (len(have) > 0 || takesHeredocs(in)) {
		return fmt.Errorf("%T has %d heredocs, want %d", in, len(have), len(docs))
	}
	for i, h := range have {
		d := docs[i]
		body := string(h.Span().Bytes())
		if h.Name.Value != d.Name || body != d.Content || h.Expand != d.Expand || h.Chomp != d.Chomp || h.Word.IsZero() {
			return fmt.Errorf("heredoc is %+v with %q, want %+v", h, body, d)
		}
		want := d.Content
		if d.Chomp {
			want = parser.ChompHeredocContent(want)
		}
		if h.Body().Value != want {
			return fmt.Errorf("heredoc body is %q, want %q", h.Body().Value, want)
		}
	}
	return nil
}

func takesHeredocs(in Instruction) bool {
	switch in := in.(type) {
	case *Run:
		return in.Form == ShellForm
	case *Copy:
		return !in.JSON && !in.Dest.IsZero()
	case *Add:
		return !in.JSON && !in.Dest.IsZero()
	}
	return false
}

// modelled returns those of BuildKit's words that our model of the instruction keeps.
func modelled(in Instruction, values []string, n *parser.Node) []string {
	switch in.(type) {
	case *From:
		switch {
		case len(values) == 3 && strings.EqualFold(values[1], "as"):
			return []string{values[0], values[2]}
		case len(values) > 0:
			return values[:1]
		}
	case *Copy, *Add:
		if len(values) < 2 {
			return values
		}
		var out []string
		for _, v := range values[:len(values)-1] {
			if len(n.Heredocs) == 0 || parser.MustParseHeredoc(v) == nil {
				out = append(out, v)
			}
		}
		return append(out, values[len(values)-1])
	case *Shell:
		if !n.Attributes["json"] {
			return nil
		}
	case *Arg:
		var out []string
		for _, v := range values {
			name, value, ok := strings.Cut(v, "=")
			if out = append(out, name); ok {
				out = append(out, value)
			}
		}
		return out
	}
	return values
}

// words returns the words of our model, in the order of BuildKit's.
func words(in Instruction) []source.Text {
	switch in := in.(type) {
	case *From:
		return nonZero([]source.Text{in.Image, in.Alias})
	case *Copy:
		return append(in.Sources[:len(in.Sources):len(in.Sources)], nonZero([]source.Text{in.Dest})...)
	case *Add:
		return append(in.Sources[:len(in.Sources):len(in.Sources)], nonZero([]source.Text{in.Dest})...)
	case *Expose:
		return in.Ports
	case *Volume:
		return in.Paths
	case *Shell:
		return in.Words
	case *Env:
		return pairWords(in.Pairs, in.Legacy)
	case *Label:
		return pairWords(in.Pairs, in.Legacy)
	case *Arg:
		var out []source.Text
		for _, p := range in.Pairs {
			if p.HasValue {
				out = append(out, p.Name, p.Value)
			} else {
				out = append(out, p.Name)
			}
		}
		return out
	case *Run:
		return commandWords(&in.Command)
	case *Cmd:
		return commandWords(&in.Command)
	case *Entrypoint:
		return commandWords(&in.Command)
	case *Healthcheck:
		return append(nonZero([]source.Text{in.Type}), commandWords(&in.Command)...)
	case *User:
		return nonZero([]source.Text{in.User})
	case *Workdir:
		return nonZero([]source.Text{in.Path})
	case *StopSignal:
		return nonZero([]source.Text{in.Signal})
	case *Maintainer:
		return nonZero([]source.Text{in.Author})
	}
	return nil
}

func nonZero(texts []source.Text) []source.Text {
	var out []source.Text
	for _, t := range texts {
		if !t.IsZero() {
			out = append(out, t)
		}
	}
	return out
}

func commandWords(c *Command) []source.Text {
	if c.Form == ExecForm {
		return c.Words
	}
	return nonZero([]source.Text{c.Text})
}

func pairWords(pairs []Pair, legacy bool) []source.Text {
	sep := source.Unplaced("=")
	if legacy {
		sep = source.Unplaced("")
	}
	var out []source.Text
	for _, p := range pairs {
		out = append(out, p.Name, p.Value, sep)
	}
	return out
}

// inBounds checks that every text and span of the model lies in the file, inside its instruction, and maps back.
func inBounds(f *File) error {
	for _, p := range f.Problems {
		if err := inside(p.Span, f.Source.Span(0, len(f.Source.Content))); err != nil {
			return fmt.Errorf("problem %q: %w", p.Message, err)
		}
	}
	for _, c := range f.Comments {
		if b := c.Span.Bytes(); !f.Source.Embedded() && (len(b) == 0 || b[0] != '#') {
			return fmt.Errorf("the comment at %v is %q", c.Span, b)
		}
	}
	for _, in := range f.Instructions {
		if err := instructionInBounds(in); err != nil {
			return fmt.Errorf("%T at %v: %w", in, in.Span(), err)
		}
	}
	return nil
}

func instructionInBounds(in Instruction) error {
	if ob, ok := in.(*OnBuild); ok && ob.Trigger != nil {
		return instructionInBounds(ob.Trigger)
	}
	texts := append(words(in), in.Keyword())
	for _, f := range in.Flags() {
		texts = append(texts, f.Name, f.Value)
	}
	if run, ok := in.(*Run); ok {
		for _, m := range run.Mounts {
			for _, field := range m.Fields {
				texts = append(texts, field.Key, field.Value)
			}
		}
	}
	for _, t := range texts {
		if t.Span.IsZero() {
			continue
		}
		if err := inside(t.Span, in.Span()); err != nil {
			return fmt.Errorf("%q: %w", t.Value, err)
		}
		for i := 0; i < len(t.Value); i += 1 + len(t.Value)/64 {
			at := t.At(i, i+1)
			if err := inside(at, t.Span); err != nil {
				return fmt.Errorf("byte %d of %q: %w", i, t.Value, err)
			}
			if b := at.Bytes(); len(b) == 1 && t.Value[i] < 0x80 && b[0] != t.Value[i] {
				return fmt.Errorf("byte %d of %q maps to %q", i, t.Value, b)
			}
		}
	}
	return nil
}

func inside(s, outer source.Span) error {
	if s.IsZero() || s.Start < outer.Start || s.End > outer.End || s.End < s.Start {
		return fmt.Errorf("the span [%d, %d) is not in [%d, %d)", s.Start, s.End, outer.Start, outer.End)
	}
	return nil
}
