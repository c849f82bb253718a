package dockerfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func parseText(lines ...string) *File {
	return Parse(source.New("Dockerfile", []byte(strings.Join(lines, "\n")+"\n")))
}

func TestBroken(t *testing.T) {
	for _, c := range []struct{ line, at, mended string }{
		{`CMD ['a', 'b']`, "'", `["a", "b"]`},
		{`CMD ["a", 'b']`, "'", ""},
		{`CMD ["a" "b"]`, `"`, ""},
		{`CMD ["a", "b",]`, "]", `["a", "b"]`},
		{`CMD ["a", "b"] # why`, "#", `["a", "b"]`},
		{`CMD ["a", "b"`, `"`, ""},
		{`CMD [ app ]`, "a", ""},
		{`CMD [`, "[", ""},
		{`CMD [“a”]`, "“", `["a"]`},
		{`RUN ["a", $B]`, "$", ""},
		{`RUN [ "a" "b", "c" ]`, `"`, ""},
		{`VOLUME ['/a' , '/b']`, "'", `["/a" , "/b"]`},
		{`COPY ['a', '/b']`, "'", `["a", "/b"]`},
		{`HEALTHCHECK --retries=1 CMD ['a']`, "'", `["a"]`},
		{`RUN [ -f x ] && y`, "", ""},
		{`RUN [ "$a" = "," ] || y`, "", ""},
		{`RUN [[ a ]]`, "", ""},
		{`CMD [ -f x ] && y`, "", ""},
		{`CMD ["a"]`, "", ""},
		{`CMD []`, "", ""},
		{`COPY [ab]* /c`, "", ""},
		{`VOLUME /a`, "", ""},
		{`RUN echo ["a",]`, "", ""},
	} {
		f := parseText("FROM a", c.line)
		b, ok := Broken(f.Instructions[1])
		if got := string(b.At.Bytes()); ok != (c.at != "") || got != c.at || b.Mended != c.mended {
			t.Errorf("%s: broken %v at %q (%s), mended %q", c.line, ok, got, b.Reason, b.Mended)
		}
	}
}

