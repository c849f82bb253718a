package shell

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestExtraIndexes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"pip install --extra-index-url https://pypi.x.org/simple a", "https://pypi.x.org/simple"},
		{"pip3 install --extra-index-url=https://u:p@pypi.x.org/simple a", "https://u:p@pypi.x.org/simple"},
		{"U=https://test.pypi.org/simple; python -m pip install --extra-index-url $U a", "https://test.pypi.org/simple"},
		{"pip config set global.extra-index-url https://x.org", "https://x.org"},
		{"uv pip install --index-strategy unsafe-best-match --extra-index-url https://x.org a", "https://x.org"},

		{"pip install --index-url https://x.org a", ""},
		{"pip install --extra-index-url https://download.pytorch.org/whl/cpu torch", ""},
		{"pip install --extra-index-url $U a", ""},
		{"pip install --require-hashes --extra-index-url https://x.org -r r.txt", ""},
		{"uv pip install --extra-index-url https://x.org a", ""},
		{"npm install --extra-index-url https://x.org", ""},
	} {
		var got []string
		for _, cmd := range parse(c.text).Commands {
			for _, x := range cmd.ExtraIndexes() {
				got = append(got, x.URL)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
	text := "[global]\nextra-index-url = https://x.org/simple\n"
	in := ExtraIndexesIn("/etc/pip.conf", source.New("f", []byte(text)).Text(0, len(text)))
	if len(in) != 1 || string(in[0].Span.Bytes()) != "https://x.org/simple" {
		t.Errorf("pip.conf: %v", in)
	}
	if !ExtraIndexBy("PIP_EXTRA_INDEX_URL", "https://x.org") || ExtraIndexBy("PIP_EXTRA_INDEX_URL", "") || ExtraIndexBy("X", "https://x.org") {
		t.Error("variables")
	}
}
