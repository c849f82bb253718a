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
