package container

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestReadShellForm(t *testing.T) {
	for line, want := range map[string]ShellForm{
		`app`:                      {Array: `["app"]`},
		`app "a b" 'c"d' \e`:       {Array: `["app", "a b", "c\"d", "e"]`},
		`app <&1`:                  {},
		`app $A`:                   {},
		`app *`:                    {},
		`A=b app`:                  {},
		`app &`:                    {},
		`a; b`:                     {},
		`exec app $A`:              {Replaces: true},
		`cd /x && exec app`:        {Replaces: true},
		`if x; then exec app; fi`:  {Replaces: true},
		`exec app &`:               {},
		`(exec app)`:               {},
		`exec a | b`:               {},
		`a $(exec b)`:              {},
		`sh -c "exec app"`:         {},
		`f() { exec app; }; run`:   {},
		`exec app; clean`:          {},
		`env A=b app`:              {},
		`echo "exec app"`:          {Array: `["echo", "exec app"]`},
		`while true; do app; done`: {},
		`'unclosed`:                {},
	} {
		f := dockerfile.Parse(source.New("Dockerfile", []byte("FROM a\nCMD "+line+"\n")))
		if got := ReadShellForm(&f.Instructions[1].(*dockerfile.Cmd).Command, "/bin/sh"); got != want {
			t.Errorf("%s is read as %+v", line, got)
		}
	}
}
