package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// told shows what is known of a resolved text.
func told(r Resolved) string {
	if r.Known {
		return r.Value
	}
	return fmt.Sprintf("%s ?%s", r.Value, strings.Join(r.Missing, ","))
}

// user shows the user of a file's last stage.
func user(content string, args map[string]ArgValue) string {
	f := parse(content)
	u := f.Build(args).Image(f.Stage("")).User
	if u == nil {
		return "nobody"
	}
	return told(u.Resolved)
}

func TestUser(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"none", "FROM a\n", "nobody"},
		{"plain", "FROM a\nUSER app\nUSER 0:0\n", "0:0"},
		{"quoted", "FROM a\nUSER \"a\"'b'\\c\n", "abc"},
		{"backtick", "# escape=`\nFROM a\nUSER a\\b`$\n", `a\b$`},
		{"ENV", "FROM a\nENV U=app\nUSER $U:${G:-g}\n", "app:${G} ?G"},
		{"unknown of the base", "FROM a\nUSER $U\n", "${U} ?U"},
		{"unset on scratch", "FROM scratch\nUSER x$U\n", "x"},
		{"default on scratch", "FROM scratch\nUSER ${U:-0}\n", "0"},
		{"default of an unknown", "FROM a\nUSER ${U:-0}\n", "${U} ?U"},
		{"default that does not count", "FROM a\nENV U=x\nUSER ${U:-$V}\n", "x"},
		{"alternative", "FROM a\nENV U=x\nUSER ${U:+y}${V:+}\n", "y"},
		{"ARG with default", "FROM a\nARG U=app\nUSER $U\n", "app"},
		{"ARG without", "FROM a\nARG U\nUSER $U\n", "${U} ?U"},
		{"ARG given", "FROM a\nARG U=app\nUSER $U$GIVEN\n", "app${GIVEN} ?GIVEN"},
		{"ARG given and declared", "FROM a\nARG GIVEN=app\nUSER $GIVEN\n", "given"},
		{"ARG given, unknown", "FROM a\nARG SECRET=app\nUSER $SECRET\n", "${SECRET} ?SECRET"},
		{"global ARG", "ARG U=app\nFROM a\nUSER $U\n", "${U} ?U"},
		{"global ARG declared again", "ARG U=app\nFROM a\nARG U\nUSER $U\n", "app"},
		{"global ARG with another default", "ARG U=app\nFROM a\nARG U=b\nUSER $U\n", "b"},
		{"ARG behind ENV", "FROM a\nENV U=env\nARG U=arg\nUSER $U\n", "arg"},
		{"ENV behind ARG", "FROM a\nARG U=arg\nENV U=env\nUSER $U\n", "env"},
		{"ENV of ARG", "FROM a\nARG V=1\nENV U=u$V\nUSER $U\n", "u1"},
		{"pairs of one ENV", "FROM a\nENV U=a\nENV U=b W=$U\nUSER $W\n", "a"},
		{"pairs of one ARG", "FROM a\nARG U=a W=$U\nUSER $W\n", "a"},
		{"platform", "FROM a\nARG TARGETARCH\nUSER $TARGETARCH\n", "${TARGETARCH} ?TARGETARCH"},
		{"platform not declared", "FROM scratch\nUSER x$TARGETARCH\n", "x"},
		{"parent", "FROM a AS b\nUSER app\nFROM b\n", "app"},
		{"parent of parent", "FROM a AS b\nUSER app\nFROM b as C\nFROM c\nRUN x\n", "app"},
		{"parent's ENV", "FROM a AS b\nENV U=app\nFROM b\nUSER $U\n", "app"},
		{"parent's ARG", "FROM a AS b\nARG U=app\nFROM b\nUSER $U\n", "app"},
		{"parent's ENV that an ARG hides", "FROM a AS b\nENV U=env\nARG U=arg\nFROM b\nUSER $U\n", "env"},
		{"FROM is exact", "FROM a AS b\nUSER app\nFROM B\n", "nobody"},
		{"parent by variable", "ARG P=b\nFROM a AS b\nUSER app\nFROM $P\n", "app"},
		{"the last of a name", "FROM a AS b\nUSER one\nFROM a AS b\nUSER two\nFROM b\n", "two"},
		{"trigger", "FROM a AS b\nUSER app\nONBUILD USER root\nFROM b\n", "root"},
		{"trigger of the stage itself", "FROM a AS b\nUSER app\nONBUILD USER root\n", "app"},
		{"a value that is partly unknown", "FROM a\nARG V\nENV U=app-$V\nUSER $U\n", "app-${V} ?V"},
		{"no argument", "FROM a\nUSER app\nUSER\n", "app"},
		{"pattern", "FROM a\nENV U=app.local\nUSER ${U%%.*}${U#app}\n", "app.local"},
	} {
		args := map[string]ArgValue{"GIVEN": {Value: "given", Known: true}, "SECRET": {}}
		if got := user(c.content, args); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBase(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"plain", "FROM alpine:3\n", "alpine:3 @ 1:6 alpine:3"},
		{"chain", "FROM x AS a\nFROM a AS b\nFROM b\n", "x @ 1:6 x"},
		{"scratch", "FROM scratch AS a\nFROM a\n", "scratch"},
		{"ARG", "ARG T=3\nFROM alpine:$T\n", "alpine:3 @ 2:6 alpine:$T"},
		{"ARG without", "ARG T\nFROM alpine:${T}\n", "alpine:${T} ?T"},
		{"not declared", "FROM alpine:${T:-3}\n", "alpine:3 @ 1:6 alpine:${T:-3}"},
		{"platform", "FROM alpine-$TARGETARCH\n", "alpine-${TARGETARCH} ?TARGETARCH"},
		{"ARG of a stage", "FROM x\nARG T=3\nFROM alpine:x$T\n", "alpine:x @ 3:6 alpine:x$T"},
		{"ARG of ARG", "ARG A\nARG B=r/x:$A\nFROM $B\n", "r/x:${A} ?A"},
		{"given", "ARG GIVEN\nFROM a:$GIVEN\n", "a:given @ 2:6 a:$GIVEN"},
		{"comes out empty", "FROM $NOTHING\n", " ?"},
	} {
		f := parse(c.content)
		base := f.Build(map[string]ArgValue{"GIVEN": {Value: "given", Known: true}}).Image(f.Stage("")).Base
		got := told(base.Image)
		if base.Image.Known && !base.Scratch {
			got = shown(base.Image.Text)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What stands in the file as it is maps to its own bytes; the value of a variable maps to the word that names it, and a
// note says where it was set.
func TestResolvedText(t *testing.T) {
	f := parse("ARG TAG=latest\nARG REPO=alpine\nFROM \"docker.io/\"${REPO}:${TAG}\nENV A=x\n" +
		"WORKDIR /a\\ b/'c d'/\"$A e\"/${B:-f}\nARG B=1\n")
	b := f.Build(nil)
	r := b.Image(f.Stages[0]).Base.Image
	w := b.Expand(f.Instructions[4].(*Workdir).Path, f.Instructions[4])
	got := []string{r.Value, place(r.Text.At(0, 10)), place(r.Text.At(10, 16)), place(r.Text.At(16, 17)),
		place(r.Text.At(17, 23)), place(r.Text.Span)}
	for _, n := range r.Notes {
		got = append(got, n.Message+" "+place(n.Span))
	}
	got = append(got, told(w), place(w.Text.At(2, 3)), place(w.Text.At(5, 8)), place(w.Text.At(9, 10)),
		place(w.Text.At(10, 12)), place(w.Text.At(13, 14)))
	want := []string{"docker.io/alpine:latest", "3:7 docker.io/", "3:18 ${REPO}", "3:25 :", "3:26 ${TAG}",
		"3:6 \"docker.io/\"${REPO}:${TAG}",
		"REPO is set here 2:5 REPO=alpine", "TAG is set here 1:5 TAG=latest",
		"/a b/c d/x e/${B} ?B", `5:11 \ `, "5:16 c d", "5:22 $A", "5:24  e", "5:28 ${B:-f}"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if v := b.Variable("A", f.Instructions[4]); told(v) != "x" || place(v.Notes[0].Span) != "4:5 A=x" {
		t.Errorf("A is %+v", v)
	}
	if v := b.Variable("A", f.Instructions[3]); v.Known {
		t.Errorf("A is %+v in front of its ENV", v)
	}
}

func TestImage(t *testing.T) {
	f := parse(`FROM alpine AS base
SHELL ["/bin/bash", "-c"]
ENV A=1 B=2
ARG A=3
WORKDIR /srv
WORKDIR app
EXPOSE 80 $P
VOLUME /data
CMD serve
HEALTHCHECK CMD curl x
FROM base AS child
ENV B=b C=c
WORKDIR ../x
ENTRYPOINT ["run"]
EXPOSE 443
FROM child
CMD ["y"]
HEALTHCHECK NONE
`)
	b := f.Build(nil)
	show := func(im *Image) string {
		var out []string
		add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
		if p := im.Entrypoint; p != nil {
			add("entrypoint %s by %s", words(p.At)[0].Value, p.Program)
		}
		if p := im.Cmd; p != nil {
			add("cmd %s by %s", words(p.At)[0].Value, p.Program)
		}
		add("reset %t", im.CmdReset != nil)
		for _, v := range im.Env() {
			add("%s=%s", v.Name, v.Value)
		}
		for _, p := range append(im.Ports(), im.Volumes()...) {
			add("%s", told(p.Resolved))
		}
		add("in %s", told(im.Workdir.Resolved))
		add("health none=%t", im.Healthcheck.None)
		for _, s := range im.Chain() {
			add("%d", s.Index)
		}
		return strings.Join(out, "; ")
	}
	var got []string
	for _, s := range f.Stages {
		got = append(got, show(b.Image(s)))
	}
	want := []string{
		"cmd serve by /bin/bash; reset false; A=1; B=2; 80; ${P} ?P; /data; in /srv/app; health none=false; 0",
		"entrypoint run by ; reset true; A=1; B=b; C=c; 80; ${P} ?P; 443; /data; in /srv/x; health none=false; 0; 1",
		"entrypoint run by ; cmd y by ; reset false; A=1; B=b; C=c; 80; ${P} ?P; 443; /data; in /srv/x; " +
			"health none=true; 0; 1; 2",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCmdReset(t *testing.T) {
	for content, want := range map[string]string{
		"FROM a\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\n":              "x",
		"FROM a\nENTRYPOINT [\"y\"]\n":                           "reset",
		"FROM a AS b\nCMD [\"x\"]\nFROM b\nENTRYPOINT [\"y\"]\n": "reset",
		"FROM a AS b\nENTRYPOINT [\"y\"]\nFROM b\nCMD [\"x\"]\n": "x",
		"FROM a\n": "base",
	} {
		f := parse(content)
		im := f.Build(nil).Image(f.Stage(""))
		got := "base"
		switch {
		case im.Cmd != nil:
			got = im.Cmd.Words[0].Value
		case im.CmdReset != nil:
			got = "reset"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", content, got, want)
		}
	}
}

func TestProgram(t *testing.T) {
	for content, want := range map[string]string{
		"FROM a\nRUN x\n": "/bin/sh",
		"FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN x\n":                                "/bin/bash",
		"FROM a AS b\nSHELL [\"zsh\"]\nFROM b\nRUN x\n":                                 "zsh",
		"FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN x\n":                   "cmd",
		"FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 AS b\nFROM b\nRUN x": "cmd",
		"# escape=`\nARG B\nFROM $B\nRUN x\n":                                           "cmd",
		"# escape=`\nFROM alpine\nRUN x\n":                                              "/bin/sh",
		"FROM --platform=windows/amd64 x\nRUN x\n":                                      "cmd",
		"FROM a\nSHELL [\"/usr/bin/env\", \"bash\", \"-c\"]\nRUN x\n":                   "bash",
		"FROM a\nSHELL [\"env\", \"-i\", \"A=b\", \"-u\", \"C\", \"zsh\"]\nRUN x\n":     "zsh",
		"FROM a\nSHELL [\"env\", \"-S\", \"bash -ec\"]\nRUN x\n":                        "bash",
		"FROM a\nSHELL [\"env\", \"-u\"]\nRUN x\n":                                      "env",
	} {
		f := parse(content)
		last := f.Instructions[len(f.Instructions)-1]
		if got := f.Build(nil).Program(last); got != want {
			t.Errorf("%q: %s, want %s", content, got, want)
		}
	}
}

func TestStage(t *testing.T) {
	f := parse("FROM a AS One\nFROM b AS two\nFROM c\nFROM d AS ONE\n")
	for target, want := range map[string]int{"": 3, "one": 3, "Two": 1, "0": 0, "2": 2, "4": -1, "-1": -1, "x": -1} {
		got := -1
		if s := f.Stage(target); s != nil {
			got = s.Index
		}
		if got != want {
			t.Errorf("%q: %d, want %d", target, got, want)
		}
	}
	if f.Stages[3].Replaces != f.Stages[0] {
		t.Error("the last stage replaces the first")
	}
	if s := (&File{}).Stage(""); s != nil {
		t.Error("a file without stages has none")
	}
}

func TestUses(t *testing.T) {
	f := parse(`# syntax=docker/dockerfile:1
ARG T
FROM golang:1 AS build
FROM build AS test
FROM scratch AS tools
COPY --from=busybox:1 a b
ONBUILD COPY --from=test a b
FROM alpine:$T
COPY --from=Build a b
COPY --from=0 a b
RUN --mount=from=gcc:14,target=/x --mount=type=cache,from=tools,target=/y --mount=from=0,target=/z make
FROM unused
FROM tools
`)
	b := f.Build(nil)
	var got []string
	for _, u := range b.Uses() {
		got = append(got, fmt.Sprintf("%d %s %s", u.Kind, told(u.Image), place(u.Image.Text.Span)))
	}
	want := []string{"3 docker/dockerfile:1 1:10 docker/dockerfile:1", "0 golang:1 3:6 golang:1",
		"1 busybox:1 6:13 busybox:1",
		"0 alpine:${T} ?T 8:6 alpine:$T", "2 gcc:14 11:18 gcc:14", "2 0 11:88 0", "0 unused 12:6 unused"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for target, want := range map[string]string{"": "[0 1 2 5]", "3": "[0 2 3]", "test": "[0 1]", "4": "[4]"} {
		var got []int
		for _, s := range b.Reachable(f.Stage(target)) {
			got = append(got, s.Index)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q reaches %v, want %s", target, got, want)
		}
	}
}

func TestBuildProblems(t *testing.T) {
	for _, c := range []struct {
		content string
		kind    source.ProblemKind
		want    string
	}{
		{"ARG A=${\nFROM a\n", source.Refused, "1:7 ${ the variable is not closed; write ${NAME}"},
		{"FROM a:${A:-\n", source.Refused, "1:6 a:${A:- the variable is not closed; write ${NAME}"},
		{"FROM a\nENV A='x\n", source.Refused, "2:7 'x a single quote is not closed"},
		{"FROM a\nLABEL a=\"x\n", source.Refused, "2:9 \"x a double quote is not closed"},
		{"FROM a\nCOPY a ${}\n", source.Refused, "2:8 ${} the name of the variable is missing; write ${NAME}"},
		{"FROM $A\n", source.Refused,
			"1:6 $A the image comes out empty: its variables are not declared in front of the first FROM"},
		{"FROM a\nARG A\nUSER ${B:?no}\n", -1, ""},
		{"FROM scratch\nUSER ${B:?no}\n", source.Refused, "2:6 ${B:?no} no"},
		{"FROM a\nENV A=" + strings.Repeat("x", 20_000) + "\nENV B=$A$A\n", source.Unread,
			"3:7 $A$A this value grows too large: it was not worked out"},
	} {
		got, kind := "", source.ProblemKind(-1)
		for _, p := range parse(c.content).Build(nil).Problems {
			got, kind = place(p.Span)+" "+p.Message, p.Kind
		}
		if got != c.want || kind != c.kind {
			t.Errorf("%.60q: %d %q, want %d %q", c.content, kind, got, c.kind, c.want)
		}
	}
}
