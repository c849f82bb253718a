package shell

import (
	"strings"
	"testing"
)

func TestLostStatus(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"curl u | sh", "curl"},
		{"set -o pipefail; curl u | sh", ""},
		{"set -euxo pipefail && curl u | sh", ""},
		{"set -e -o pipefail; curl u | sh", ""},
		{"set -o pipefail; set +o pipefail; curl u | sh", "curl"},
		{"set -eu; curl u | sh", "curl"},
		{"curl u | sh; set -o pipefail", "curl"},
		{"(set -o pipefail; curl u | sh)", ""},
		{"(set -o pipefail); curl u | sh", "curl"},
		{"if x; then set -o pipefail; fi; curl u | sh", ""}, // nobody knows
		{"f() { set -o pipefail; }; f; curl u | sh", ""},
		{"shopt -so pipefail; curl u | sh", ""},
		{"setopt PIPE_FAIL; curl u | sh", ""},
		{"bash -o pipefail -c 'curl u | sh'", ""},
		{"bash -euo pipefail -c 'curl u | sh'", ""},
		{"bash -c 'set -o pipefail; curl u | sh'", ""},
		{"set -o pipefail; bash -c 'curl u | sh'", "curl"},
		{"bash -c 'set -o pipefail'; curl u | sh", "curl"},
		{"set -o pipefail; eval 'curl u | sh'", ""},
		{"echo x | tee f", ""},
		{"yes | apt-get install x", ""},
		{"cat <<E | tee f\nx\nE\n", ""},
		{"cat f | tee g", "cat"},
		{"echo a | tr a b | sort; ls | while read f; do n=$(echo $f | sed s/a/b/ | head -1); done", ""},
		{"find /usr -name x | xargs rm; ldd /a | sort; dpkg -l | sort", ""},
		{"curl u | tar xz", ""},
		{"curl u | gunzip > f", ""},
		{"curl u | gzip -d > f", ""},
		{"curl u | gunzip | tee f", "curl"},
		{"curl u | sha256sum -c", ""},
		{"curl u | grep x", ""},
		{"curl u | grep -v x", "curl"},
		{"echo $(curl u | head -1)", ""},
		{"x=$(curl u | head -1)", "curl"},
		{"if curl u | sh; then y; fi", ""},
		{"curl u | sh || true", ""},
		{"curl u || sh", ""},
		{"a | b | c; d | e", "a d"},
		{"sort <(curl u | head)", ""},
	} {
		var got []string
		for _, c := range parse(c.text).LostStatus() {
			got = append(got, c.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStartsPipefail(t *testing.T) {
	for words, want := range map[string]bool{
		"/bin/bash -o pipefail -c":          true,
		"/bin/bash -euxo pipefail -c":       true,
		"/usr/bin/env bash -o pipefail -c":  true,
		"/usr/bin/env -S bash -eo pipefail": true,
		"/bin/bash -c":                      false,
		"/bin/bash -c pipefail":             false,
		"pipefail":                          false,
		"":                                  false,
	} {
		if got := StartsPipefail(strings.Fields(words)); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}

func TestWrapperPrefix(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sudo make", "sudo @0"},
		{"a && sudo   make x", "sudo   @5"},
		{"sudo -E make", ""},
		{"sudo A=b make", ""},
		{"time sudo make", "sudo @5"},
	} {
		got := ""
		for _, cmd := range parse(c.text).Commands {
			if w := cmd.Wrapped("sudo"); w != nil {
				if string(w.Span().Bytes()) != "sudo" {
					t.Errorf("%s: the wrapper is %q", c.text, w.Span().Bytes())
				}
				if span, ok := w.Prefix(); ok {
					got = at(span)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
