package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// outline shows an instruction: its flags, then the words of the model, each with its place.
func outline(in Instruction) []string {
	var out []string
	for _, f := range in.Flags() {
		out = append(out, fmt.Sprintf("--%s = %s", f.Name.Value, shown(f.Value)))
	}
	if ob, ok := in.(*OnBuild); ok {
		return append(out, outline(ob.Trigger)...)
	}
	return append(out, shownAll(words(in))...)
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		name, line string
		want       []string
	}{
		{"FROM", `FROM --platform=$BUILDPLATFORM alpine:latest AS Build`, []string{
			"--platform = $BUILDPLATFORM @ 2:17 $BUILDPLATFORM", "alpine:latest @ 2:32 alpine:latest", "Build @ 2:49 Build"}},
		{"lower case", "from  a\tas b", []string{"a @ 2:7 a", "b @ 2:12 b"}},
		{"over lines", "FROM al\\\npi\\\n# c\n\nne:3 A\\\nS b", []string{"alpine:3 @ 2:6 al\\\npi\\\n# c\n\nne:3",
			"b @ 7:3 b"}},
		{"quoted flag", `COPY --chown="a b":'c' --link -- --x y`, []string{
			`--chown = a b:c @ 2:14 "a b":'c'`, "--link =  @ -", "--x @ 2:34 --x", "y @ 2:38 y"}},
		{"escaped flag", `RUN --mount=type=\"x y`, []string{`--mount = type="x @ 2:13 type=\"x`, "y @ 2:22 y"}},
		{"ENV", `ENV A=b C="d e" F=g\ h I='j' K=`, []string{"A @ 2:5 A", "b @ 2:7 b", "= @ -", "C @ 2:9 C",
			`"d e" @ 2:11 "d e"`, "= @ -",
			"F @ 2:17 F", `g\ h @ 2:19 g\ h`, "= @ -", "I @ 2:24 I", "'j' @ 2:26 'j'", "= @ -", "K @ 2:30 K", " @ 2:32 ",
			"= @ -"}},
		{"ENV without =", "ENV  a  b  c ", []string{"a @ 2:6 a", "b  c @ 2:9 b  c", " @ -"}},
		{"LABEL over lines", "LABEL a=\"b\\\n c\" \\\n  d=e", []string{
			"a @ 2:7 a", "\"b c\" @ 2:9 \"b\\\n c\"", "= @ -", "d @ 4:3 d", "e @ 4:5 e", "= @ -"}},
		{"ARG", `ARG A B= C="d" E=f=g`, []string{"A @ 2:5 A", "B @ 2:7 B", " @ 2:9 ", "C @ 2:10 C", `"d" @ 2:12 "d"`,
			"E @ 2:16 E", "f=g @ 2:18 f=g"}},
		{"JSON", `CMD ["a\tb", "\u00e9\ud83d\ude00", "", "\x"]`, []string{
			`["a\tb", "\u00e9\ud83d\ude00", "", "\x"] @ 2:5 ["a\tb", "\u00e9\ud83d\ude00", "", "\x"]`}},
		{"JSON", `CMD ["a\tb", "\u00e9\ud83d\ude00x", "", "é/\/"]`, []string{"a\tb @ 2:6 \"a\\tb\"",
			`é😀x @ 2:14 "\u00e9\ud83d\ude00x"`, ` @ 2:37 ""`, `é// @ 2:41 "é/\/"`}},
		{"JSON over lines", "ENTRYPOINT [ \"a\" , \\\n \"b\\\nc\" ]", []string{`a @ 2:14 "a"`, "bc @ 3:2 \"b\\\nc\""}},
		{"COPY", "COPY a  b\tc/ /d", []string{"a @ 2:6 a", "b @ 2:9 b", "c/ @ 2:11 c/", "/d @ 2:14 /d"}},
		{"COPY JSON", `COPY ["a b", "/c"]`, []string{`a b @ 2:7 "a b"`, `/c @ 2:14 "/c"`}},
		{"HEALTHCHECK", `HEALTHCHECK --interval=1s  cmd curl -f x `, []string{"--interval = 1s @ 2:24 1s",
			"cmd @ 2:28 cmd", "curl -f x @ 2:32 curl -f x"}},
		{"HEALTHCHECK JSON", `HEALTHCHECK CMD ["a"]`, []string{"CMD @ 2:13 CMD", `a @ 2:18 "a"`}},
		{"USER", "USER  a:b ", []string{"a:b @ 2:7 a:b"}},
		{"WORKDIR", `WORKDIR "/a b"`, []string{`"/a b" @ 2:9 "/a b"`}},
		{"Windows", `WORKDIR C:\a\b`, []string{`C:\a\b @ 2:9 C:\a\b`}},
		{"EXPOSE", "EXPOSE 80 443/tcp $P", []string{"80 @ 2:8 80", "443/tcp @ 2:11 443/tcp", "$P @ 2:19 $P"}},
		{"VOLUME", `VOLUME ["/a", "/b"]`, []string{`/a @ 2:9 "/a"`, `/b @ 2:15 "/b"`}},
		{"SHELL", `SHELL ["/bin/bash", "-c"]`, []string{`/bin/bash @ 2:8 "/bin/bash"`, `-c @ 2:21 "-c"`}},
		{"ONBUILD", `ONBUILD COPY --from=a b c`, []string{"--from = a @ 2:21 a", "b @ 2:23 b", "c @ 2:25 c"}},
		{"bytes that are no UTF-8", "ENV a=\xff\xc3\xa9", []string{"a @ 2:5 a", "\ufffdé @ 2:7 \xff\xc3\xa9", "= @ -"}},
		{"Latin-1 in a flag", "COPY --chown=\xc3\xa9 a b", []string{"--chown = Ã© @ 2:14 é", "a @ 2:16 a", "b @ 2:18 b"}},
	} {
		f := parse("FROM x\n" + c.line + "\n")
		if len(f.Instructions) != 2 {
			t.Errorf("%s: %d instructions", c.name, len(f.Instructions))
			continue
		}
		if d := cmp.Diff(c.want, outline(f.Instructions[1])); d != "" {
			t.Errorf("%s: %s", c.line, d)
		}
	}
}

