package dockerfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// withEquals writes the pairs of a file with equals signs, where that can be done.
func withEquals(f *File) (string, int) {
	var edits []source.Edit
	done := 0
	for in := range f.All() {
		var pairs []Pair
		switch in := in.(type) {
		case *Env:
			if in.Legacy {
				pairs = in.Pairs
			}
		case *Label:
			if in.Legacy {
				pairs = in.Pairs
			}
		}
		for _, p := range pairs {
			if list, ok := Equals(in, p); ok {
				edits = append(edits, list...)
				done++
			}
		}
	}
	slices.SortStableFunc(edits, func(a, b source.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.Write(f.Source.Content[at:e.Span.Start])
		out.WriteString(e.New)
		at = e.Span.End
	}
	out.Write(f.Source.Content[at:])
	return out.String(), done
}

// pairsOf returns the pairs that BuildKit reads, with their values expanded, and the error that it has with each.
func pairsOf(text string) ([]string, error) {
	res, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	lex := shell.NewLex(res.EscapeToken)
	env := variables{set: map[string]string{}, rest: worlds[2]}
	var out []string
	for _, n := range res.AST.Children {
		for n.Next != nil && strings.EqualFold(n.Value, "onbuild") && len(n.Next.Children) == 1 {
			n = n.Next.Children[0]
		}
		n.PrevComment = nil
		cmd, err := instructions.ParseInstruction(n)
		if err != nil {
			continue
		}
		var kvs instructions.KeyValuePairs
		switch cmd := cmd.(type) {
		case *instructions.EnvCommand:
			kvs = cmd.Env
		case *instructions.LabelCommand:
			kvs = cmd.Labels
		}
		for _, kv := range kvs {
			value, _, err := lex.ProcessWord(kv.Value, env)
			out = append(out, fmt.Sprintf("%s=%q %v", kv.Key, value, err != nil))
		}
	}
	return out, nil
}

// sameWithEquals reports a file whose pairs BuildKit reads differently once they have equals signs.
func sameWithEquals(name, text string) (int, error) {
	changed, n := withEquals(Parse(source.New(name, []byte(text))))
	want, err := pairsOf(text)
	if err != nil {
		return 0, nil
	}
	got, err := pairsOf(changed)
	if err != nil {
		return n, fmt.Errorf("%s: BuildKit reads it no more: %w\n%s", name, err, changed)
	}
	if !slices.Equal(want, got) {
		return n, fmt.Errorf("%s: BuildKit reads %q, not %q", name, got, want)
	}
	return n, nil
}

func TestEquals(t *testing.T) {
	for _, value := range []string{
		"b", "b c", "b  c\td", `"b c"`, `'b c'`, `"b" c`, `b\ c`, `b\ c d`, `b \"c\" d`, `it's`, `b'c d'e f`, `$A b`, `"$A" b`,
		`'$A' b`, `${A:-x y}`, `${A:-"x y"} z`, `\$A b`, `a=b`, `a=b c=d`, `b\\ c`, "b \\\n c", "b \\\n# x\n c", `"b c`, `#b`,
		`b #c`, "\u00a0b", "b\u00a0c", `=`, `""`, `"" b`, `\`, `b\`, `[ "a", 'b' ]`,
	} {
		for _, escape := range []string{"", "# escape=`\n"} {
			text := escape + "FROM a\nENV K " + value + "\nLABEL L " + value + "\nONBUILD ENV M " + value + "\n"
			if _, err := sameWithEquals(value, text); err != nil {
				t.Error(err)
			}
		}
	}
}

func FuzzEquals(f *testing.F) {
	f.Add(`b c "d e" \ f 'g'$A`)
	f.Fuzz(func(t *testing.T, value string) {
		if _, err := sameWithEquals("Dockerfile", "FROM a\nENV K "+value+"\n"); err != nil {
			t.Error(err)
		}
	})
}

func TestEqualsOfCorpus(t *testing.T) {
	n := 0
	for name, content := range dockerfiles(t) {
		k, err := sameWithEquals(name, string(content))
		if err != nil {
			t.Error(err)
		}
		n += k
	}
	if n < 500 {
		t.Errorf("only %d pairs were changed", n)
	}
}

func TestQuote(t *testing.T) {
	for _, escape := range []string{"", "# escape=`\n"} {
		f := Parse(source.New("Dockerfile", []byte(escape+"FROM a\n")))
		for _, text := range []string{"a b", `a"b`, `a\b`, `a\`, "a`b", "`", "$A ${B}", "it's", "a#b", "é ü", `\"`} {
			got, err := pairsOf(escape + "FROM a\nLABEL k=" + f.Quote(text) + "\n")
			if want := []string{fmt.Sprintf("k=%q false", text)}; err != nil || !slices.Equal(got, want) {
				t.Errorf("%s comes back as %q, %v", want, got, err)
			}
		}
	}
}
