package dockerfile

import (
	"bytes"
	"testing"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// seeds are small files, one for each corner of the language.
var seeds = []string{
	"FROM alpine:3.22 AS a\nRUN --mount=type=cache,\"target=/x\",id=\"a\"\"b\" echo hi\n",
	"# escape=`\n# syntax=docker/dockerfile:1\nFROM x\nRUN a `\n# c\n\n b`\nCOPY a C:\\\n",
	"ARG A=1\nARG B=${A:-x}\nFROM ${B:+y}:$A\nARG A\nENV P=/x:$PATH Q='a b' R=\"${A}\" S\\ T=u\nUSER ${U:-0}\nWORKDIR a\n",
	"FROM a\nRUN <<EOF cat <<-'B' >x\na\nEOF\n\tb\n\tB\nCOPY <<a <<\"b c\" /d\nx\na\ny\nb c\n",
	"FROM a\nONBUILD COPY --from=b [\"\\u00e9\\ud83d\\ude00\", \"x\\n\"]\nONBUILD ONBUILD RUN x\nFROM a\n",
	"FROM a\nHEALTHCHECK --interval=1s --retries=3 CMD [\"a\"]\nHEALTHCHECK NONE\nCMD a b\nENTRYPOINT [\"c\"]\n" +
		"SHELL [\"x\"]\n",
	"FROM a\nENV k v w\nLABEL a=\"b\\\n# c\n c\" d=e\\\nEXPOSE 80 53/udp 1-2\nVOLUME /a /b\nSTOPSIGNAL 9\n" +
		"MAINTAINER x y\n",
	"FROM a\nENV A\nENV A=1 B\nCMD [1]\nRUN <<EOF\nnever\n",
	"\xef\xbb\xbf#!/x\n# syntax=y\nFROM a\r\nRUN b \\\r\n  c\r\n",
	"FROM a\xff\xfe\nCOPY --chown=\xc3\xa9 --x=\"a b\" -- c d\nRUN --network=host --security=insecure -- x\n",
	"{\"syntax\": \"x\"}", "// syntax=x\nFROM y\n", "<html>\n", "FROM a\r\rRUN b\r", "\x00\x01", "\\\n\n\\\n",
	"FROM\u00a0a\nFRO\u041c b\n<<<<<<< a\n=======\n>>>>>>> b\n", "# escape=x\n# escape=`\nFROM a\nRUN b`\nc\n",
	"FROM scratch AS a\nARG X=$Y\nENV Z=${X#a*}${X%%b?}${X/c/d}${X//e/f}${%0}\nFROM a\nRUN $Z\nCOPY --from=1 a b\n",
}

func FuzzParse(f *testing.F) {
	for _, s := range append(fixture.Files(f, fixture.IsDockerfile), seeds...) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		src := source.New("Dockerfile", content)
		if err := agree(src); err != nil {
			t.Fatal(err)
		}
		b := Parse(src).Build(map[string]ArgValue{"A": {Value: "given", Known: true}, "B": {}})
		whole := src.Span(0, len(content))
		for _, p := range b.Problems {
			if err := inside(p.Span, whole); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range b.File.Stages {
			im := b.Image(s)
			b.Reachable(s)
			im.Chain()
			for _, r := range []*Setting{im.User, im.Workdir} {
				if r == nil {
					continue
				}
				if err := inside(r.Text.Span, whole); err != nil {
					t.Fatal(err)
				}
				for i := range r.Text.Value {
					if err := inside(r.Text.At(i, i+1), whole); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		b.Uses()
		if !bytes.ContainsAny(content, "*?") { // their expansion by regular expressions is slow to referee
			if err := knownHolds(src); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzForm(f *testing.F) {
	for _, s := range append(fixture.Files(f, fixture.IsDockerfile), seeds...) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		src := source.New("Dockerfile", content)
		b := Parse(src).Build(nil)
		whole := src.Span(0, len(content))
		hold := func(spans ...source.Span) {
			for _, s := range spans {
				if err := inside(s, whole); err != nil {
					t.Fatal(err)
				}
			}
		}
		for in := range b.File.All() {
			for _, gap := range Gaps(in) {
				hold(append(gap.Lines, gap.At)...)
			}
			for _, u := range b.Undefined(in) {
				hold(u.Span)
			}
			if broken, ok := Broken(in); ok {
				hold(broken.At, broken.Text.Span)
			}
			if edit, ok := Deletion(in); ok {
				hold(edit.Span)
			}
			if label, ok := in.(*Label); ok {
				for i := range label.Pairs {
					if edit, ok := PairDeletion(label, label.Pairs, i); ok {
						hold(edit.Span)
					}
				}
			}
		}
		for _, d := range b.File.Descriptions() {
			hold(d.Comment.Span)
		}
		b.File.DefaultImages()
		b.File.MostlyLower()
	})
}