// Parts of a value map to the bytes that they came from.
func TestParts(t *testing.T) {
	for _, c := range []struct{ line, part, want string }{
		{"FROM alpine:latest", "latest", "2:13 latest"},
		{"FROM alp\\\nine:latest", "ine:la", "3:1 ine:la"},
		{`CMD ["a\u0062c"]`, "b", `2:8 \u0062`},
		{`COPY --chown="root":x a b`, "root", "2:15 root"},
	} {
		f := parse("FROM x\n" + c.line + "\n")
		in := f.Instructions[1]
		texts := words(in)
		for _, flag := range in.Flags() {
			texts = append(texts, flag.Value)
		}
		found := false
		for _, text := range texts {
			if n := strings.Index(text.Value, c.part); n >= 0 {
				found = true
				if got := place(text.At(n, n+len(c.part))); got != c.want {
					t.Errorf("%s: %q is at %q, want %q", c.line, c.part, got, c.want)
				}
				break
			}
		}
		if !found {
			t.Errorf("%s: no word holds %q", c.line, c.part)
		}
	}
}

func TestMounts(t *testing.T) {
	f := parse("FROM a\n" +
		"RUN --mount=type=cache,\"target=/x,y\",id=\"a\" --mount=required,ro=false,from=b,src=/c,dst=/d x\n")
	run := f.Instructions[1].(*Run)
	if len(f.Problems) != 1 || len(run.Mounts) != 2 {
		t.Fatalf("%d mounts, problems %v", len(run.Mounts), f.Problems)
	}
	var got []string
	for i := range run.Mounts {
		m := &run.Mounts[i]
		got = append(got, shown(m.Type()), shown(m.From()), shown(m.Source()), shown(m.Target()), shown(m.Get("id")),
			fmt.Sprint(m.Is("required"), m.Is("readonly", "ro")))
	}
	want := []string{"cache @ 2:18 cache", " @ -", " @ -", "/x @ 2:32 /x", "a @ 2:42 a", "false false",
		"bind @ -", "b @ 2:76 b", "/c @ 2:82 /c", "/d @ 2:89 /d", " @ -", "true false"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestRegions(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"one line", "FROM a\nRUN --mount=type=tmpfs,target=/t  echo a  \n", []string{"echo a"}},
		{"CMD", "FROM a\nCMD echo a\n", []string{"echo a"}},
		{"HEALTHCHECK", "FROM a\nHEALTHCHECK --retries=1 CMD curl x\n", []string{"curl x"}},
		{"ONBUILD", "FROM a\nONBUILD RUN echo a\n", []string{"echo a"}},
		{"exec form", "FROM a\nRUN [\"a\"]\n", nil},
		{"continued", "FROM a\nRUN a \\\n  && b \\ \n  && c\n", []string{"a \\\n  && b \\ \n  && c"}},
		{"comments and blank lines", "FROM a\nRUN a \\\n# b\n\n  c \\\n  # d\n  e\n", []string{"a \\\n", "  c \\\n", "  e"}},
		{"backtick", "# escape=`\nFROM a\nRUN a `\n  b\\\n", []string{"a ", "  b\\"}},
		{"keyword alone", "FROM a\nRUN \\\n  a \\\n  b\n", []string{"a \\\n  b"}},
		{"CRLF", "FROM a\r\nRUN a \\\r\n  b\r\n", []string{"a \\\r\n  b"}},
		{"script", "FROM a\nRUN <<EOF\na\n  b\nEOF\n", []string{"a\n  b\n"}},
		{"input", "FROM a\nRUN a <<EOF && b <<-X\nc\nEOF\n\td\n\tX\nUSER y\n", []string{"a <<EOF && b <<-X",
			"\nc\nEOF\n\td\n\tX"}},
	} {
		f := parse(c.content)
		in := f.Instructions[1]
		if ob, ok := in.(*OnBuild); ok {
			in = ob.Trigger
		}
		var cmd *Command
		switch in := in.(type) {
		case *Run:
			cmd = &in.Command
		case *Cmd:
			cmd = &in.Command
		case *Healthcheck:
			cmd = &in.Command
		}
		var got []string
		for _, r := range cmd.Regions {
			got = append(got, string(f.Source.Content[r.Start:r.End]))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestHeredocs(t *testing.T) {
	f := parse("FROM a\nCOPY --chmod=1 <<-\"ab\" x <<c /d\n\te\n\tab\nf\nc\nRUN <<EOF\n#!/usr/bin/env -S python3 -u\n" +
		"EOF\nRUN 3<<EOF cat\nx\nEOF\nONBUILD RUN <<Z\nz\nZ\n")
	if len(f.Problems) > 0 {
		t.Fatal(f.Problems)
	}
	var got []string
	for _, in := range f.Instructions[1:] {
		got = append(got, place(in.Span()))
		for _, h := range heredocsOf(in) {
			got = append(got, fmt.Sprintf("%s | %s | %q | %s | %t %t %s", shown(h.Word), shown(h.Name), h.Body().Value,
				place(h.End), h.Expand, h.Chomp, h.Interpreter()))
		}
		if run, ok := in.(*Run); ok {
			got = append(got, fmt.Sprint(run.Script != nil))
		}
	}
	want := []string{"2:1 COPY --chmod=1 <<-\"ab\" x <<c /d\n\te\n\tab\nf\nc",
		"<<-\"ab\" @ 2:16 <<-\"ab\" | ab @ 2:19 \"ab\" | \"e\\n\" | 4:2 ab | false true ",
		"<<c @ 2:26 <<c | c @ 2:28 c | \"f\\n\" | 6:1 c | true false ",
		"7:1 RUN <<EOF\n#!/usr/bin/env -S python3 -u\nEOF",
		"<<EOF @ 7:5 <<EOF | EOF @ 7:7 EOF | \"#!/usr/bin/env -S python3 -u\\n\" | 9:1 EOF | true false python3", "true",
		"10:1 RUN 3<<EOF cat\nx\nEOF", "3<<EOF @ 10:5 3<<EOF | EOF @ 10:8 EOF | \"x\\n\" | 12:1 EOF | true false ", "false",
		"13:1 ONBUILD RUN <<Z\nz\nZ", "<<Z @ 13:13 <<Z | Z @ 13:15 Z | \"z\\n\" | 15:1 Z | true false "}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := shownAll(f.Instructions[1].(*Copy).Sources); !cmp.Equal(got, []string{"x @ 2:24 x"}) {
		t.Errorf("sources %q", got)
	}
}

// A Dockerfile inside a YAML value has its spans in the YAML file.
func TestEmbedded(t *testing.T) {
	yaml := source.New("compose.yaml", []byte("x: |\n  FROM alpine:latest AS a\n  ARG U=root\n  USER app-$U \\\n\n"+
		"    x\n  RUN <<EOF\n  ls\n  EOF\n  COPPY a b\n"))
	b := source.NewBuilder(yaml)
	for n := 2; n <= yaml.LineCount()-1; n++ {
		start, end := yaml.LineBounds(n)
		if end > start {
			start += 2
		}
		b.Append(string(yaml.Content[start:end+1]), start, end+1)
	}
	f := Parse(source.Embed(b.Text(3, len(yaml.Content))))
	from := f.Stages[0].From
	user := f.Build(nil).Image(f.Stages[0]).User
	got := []string{shown(from.Image), place(from.Image.At(7, 13)), shown(user.Text), place(user.Text.At(0, 4)),
		place(user.Text.At(4, 8)),
		place(user.Text.At(9, 12)), place(f.Instructions[3].Span()), place(f.Problems[0].Span)}
	want := []string{"alpine:latest @ 2:8 alpine:latest", "2:15 latest", "app-root   x @ 4:8 app-$U \\\n\n    x",
		"4:8 app-",
		"4:12 $U", "6:3   x", "7:3 RUN <<EOF\n  ls\n  EOF", "10:3 COPPY"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
