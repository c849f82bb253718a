package dockerfile

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestReferences(t *testing.T) {
	for word, want := range map[string]string{
		"a": "", "$A": "A", "${A}b$C": "A C", "${A:-$B}": "A B", "${A:-${B:-c}}": "A B", "${A:+$B}": "B", "${A+x}": "",
		`'$A'`: "", `"$A"`: "A", `"'$A'"`: "A", `\$A`: "", `'$A`: "", "$": "", "${": "", "https://u:$P@h": "P", "$A+b": "A",
		"${A%x}": "A", "$1": "1",
	} {
		f := Parse(source.New("Dockerfile", []byte("FROM a\n")))
		var got []string
		for _, name := range f.References(source.Unplaced(word)) {
			got = append(got, name.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestReadableByAll(t *testing.T) {
	for mount, want := range map[string]bool{
		"type=secret,id=a,mode=0444": true, "type=secret,id=a,mode=644": true, "type=secret,id=a,mode=0440": false, "type=secret,id=a": false,
		"type=ssh,mode=0666": true, "type=ssh,mode=0600": false, "type=cache,target=/c,mode=0777": false, "type=secret,id=a,mode=x": false,
	} {
		f := Parse(source.New("Dockerfile", []byte("FROM a\nRUN --mount="+mount+" b\n")))
		run := f.Instructions[1].(*Run)
		if len(run.Mounts) != 1 || run.Mounts[0].ReadableByAll() != want {
			t.Errorf("%s: want %v", mount, want)
		}
	}
}
