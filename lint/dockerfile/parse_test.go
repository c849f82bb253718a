package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func parse(content string) *File { return Parse(source.New("Dockerfile", []byte(content))) }

// place shows a span as line:column and what stands there.
func place(s source.Span) string {
	if s.IsZero() {
		return "-"
	}
	p := s.Position()
	return fmt.Sprintf("%d:%d %s", p.Line, p.Column, s.Bytes())
}

// shown shows a text as its value and its place.
func shown(t source.Text) string { return fmt.Sprintf("%s @ %s", t.Value, place(t.Span)) }

func shownAll(texts []source.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, shown(t))
	}
	return out
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string // key, place, message
	}{
		{"unknown", "FROM a\nCOPPY a b\nUSRE x\nNOPE y\n", []string{
			"unknown.COPPY | 2:1 COPPY | COPPY is no instruction; did you mean COPY",
			"unknown.USRE | 3:1 USRE | USRE is no instruction; did you mean USER",
			"unknown.NOPE | 4:1 NOPE | NOPE is no instruction"}},
		{"a foreign frontend", "# syntax=x/y:1\nFROM a\nINCLUDE b\n", []string{
			"unknown.INCLUDE | 3:1 INCLUDE | INCLUDE belongs to the frontend of # syntax: it was not read"}},
		{"homoglyph", "FRO\u041c a\n", []string{
			"unknown.FRO\u041c | 1:1 FRO\u041c | FRO\u041c holds U+041C, which is no Latin letter; write FROM"}},
		{"no-break space", "FROM a\nRUN\u00a0x\n", []string{
			"unknown.RUN\u00a0X | 2:4 \u00a0 | " +
				"RUN is followed by a no-break space, which is no blank to BuildKit; write a plain one"}},
		{"merge conflict", "FROM a\n<<<<<<< x\nUSER a\n=======\nUSER b\n>>>>>>> y\n", []string{
			"conflict | 2:1 <<<<<<< | a merge conflict was left in the file"}},
		{"HTML", "<html>\n<b>\n</html>\n", []string{"markup | 1:1 <html> | this is HTML or XML, and no Dockerfile"}},
		{"a script", "#!/bin/sh\nset -e\nls\n", []string{
			"unknown.SET | 2:1 set | set is no instruction; this looks like no Dockerfile"}},
		{"empty", "", []string{"empty | 1:1  | the file is empty"}},
		{"comments", "\n  # a\n", []string{"empty | 2:3 # a | the file has no instruction"}},
		{"no stage", "ARG A\n", []string{"from | 1:1 ARG | no stage begins: FROM is missing"}},
		{"before FROM", "ARG A\nRUN x\nFROM a\n", []string{
			"from | 2:1 RUN | the first instruction must be FROM, or ARG for its variables"}},
		{"FROM", "FROM\nFROM a b\nFROM a as\nFROM a AS 1\n", []string{
			"refused.from | 1:1 FROM | FROM needs an image",
			"refused.from | 2:8 b | FROM takes an image, and AS with a name; not these words",
			"refused.from | 3:8 as | AS needs a name for the stage",
			"refused.from | 4:11 1 | 1 is no name for a stage; use letters, digits, -, _ and ."}},
		{"flags", "FROM a\nCOPY --form=b --link=x --chown a /\nRUN --network=x --mount=type=bind y\n" +
			"COPY --from=a --from=b c d\n", []string{
			"flag.unknown.form | 2:6 --form=b | COPY has no flag --form; did you mean --from",
			"flag.value.link | 2:15 --link=x | --link can only be true or false",
			"flag.value.chown | 2:24 --chown | --chown needs a value: --chown=...",
			"refused.run | 3:15 x | --network can be default, none or host",
			"flag.twice.from | 4:15 --from=b | --from stands twice; remove one"}},
		{"mounts", "FROM a\nRUN --mount=type=cach,id=x a\nRUN --mount=type=cache,mode=9 a\nRUN --mount=from=$A,a=b c\n" +
			"RUN --mount=nope=1 a\n", []string{
			"build.mount | 2:18 cach | the type can be bind, cache, tmpfs, secret or ssh",
			"build.mount | 3:29 9 | mode can only be a number",
			"refused.run | 4:18 $A | from takes no variables; name a stage: FROM image AS name",
			"build.mount | 5:13 nope=1 | a mount has no field nope"}},
		{"values", "FROM a\nENV A\nENV A=1 B\nENV =b\nCMD [\"a\", 1]\nVOLUME [\"\"]\nSHELL sh\nWORKDIR\nCOPY a\n", []string{
			"malformed.env | 2:5 A | ENV needs a value: name=value",
			"malformed.env | 3:9 B | B has no =; write name=value, in quotes where it holds blanks",
			"refused.env | 4:5 =b | a name is missing in front of =",
			"malformed.cmd | 5:11 1 | the array can hold strings only; put quotes around this",
			"refused.volume | 6:9 \"\" | a volume needs a path",
			"refused.shell | 7:7 sh | SHELL takes a JSON array only: [\"/bin/sh\", \"-c\"]",
			"refused.workdir | 8:1 WORKDIR | WORKDIR needs an argument",
			"refused.copy | 9:6 a | COPY needs a destination behind the source"}},
		{"HEALTHCHECK", "FROM a\nHEALTHCHECK --interval=1 CMD a\nHEALTHCHECK NONE a\nHEALTHCHECK x\nHEALTHCHECK CMD\n",
			[]string{
				"refused.healthcheck | 2:24 1 | --interval takes a duration such as 30s",
				"refused.healthcheck | 3:13 NONE a | HEALTHCHECK NONE takes no arguments",
				"refused.healthcheck | 4:13 x | HEALTHCHECK takes CMD or NONE, not x",
				"refused.healthcheck | 5:13 CMD | HEALTHCHECK CMD needs a command"}},
		{"stages", "FROM a AS b\nCOPY --from=b x y\nCOPY --from=c x y\nCOPY --from=7 x y\nCOPY --from=$A x y\n" +
			"FROM a AS c\n", []string{
			"build.from | 2:13 b | a stage cannot copy from itself",
			"build.from | 3:13 c | cannot copy from stage c, which begins further down; move it up",
			"build.from | 4:13 7 | there is no stage 7",
			"build.from | 5:13 $A | --from takes no variables; name a stage: FROM image AS name"}},
		{"ports", "FROM a\nEXPOSE 80 65536 5-4 53/xyz $P 1:2\n", []string{
			"build.port | 2:11 65536 | 65536 is no port; write a number up to 65535",
			"build.port | 2:17 5-4 | 5-4 is no range of ports",
			"build.port | 2:21 53/xyz | xyz is no protocol; write tcp, udp or sctp"}},
		{"ADD and COPY", "FROM a\nCOPY --chmod=99999 a b\nADD --checksum=sha256:zz https://a/b c\n" +
			"ADD --checksum=sha256:zz a b\n", []string{
			"build.chmod | 2:14 99999 | --chmod takes an octal number up to 7777",
			"build.checksum | 3:16 sha256:zz | --checksum takes sha256: and 64 hexadecimal digits",
			"build.checksum | 4:16 sha256:zz | --checksum is for sources from HTTP and Git only"}},
		{"ONBUILD", "FROM a\nONBUILD ONBUILD RUN x\nONBUILD NOPE\nONBUILD COPY a\n", []string{
			"refused.onbuild | 2:9 ONBUILD | ONBUILD takes no ONBUILD",
			"build.unknown.NOPE | 3:9 NOPE | NOPE is no instruction",
			"build.refused.copy | 4:14 a | COPY needs a destination behind the source"}},
		{"heredoc", "FROM a\nCOPY <<a <<b /c\nx\na\ny\n", []string{
			"heredoc.open.b | 2:10 <<b | b never comes: this heredoc swallows the rest of the file"}},
		{"directives", "# escape=x\n# check=skip=all\n# check=y\nFROM a\n", []string{
			"directive.escape | 1:10 x | the escape character can only be \\ or `",
			"directive.twice | 3:1 # check=y | this parser directive stands twice; remove one"}},
		{"hidden", "# \u202ea\u2066\u2069\nFROM a\nRUN \x1bx\ry\n", []string{
			"control | 1:3 \u202e | characters that turn the direction of the text hide what is written; remove them",
			"control | 1:5 \u2066\u2069 | characters that turn the direction of the text hide what is written; remove them",
			"control | 3:5 \x1b | control characters do not show in an editor or terminal; remove them",
			"control | 3:7 \r | a carriage return inside a line hides what stands before it; remove it"}},
		{"old line ends", "FROM a\rNOPE b\r", []string{
			"line.ends | 1:7 \r | lines end in carriage returns alone: BuildKit sees one line"}},
		{"UTF-16", "\xff\xfeF\x00", []string{
			"encoding | 1:1 \xff\xfe | the file is UTF-16, which BuildKit cannot read; save it as UTF-8"}},
		{"in order", "FROM a\nRUN echo $((1<<3)) <<<'x' '<<EOF' \\\n\n && b \\  \n# c\n && d\nCMD [ -f x ]\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range parse(c.content).Problems {
				got = append(got, strings.Join([]string{p.Key, place(p.Span), p.Message}, " | "))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// An error hides nothing of what stands around it.
func TestErrorsHideNothing(t *testing.T) {
	f := parse("FROM a\nENV A\nRUN b \\\n# c\n\nENV =\nCMD [1]\n# d\nUSER e\nLABEL f\nEXPOSE 1\n")
	var got []string
	for _, in := range f.Instructions {
		got = append(got, fmt.Sprintf("%T %s", in, place(in.Span())))
	}
	want := []string{"*dockerfile.From 1:1 FROM a", "*dockerfile.Invalid 2:1 ENV A",
		"*dockerfile.Run 3:1 RUN b \\\n# c\n\nENV =",
		"*dockerfile.Invalid 7:1 CMD [1]", "*dockerfile.User 9:1 USER e", "*dockerfile.Invalid 10:1 LABEL f",
		"*dockerfile.Expose 11:1 EXPOSE 1"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = nil
	for _, c := range f.Comments {
		got = append(got, fmt.Sprintf("%s, then %T at %d", shown(c.Text), c.Next, c.Next.Span().Position().Line))
	}
	if d := cmp.Diff([]string{" c @ 4:2  c, then *dockerfile.Run at 3", " d @ 8:2  d, then *dockerfile.User at 9"},
		got); d != "" {
		t.Error(d)
	}
}

func TestDirectives(t *testing.T) {
	for _, c := range []struct{ name, content, syntax, check, escape string }{
		{"plain", "# syntax=a/b:1\n#check=skip=all;error=true\n# escape=`\nFROM x\n",
			"a/b:1 @ 1:10 a/b:1", "skip=all;error=true @ 2:8 skip=all;error=true", "`"},
		{"case and blanks", "#   SyNtAx   =   a/b:1  c \nFROM x\n", "a/b:1 @ 1:18 a/b:1", " @ -", `\`},
		{"mark", "\xef\xbb\xbf# syntax=a\nFROM x\n", "a @ 1:10 a", " @ -", `\`},
		{"shebang", "#!/usr/bin/env x\n# syntax=a\n# escape=`\nFROM x\n", "a @ 2:10 a", " @ -", `\`},
		{"slashes", "// syntax=a\nFROM x\n", "a @ 1:11 a", " @ -", `\`},
		{"JSON", "{\n \"syntax\": \"a\"}", "a @ 2:13 a", " @ -", `\`},
		{"late", "# x\n# syntax=a\n# escape=`\nFROM x\n", " @ -", " @ -", `\`},
		{"twice", "# syntax=a\n# syntax=b\n# escape=`\nFROM x\nRUN y `\n z\n", "a @ 1:10 a", " @ -", "`"},
	} {
		f := parse(c.content)
		got := []string{shown(f.Syntax), shown(f.Check), string(f.Escape)}
		if d := cmp.Diff([]string{c.syntax, c.check, c.escape}, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}
