package seccomp

import (
	"bytes"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestBuild(t *testing.T) {
	names := []string{"read", "execve", "clone3", "socket", "mount", "personality", "ptrace", "nonsense", "arch_prctl"}
	b := Build(names)
	if again := Build(names); !bytes.Equal(b.JSON, again.JSON) {
		t.Error("two builds differ")
	}
	if _, err := load(string(b.JSON), defaultCaps); err != nil {
		t.Error(err)
	}
	p := Parse(source.New("built.json", b.JSON))
	if len(p.Problems) > 0 {
		t.Error(p.Problems)
	}
	for _, caps := range [][]string{nil, defaultCaps, {"CAP_SYS_ADMIN"}} {
		for _, m := range Machines() {
			h := Host{Machine: m, Caps: caps}
			f := p.Evaluate(h)
			if more, _ := Compare(Default().Evaluate(h), f); len(more) > 0 {
				t.Errorf("%s with %v: looser than the default by %v", m, caps, more)
			}
			for _, name := range append([]string{"read", "execve", "clone", "socket", "ptrace"}, startup...) {
				if m == AMD64 && !f.Call(name).Passes() {
					t.Errorf("%s does not pass on %s", name, m)
				}
			}
		}
	}
	if len(p.Conflicts(Host{Machine: AMD64, Caps: defaultCaps})) > 0 {
		t.Error("rules make one another void")
	}
	all := Build(Syscalls())
	if p := Parse(source.New("all.json", all.JSON)); len(p.Problems) > 0 || len(all.Gated) == 0 || len(all.Beyond) == 0 {
		t.Error(p.Problems, all.Gated, all.Beyond)
	}
}
