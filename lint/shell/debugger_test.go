package shell

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestOpenDebuggers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"node --inspect=0.0.0.0:9229 x.js", "node --inspect=0.0.0.0:9229"},
		{"--enable-source-maps --inspect-brk=0.0.0.0", "node --inspect-brk=0.0.0.0"},
		{"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005", "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005"},
		{"java -Xrunjdwp:transport=dt_socket,address=0.0.0.0:8000,server=y", "java -Xrunjdwp:transport=dt_socket,address=0.0.0.0:8000,server=y"},
		{"python -m debugpy --listen 0.0.0.0:5678 app.py", "python --listen 0.0.0.0:5678"},
		{"dlv debug --headless --listen=:2345 --api-version=2", "go --listen=:2345"},
		{"dlv exec -l 0.0.0.0:1 x", "go -l 0.0.0.0:1"},
		{jmx + "port=1 " + jmx + "authenticate=false", "java " + jmx + "authenticate=false"},

		{jmx + "authenticate=false", ""},
		{jmx + "port=1 " + jmx + "host=localhost " + jmx + "authenticate=false", ""},
		{"node --inspect x.js", ""},
		{"node --inspect=9229 x.js", ""},
		{"node --inspect=127.0.0.1:9229", ""},
		{"-agentlib:jdwp=transport=dt_socket,server=y,address=5005", ""},
		{"-agentlib:jdwp=transport=dt_socket,server=n,address=*:5005", ""},
		{"debugpy --listen 5678", ""},
		{"nginx --listen 0.0.0.0:80", ""},
		{"", ""},
	} {
		got := ""
		src := source.New("x", []byte(c.text))
		for _, d := range OpenDebuggers(Fields(src.Text(0, len(c.text)))) {
			got += d.Tool + " " + string(d.Span.Bytes())
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDebuggerPort(t *testing.T) {
	for text, want := range map[string]uint16{
		"node --inspect=0.0.0.0:9230 x.js":                                     9230,
		"node --inspect=0.0.0.0 x.js":                                          9229,
		"-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005,suspend=n": 5005,
		"python -m debugpy --listen 0.0.0.0:5678 app.py":                       5678,
		"dlv debug --headless --listen=:2345":                                  2345,
		"dlv debug --headless --listen=0.0.0.0":                                0,
	} {
		src := source.New("x", []byte(text))
		got := OpenDebuggers(Fields(src.Text(0, len(text))))
		if len(got) != 1 || got[0].Port != want {
			t.Errorf("%s: %+v, want port %d", text, got, want)
		}
	}
}