func TestGaps(t *testing.T) {
	f := parseText("FROM a", `RUN a \`, "", `b \ `, " # c", "", "", "# d", "\t", `e \\`, "", `RUN <<x \`, "", "y", `\`, "", "x", `RUN z \`, "", "")
	var got []string
	for in := range f.All() {
		for _, g := range Gaps(in) {
			got = append(got, fmt.Sprintf("%d:%d", g.At.Position().Line, len(g.Lines)))
		}
	}
	if want := []string{"2:1", "4:2", "12:1", "18:1"}; !slices.Equal(got, want) {
		t.Errorf("gaps are %v, not %v", got, want)
	}
}

func TestUndefined(t *testing.T) {
	f := parseText("ARG G=1", "ARG H", "FROM a:$G$X", "ARG A", "ENV B=$A C=$B", "COPY ${D:-x} $G '$E' \\$F ${J}$J /",
		"RUN echo $K", "COPY <<x /y", "$L '$M' \\$N", "x", "ARG O=$P", "FROM scratch", "ENV D=$B:$PATH", "ONBUILD USER $TARGETARCH",
		"LABEL $Q=${Q:+$R} x=$1$$", "RUN --mount=type=cache,id=$S,target=/x true")
	b := f.Build(nil)
	var got []string
	for in := range f.All() {
		for _, u := range b.Undefined(in) {
			s := string(u.Span.Bytes())
			for mark, set := range map[string]bool{"guarded": u.Guarded, "open": u.Open, "global": u.Global, "elsewhere": !u.Elsewhere.IsZero()} {
				if set {
					s += " " + mark[:1]
				}
			}
			words := strings.Fields(s)
			slices.Sort(words[1:])
			got = append(got, strings.Join(words, " "))
		}
	}
	want := []string{"$X", "$B e o", "${D:-x} e g o", "$G g o", "${J} o", "$L o", "$M o", "$P o", "$B e", "$TARGETARCH g o",
		"$Q", "$R", "$S"}
	if !slices.Equal(got, want) {
		t.Errorf("undefined are\n%q, not\n%q", got, want)
	}
}

func TestDefaultImages(t *testing.T) {
	f := parseText("ARG A=1", "ARG B", "ARG C=$A-$B-", "FROM x:$A", "FROM x:$B", "FROM $C", "FROM x", "FROM x:$D", "FROM ${B:-y}:${TARGETARCH}",
		"FROM ${B:?no}")
	got := f.DefaultImages()
	want := map[int]string{0: "x:1", 1: "x:", 2: "1--", 5: "y:x"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("images are %v, not %v", got, want)
	}
}

func TestParsePlatform(t *testing.T) {
	for text, want := range map[string]string{
		"linux/amd64": "linux amd64", "linux/arm64/v8": "linux arm64", "x86_64": " amd64", "linux": "linux ", "Linux/AArch64": "linux arm64",
		"windows(10.0.17763)/amd64": "windows amd64", "": "", "linux/": "", "a/b/c/d": "", "$X": "", "nonsense": "",
	} {
		system, arch, ok := ParsePlatform(text)
		if got := system + " " + arch; ok != (want != "") || ok && got != want {
			t.Errorf("%s is %q, %v", text, got, ok)
		}
	}
}

func TestSignalName(t *testing.T) {
	for text, want := range map[string]string{"9": "SIGKILL", "19": "SIGSTOP", "15": "15", "kill": "SIGKILL", "SigTerm": "SIGTERM", "RTMIN+3": "SIGRTMIN+3"} {
		if got := SignalName(text); got != want {
			t.Errorf("%s is %s", text, got)
		}
	}
}

func TestDescriptions(t *testing.T) {
	f := parseText("# check=skip=all", "# a", "# A is", "ARG A=1", "# b", "", "ARG B", "# c", "#", "ARG C", "# lint ignore", "FROM a AS D",
		"# e", "FROM b", "# f", "RUN x", "# one", `ARG G \`, "# two", " H")
	var got []string
	for _, d := range f.Descriptions() {
		got = append(got, fmt.Sprint(d.Comment.Span.Position().Line, d.Names, d.Named(), d.Tools))
	}
	if want := []string{"3 [A] true false", "11 [d] false true", "17 [G H] false false"}; !slices.Equal(got, want) {
		t.Errorf("descriptions are %q", got)
	}
}

func TestDeletion(t *testing.T) {
	f := parseText("FROM a", `  CMD a \`, "  # b", "  c", "LABEL a=1 b=2 \\", "  c=3", "ONBUILD CMD x")
	cut := func(e source.Edit, ok bool) string { return fmt.Sprintf("%q %v", e.Span.Bytes(), ok) }
	label := f.Instructions[2].(*Label)
	for got, want := range map[string]string{
		cut(Deletion(f.Instructions[1])):                                               `"  CMD a \\\n  # b\n  c\n" true`,
		cut(Deletion(f.Instructions[3].(*OnBuild).Trigger)):                            `"" false`,
		cut(PairDeletion(label, label.Pairs, 0)):                                       `"a=1 " true`,
		cut(PairDeletion(label, label.Pairs, 1)):                                       `" b=2" true`,
		cut(PairDeletion(label, label.Pairs, 2)):                                       `" \\\n  c=3" true`,
		cut(parseText("FROM --platform=x  a").Stages[0].From.FlagDeletion("platform")): `"--platform=x  " true`,
	} {
		if got != want {
			t.Errorf("cut %s, not %s", got, want)
		}
	}
}

func TestRelativeWorkdir(t *testing.T) {
	f := parseText("ARG A=b", "FROM a", "ARG A", "WORKDIR $A/c", "WORKDIR d", "FROM scratch", "WORKDIR e", "FROM f", "WORKDIR $G", "FROM h", "WORKDIR c:/x")
	b := f.Build(nil)
	var got []string
	for in := range f.All() {
		if w, ok := in.(*Workdir); ok {
			if dir, relative := b.RelativeWorkdir(w); relative {
				got = append(got, dir)
			}
		}
	}
	if !slices.Equal(got, []string{"b/c"}) {
		t.Errorf("relative are %q", got)
	}
}
