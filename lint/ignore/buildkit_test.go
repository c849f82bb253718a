package ignore

import (
	"bytes"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/linter"
	buildkit "github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FuzzBuildKit holds "check=" comments against BuildKit's own reading of them.
func FuzzBuildKit(f *testing.F) {
	for _, seed := range []string{
		"# check=skip=SecretsUsedInArgOrEnv\nFROM a\nENV b=c\n",
		"#!x\n# check=skip=SecretsUsedInArgOrEnv;error=true\nFROM a\n",
		"# syntax=a\n# Check = skip=all // why\n# check=skip=x\nFROM a\n",
		"# a\n# check=skip=A,SecretsUsedInArgOrEnv // why\n\nFROM a\n#check=error=no;skip=all\nENV b=c\n",
		"FROM a\n# check=error=true\n# check=skip=all\nENV b=c\n# check=skip=all\n#\nENV d=e\n",
		"FROM a\n # check=skip=all\nENV b=c\n# check=skip=all\n# x\nENV d=e\nENV f=g \\\n# check=skip=all\nh=i\nENV j=k\n",
		"FROM a\n# check=skip=all;experimental=all;error=1;skip=A\nENV b=c\n# check=skip=A;skip=all;x\nENV d=e\n",
		"FROM a\n# check=skip=all;skip=A\nENV b=c\n# check=skip=all,A\nENV d=e\n",
		"FROM a\n# check=skip=A, all\nENV b=c\n# check=skip= all\nENV d=e\n",
	} {
		f.Add([]byte(seed))
	}
	for _, content := range fixture.Files(f, fixture.IsDockerfile) {
		f.Add([]byte(content))
	}
	rules := []Rule{{ID: "secret-in-env", Aliases: []string{"SecretsUsedInArgOrEnv"}}}
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.Contains(content, []byte("ignore")) || bytes.Contains(content, []byte(":skip=")) {
			t.Skip("speaks of other tools")
		}
		result, err := buildkit.Parse(bytes.NewReader(content))
		if err != nil {
			t.Skip("BuildKit does not read it")
		}
		options, _, _, _ := buildkit.ParseDirective("check", content)
		config, err := linter.ParseLintOptions(options)
		if err != nil {
			t.Skip("BuildKit refuses the parser directive")
		}
		src := source.New("Dockerfile", content)
		file := dockerfile.Parse(src)
		if len(file.Instructions) != len(result.AST.Children) {
			t.Skip("not every instruction was read")
		}
		set := NewSet(rules, Options{})
		set.Add(FromDockerfile(file))
		for i, node := range result.AST.Children {
			merged := linter.New(config).WithMergedConfigFromComments(node.PrevComment)
			_, want := merged.SkippedRules["SecretsUsedInArgOrEnv"]
			want = want || merged.SkipAll
			at := file.Instructions[i].Span()
			if got := set.Match("secret-in-env", at) != nil; got != want {
				t.Errorf("%s %q: silenced %v, BuildKit says %v", at, at.Bytes(), got, want)
			}
		}
	})
}
