package systemd

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestStart(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --icc=false\n", "/usr/bin/dockerd|-H|fd://|--icc=false"},
		{"several lines", "[Service]\nExecStart=/usr/bin/dockerd \\\n  -H fd:// \\\n# why\n  --debug\nType=notify\n", "/usr/bin/dockerd|-H|fd://|--debug"},
		{"windows lines", "[Service]\r\nExecStart=dockerd \\\r\n  --debug\r\n", "dockerd|--debug"},
		{"quotes", "[Service]\nExecStart=-dockerd \"--label=a b\" 'c d' e\\ f\n", "dockerd|--label=a b|c d|e f"},
		{"reset", "[Service]\nExecStart=/a\nExecStart=\nExecStart=/b c\n", "/b|c"},
		{"reset alone", "[Service]\nExecStart=/a\nExecStart=\n", ""},
		{"another section", "[Unit]\nExecStart=/a\n", ""},
		{"blanks", "[Service]\n ExecStart = /a  b \n", "/a|b"},
		{"variable", "[Service]\nExecStart=dockerd $OPTS --x=%h a$$b\n", "dockerd|?$OPTS|?--x=%h|a$b"},
		{"cut off", "[Service]\nExecStart=dockerd \\", "dockerd"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range Start(Parse(source.New("u", []byte(c.in)))) {
				text := w.Text.Value
				if !w.Known {
					text = "?" + text
				}
				got = append(got, text)
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	u := Parse(source.New("u", []byte("[Service]\nnonsense\nA=b\n")))
	if len(u.Problems) != 1 || string(u.Problems[0].Span.Bytes()) != "nonsense" || len(u.Entries) != 1 {
		t.Errorf("got %+v", u)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[Service]\nExecStart=@/usr/bin/dockerd \\\n;x\n 'a \"b' \\\n")
	f.Fuzz(func(t *testing.T, in string) {
		u := Parse(source.New("u", []byte(in)))
		for _, p := range u.Problems {
			inside(t, p.Span, in)
		}
		for _, e := range u.Entries {
			inside(t, e.Span, in)
			inside(t, e.Name, in)
			for _, w := range e.Words() {
				inside(t, w.Text.Span, in)
			}
		}
		Start(u)
	})
}

func inside(t *testing.T, s source.Span, in string) {
	t.Helper()
	if s.Start < 0 || s.End > len(in) || s.Start > s.End {
		t.Fatalf("the span %d-%d lies outside", s.Start, s.End)
	}
}
