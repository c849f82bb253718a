package seccomp

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func parse(text string) *Profile { return Parse(source.New("seccomp.json", []byte(text))) }

func TestProblems(t *testing.T) {
	rule := func(text string) string { return `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [` + text + `]}` }
	for _, c := range []struct{ text, want string }{
		{``, "1:1 the profile is empty; Docker cannot read it"},
		{`null`, ""},
		{`{}`, ""},
		{`[]`, "1:1 the profile has to be an object, not a list"},
		{`{"defaultAction": "SCMP_ACT_ERRNO", "sycalls": []}`, "1:37 Docker passes over the key sycalls; did you mean syscalls"},
		{`{"defaultAction": "SCMP_ACT_ERRNO", "$schema": "", "comment": "", "x-a": 1}`, ""},
		{`{"DefaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "defaultErrno": "ENOSYS"}`, ""},
		{`{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS"}`, "1:37 Docker passes over the key defaultErrno; did you mean defaultErrnoRet"},
		{`{"defaultAction": "SCMP_ACT_LOG", "DEFAULTACTION": "SCMP_ACT_LOG"}`,
			"1:35 defaultAction and DEFAULTACTION differ by case alone; Docker takes the last one"},
		{`{"defaultAction": "allow"}`, "1:19 allow is no action; did you mean SCMP_ACT_ALLOW"},
		{`{"defaultAction": "SCMP_ACT_EXPLODE"}`, "1:19 SCMP_ACT_EXPLODE is no action; write SCMP_ACT_ and one of " +
			"ALLOW, ERRNO, KILL, KILL_THREAD, KILL_PROCESS, TRAP, LOG, TRACE, NOTIFY"},
		{`{"defaultAction": "SCMP_ACT_NOTIFY"}`, "1:19 SCMP_ACT_NOTIFY cannot be the default action; the container does not start"},
		{`{"syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}`, "1:1 the default action is missing; the container does not start"},
		{`{"defaultAction": "SCMP_ACT_LOG", "architectures": ["SCMP_ARCH_X68"]}`, "1:53 SCMP_ARCH_X68 is no architecture; did you mean SCMP_ARCH_X86"},
		{`{"defaultAction": "SCMP_ACT_LOG", "flags": ["SPEC_ALLOW"]}`, "1:45 SPEC_ALLOW is no flag; did you mean SECCOMP_FILTER_FLAG_SPEC_ALLOW"},
		{rule(`{"name": "a", "names": ["b"], "action": "SCMP_ACT_LOG"}`), "1:64 name and names stand side by side; Docker takes one of them only"},
		{rule(`{"names": ["b"]}`), "1:50 the rule has no action; the container does not start"},
		{rule(`{"names": ["", ""], "action": "SCMP_ACT_LOG"}`), "1:61 an empty name is no system call; the container does not start"},
		{rule(`{"names": ["write"], "action": "SCMP_ACT_NOTIFY"}`), "1:61 SCMP_ACT_NOTIFY cannot be used for write; the container does not start"},
		{rule(`{"names": "read", "action": ["a"], "args": {}, "errnoRet": "EPERM"}`), "1:60 names has to be a list, not a text\n" +
			"1:78 action has to be a text, not a list\n1:93 args has to be a list, not an object\n" +
			"1:109 errnoRet has to be a whole number from 0 to 2^64-1, not a text"},
		{rule(`{"names": ["a"], "action": "SCMP_ACT_LOG", "args": [{"index": 6, "op": "SCMP_CMP_EQ"}, {"op": "EQ"}, {}]}`),
			"1:112 a system call has the arguments 0 to 5 only; the container does not start\n" +
				"1:144 EQ is no comparison; did you mean SCMP_CMP_EQ\n" +
				"1:151 the condition has no op, such as SCMP_CMP_EQ; the container does not start"},
		{rule(`{"names": ["a"], "action": "SCMP_ACT_LOG", "includes": {"minKernel": "5.8.1"}}`),
			`1:119 minKernel is a kernel and a major version, such as 5.8; Docker refuses "5.8.1"`},
		{rule(`null`), "1:50 null is no rule; Docker fails at it"},
	} {
		var got []string
		for _, p := range parse(c.text).Problems {
			at := p.Span.Position()
			got = append(got, fmt.Sprintf("%d:%d %s", at.Line, at.Column, p.Message))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "\n"), c.want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	p := parse(`{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
		{"names": ["a", "b"], "action": "SCMP_ACT_ERRNO"},
		{"names": ["a", "c", "d"], "action": "SCMP_ACT_ALLOW"},
		{"names": ["c"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
		{"names": ["d"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38, "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]},
		{"names": ["e"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_GE"}, {"index": 1, "value": 2, "op": "SCMP_CMP_LT"}]},
		{"names": ["f"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}, {"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}]},
		{"names": ["g"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 6, "valueTwo": 2, "op": "SCMP_CMP_MASKED_EQ"}]},
		{"names": ["h"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 0, "op": "SCMP_CMP_MASKED_EQ"}]},
		{"names": ["i"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_A", "CAP_B"], "arches": ["arm64"], "minKernel": "5.8"}},
		{"names": ["j"], "action": "SCMP_ACT_ALLOW", "excludes": {"caps": ["CAP_A"]}}
	]}`)
	f := p.Evaluate(Host{Machine: ARM64, Caps: []string{"CAP_A", "CAP_B"}, Kernel: Kernel{5, 9}})
	for _, c := range []struct {
		name string
		args [2]uint64
		want bool
	}{
		{"a", [2]uint64{}, true}, {"b", [2]uint64{}, false}, {"c", [2]uint64{}, true}, {"d", [2]uint64{1}, true},
		{"e", [2]uint64{1, 1}, true}, {"e", [2]uint64{1, 2}, false}, {"e", [2]uint64{0, 1}, false},
		{"f", [2]uint64{1}, true}, {"f", [2]uint64{2}, true}, {"f", [2]uint64{3}, false},
		{"g", [2]uint64{0xfa}, true}, {"g", [2]uint64{6}, false}, {"h", [2]uint64{7}, true},
		{"i", [2]uint64{}, true}, {"j", [2]uint64{}, false}, {"z", [2]uint64{}, false},
	} {
		if got := f.Call(c.name).At([6]uint64{c.args[0], c.args[1]}).Passes(); got != c.want {
			t.Errorf("%s%v passes: %t", c.name, c.args, got)
		}
	}
	for _, h := range []Host{
		{Machine: AMD64, Caps: []string{"CAP_A", "CAP_B"}}, {Machine: ARM64, Caps: []string{"CAP_A"}},
		{Machine: ARM64, Caps: []string{"CAP_A", "CAP_B"}, Kernel: Kernel{5, 7}},
	} {
		if p.Evaluate(h).Call("i").Passes() {
			t.Errorf("i passes on %+v", h)
		}
	}
}

func TestArches(t *testing.T) {
	for text, want := range map[string]string{
		`{"defaultAction": "SCMP_ACT_LOG"}`:                                     "[SCMP_ARCH_X86_64]",
		`{"defaultAction": "SCMP_ACT_LOG", "architectures": ["SCMP_ARCH_X32"]}`: "[SCMP_ARCH_X86_64 SCMP_ARCH_X32]",
		`{"defaultAction": "SCMP_ACT_LOG", "archMap": [{"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": ["SCMP_ARCH_ARM"]}]}`: "[SCMP_ARCH_X86_64]",
	} {
		if got := fmt.Sprint(parse(text).Evaluate(Host{Machine: AMD64}).Arches); got != want {
			t.Errorf("%s: %s, not %s", text, got, want)
		}
	}
	if got := fmt.Sprint(Default().Evaluate(Host{Machine: ARM64}).Arches); got != "[SCMP_ARCH_AARCH64 SCMP_ARCH_ARM]" {
		t.Error(got)
	}
}

func TestCompare(t *testing.T) {
	base := Default().Evaluate(Host{Machine: AMD64})
	for _, c := range []struct{ rule, want string }{
		{`"names": ["socket"]`, "socket AF_ALG (38)!"},
		{`"names": ["socket"], "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_LT"}]`, "socket address family 3"},
		{`"names": ["socket"], "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]`, "socket AF_ALG (38)!"},
		{`"names": ["socket"], "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}]`, ""},
		{`"names": ["clone"], "args": [{"index": 0, "value": 2114060288, "op": "SCMP_CMP_MASKED_EQ"}]`, ""},
		{`"names": ["clone"], "args": [{"index": 0, "value": 268435456, "op": "SCMP_CMP_MASKED_EQ"}]`, "clone CLONE_NEWNS"},
		{`"names": ["clone"], "args": [{"index": 0, "value": 131072, "op": "SCMP_CMP_MASKED_EQ"}]`, "clone CLONE_NEWUSER!"},
		{`"names": ["mount", "read"], "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]`, "mount some arguments!"},
		{`"names": ["socketcall", "vm86"]`, "vm86!"},
	} {
		p := parse(`{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{` + c.rule + `, "action": "SCMP_ACT_ALLOW"}]}`)
		if len(p.Problems) > 0 {
			t.Fatal(p.Problems)
		}
		more, _ := Compare(base, p.Evaluate(Host{Machine: AMD64}))
		var got []string
		for _, m := range more {
			text := strings.TrimSpace(m.Name + " " + m.Args)
			if m.Dangerous && m.Args != "" || m.Name == "vm86" {
				text += "!"
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, not %s", c.rule, got, c.want)
		}
	}
	more, less := Compare(base, base)
	if len(more)+len(less) > 0 {
		t.Errorf("the default differs from itself: %v, %v", more, less)
	}
}

func TestDangersAreNotAllowed(t *testing.T) {
	for _, m := range []Machine{AMD64, ARM64} {
		f := Default().Evaluate(Host{Machine: m})
		for _, d := range dangers {
			for name := range strings.SplitSeq(d.names, " ") {
				v := f.Call(name)
				if !Known(name) || v.Outcome.Passes() || d.Reach != Narrowed && name != "clone" && v.Passes() {
					t.Errorf("%s: known %t, allowed on %s: %t", name, Known(name), m, v.Passes())
				}
				if gated := Gate(name) != ""; gated != (d.Reach == Gated || d.Reach == Namespaces) {
					t.Errorf("%s: a gate of %q", name, Gate(name))
				}
			}
		}
	}
}

func TestMeant(t *testing.T) {
	for name, want := range map[string]string{
		"READ": "read", "sys_ptrace": "ptrace", "__x64_sys_bpf": "bpf", " mount ": "mount", "umuont2": "umount2", "nothinglikeit": "",
	} {
		if got := Meant(name); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
}

// TestManyNames holds that work grows with the profile, not with its square.
func TestManyNames(t *testing.T) {
	var names strings.Builder
	for i := range maxNames - 10 {
		fmt.Fprintf(&names, `"call_%d", `, i)
	}
	text := `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": [` + names.String() + `"read"], "action": "SCMP_ACT_ALLOW"}]}`
	start := time.Now()
	p := parse(text)
	h := Host{Machine: AMD64}
	Compare(Default().Evaluate(h), p.Evaluate(h))
	if n := len(p.Unknown()); n != maxNames-10 || len(p.Conflicts(h)) > 0 || len(p.Rules[0].Twice()) > 0 || len(p.Problems) > 0 {
		t.Errorf("%d unknown, %v", n, p.Problems)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	p = parse(strings.Replace(text, "[{", `[{"names": [`+names.String()+`"read"], "action": "SCMP_ACT_LOG"}, {`, 1))
	if len(p.Problems) != 1 || p.Problems[0].Kind != source.Unread {
		t.Errorf("%v", p.Problems)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "op": "SCMP_CMP_EQ"}]}]}`))
	f.Add(defaultProfile)
	f.Add([]byte(`{"syscalls": [null, 5, {"args": [null], "includes": {"caps": [null]}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		p := Parse(source.New("seccomp.json", text))
		for _, problem := range p.Problems {
			if s := problem.Span; s.File == nil || s.Start > s.End || s.End > len(s.File.Content) {
				t.Errorf("%s: %v", problem.Message, s)
			}
		}
		h := Host{Machine: AMD64, Caps: []string{"CAP_SYS_ADMIN"}}
		is := p.Evaluate(h)
		more, _ := Compare(Default().Evaluate(h), is)
		for _, c := range more {
			if c.Rule != nil && c.Rule.NameAt(c.Name).IsZero() {
				t.Errorf("%s is not named by its rule", c.Name)
			}
		}
		p.Conflicts(h)
		p.Leaks(h)
		p.Unknown()
		p.Copied(h)
		is.BreaksThreads()
		_, _, _ = p.Place(), p.FiltersNothing(), p.Sound()
	})
}
