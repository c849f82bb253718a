package project

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func unitOf(content string) *Unit {
	src := source.New("Dockerfile", []byte(content))
	file := dockerfile.Parse(src)
	return &Unit{Files: []*source.File{src}, Dockerfile: file, Builds: []*dockerfile.Build{file.Build(nil)}}
}

func TestCommandsComeInSourceOrder(t *testing.T) {
	u := unitOf(`FROM a
RUN wget b && sudo /usr/bin/curl c; env X=1 wget d
ONBUILD RUN sh -c 'curl e'
RUN ["curl", "f"]
`)
	var got []string
	for _, c := range u.Commands("wget", "curl") {
		got = append(got, c.Name+" "+c.Args()[0].Value)
	}
	if diff := cmp.Diff([]string{"wget b", "curl c", "wget d", "curl e", "curl f"}, got); diff != "" {
		t.Error(diff)
	}
	if u.Commands("apt") != nil {
		t.Error("commands that are not there")
	}
}

func TestWritesKnowTheirFiles(t *testing.T) {
	u := unitOf(`FROM a AS x
WORKDIR /srv
ARG D=/etc
RUN echo a > b && cat c | tee $D/d <<< e
COPY <<F <<G conf/
f
F
g
G
COPY <<F $D/h
h
F
RUN echo i > $NOBODY/j
FROM a
RUN echo k > l
`)
	var got []string
	for _, w := range u.Writes() {
		var content []string
		for _, c := range w.Content {
			content = append(content, c.Value)
		}
		got = append(got, fmt.Sprintf("%s %v %q", w.Path, w.Known, strings.Join(content, " ")))
	}
	want := []string{
		`/srv/b true "a"`, `/etc/d true "e"`, `$NOBODY/j false "i"`, `l false "k"`,
		`/srv/conf/F true "f\n"`, `/srv/conf/G true "g\n"`, `/etc/h true "h\n"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTransfersAreEvaluated(t *testing.T) {
	u := unitOf(`FROM a AS x
WORKDIR /srv
ARG D=etc
COPY a b ./$D
ADD --chown=1 https://x/y.tgz /opt/
COPY --from=x a $NOBODY
ONBUILD COPY . .
`)
	var got []string
	for _, tr := range u.Transfers() {
		got = append(got, fmt.Sprintf("%s<%s %v folder=%v", tr.Target, tr.From, tr.Known, tr.Folder))
	}
	want := []string{"/srv/etc< true folder=true", "/opt< true folder=true", "${NOBODY}<x false folder=false", ".< false folder=true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTargetsAreWhatServicesBuild(t *testing.T) {
	src := source.New("Dockerfile", []byte("FROM a AS x\nFROM x AS y\nFROM a AS dev\n"))
	file := dockerfile.Parse(src)
	known := func(v string) use { return use{target: compose.String{V: v, Known: true, Set: true}} }
	for _, c := range []struct {
		uses []use
		want string
	}{
		{nil, "dev"},
		{[]use{{}}, "dev"},
		{[]use{known("y")}, "y"},
		{[]use{known("x"), known("Y"), known("x")}, "y x"},
		{[]use{known("x"), {}}, "dev x"},
		{[]use{known("gone")}, "dev"},
	} {
		var got []string
		for _, s := range (&linked{uses: c.uses}).targets(file) {
			got = append(got, s.Name.Value)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("targets %q, want %s", got, c.want)
		}
	}
}

func TestShips(t *testing.T) {
	u := unitOf("FROM a AS base\nFROM a AS tool\nFROM base\nCOPY --from=tool x y\n")
	var got []bool
	for _, s := range u.Dockerfile.Stages {
		got = append(got, u.Ships(s))
	}
	if diff := cmp.Diff([]bool{true, false, true}, got); diff != "" {
		t.Error(diff)
	}
}
