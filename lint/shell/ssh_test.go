package shell

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestUncheckedSSH(t *testing.T) {
	for text, want := range map[string]string{
		"StrictHostKeyChecking=no": "StrictHostKeyChecking=no ", "-oStrictHostKeyChecking=no": "StrictHostKeyChecking=no ",
		"stricthostkeychecking off": "stricthostkeychecking off ", "StrictHostKeyChecking yes": "", "StrictHostKeyChecking": "",
		"Host *\n\tStrictHostKeyChecking no\n":                                "StrictHostKeyChecking no ",
		`Host *\n\tStrictHostKeyChecking no\n`:                                "StrictHostKeyChecking no ",
		"Host localhost\nStrictHostKeyChecking no\nHost *\n":                  "",
		"# StrictHostKeyChecking no":                                          "",
		"StrictHostKeyChecking accept-new":                                    "",
		"-o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=/dev/null": "StrictHostKeyChecking=accept-new ",
		"ssh -o 'StrictHostKeyChecking no' x":                                 "StrictHostKeyChecking no ",
		"MyStrictHostKeyChecking=no":                                          "",
	} {
		got := ""
		for _, s := range UncheckedSSH(plainWordText(text), false) {
			got += string(s.Span.Bytes()) + " "
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for script, want := range map[string]string{
		"s/#StrictHostKeyChecking ask/StrictHostKeyChecking no/g":       "StrictHostKeyChecking no",
		"s/StrictHostKeyChecking no/StrictHostKeyChecking yes/":         "",
		"s/a/b/; s|.*StrictHostKeyChecking.*|StrictHostKeyChecking no|": "StrictHostKeyChecking no",
		"/StrictHostKeyChecking no/d":                                   "",
		"s/ *StrictHostKeyChecking no/#StrictHostKeyChecking no/":       "",
	} {
		got := ""
		for _, s := range UncheckedSSH(plainWordText(script), true) {
			got += string(s.Span.Bytes())
		}
		if got != want {
			t.Errorf("%q: %q, want %q", script, got, want)
		}
	}
}

func plainWordText(text string) source.Text {
	src := source.New("f", []byte(text))
	return src.Text(0, len(text))
}

func TestScansHostKeys(t *testing.T) {
	for text, want := range map[string]bool{
		"ssh-keyscan h >> ~/.ssh/known_hosts": true, "ssh-keyscan h | tee -a f": true, "echo \"$(ssh-keyscan h)\" > f": true,
		"ssh-keyscan h": false, "ssh-keyscan h > f && ssh-keygen -lf f | grep SHA256:x": false,
		"ssh-keyscan h > f && echo 'x f' | sha256sum -c": false,
	} {
		got := false
		for _, c := range parse(text).Commands {
			got = got || c.ScansHostKeys()
		}
		if got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
