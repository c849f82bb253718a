package apparmor

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func parse(text string) *File { return Parse(source.New("apparmor/test", []byte(text))) }

func TestPattern(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"/etc/passwd", "/etc/passwd", true},
		{"/etc/passwd", "/etc/passwd2", false},
		{"/etc/*", "/etc/passwd", true},
		{"/etc/*", "/etc/", false}, // a name has a character
		{"/etc/*", "/etc/a/b", false},
		{"/etc/**", "/etc/a/b", true},
		{"/etc/**", "/etc/", false},
		{"/etc/a*", "/etc/a", true},
		{"/etc/?", "/etc/a", true},
		{"/etc/?", "/etc//", false},
		{"/etc/[a-c]x", "/etc/bx", true},
		{"/etc/[^a-c]x", "/etc/bx", false},
		{"/etc/[^k]**", "/etc/vm/x", true},
		{"/etc/[]a]", "/etc/]", true},
		{"/{,usr/}bin/sh", "/bin/sh", true},
		{"/{,usr/}bin/sh", "/usr/bin/sh", true},
		{"/{a,{b,c}d}", "/cd", true},
		{"/{a,{b,c}d}", "/c", false},
		{"/**/", "/a/b/", true},
		{"/**/", "/a/b", false},
		{`/a\*`, "/a*", true},
		{`/a\*`, "/ab", false},
		{"/{**,}", "/", true},
		{"/a,b", "/a,b", true},
		{"/proc//sys/x", "/proc/sys/x", true},
		{"//a", "/a", true},
	} {
		p, fault := compile(test.pattern)
		if fault != "" {
			t.Errorf("%s: %s", test.pattern, fault)
			continue
		}
		if got := p.match(test.name); got != test.want {
			t.Errorf("%s matches %s: %t", test.pattern, test.name, got)
		}
	}
	for _, bad := range []string{"/{a,b", "/a}", "/[a", "/{a}", `/a\`, strings.Repeat("{a,", 40), strings.Repeat("a", maxPattern+1)} {
		if _, fault := compile(bad); fault == "" {
			t.Errorf("%.20s has no fault", bad)
		}
	}
}

func TestMay(t *testing.T) {
	const path = "/proc/sys/kernel/core_pattern"
	for _, test := range []struct {
		rules string
		want  Answer
	}{
		{"file,", Yes},
		{"all,", Yes},
		{"/** w,", Yes},
		{"/** r,", No},
		{"", No},
		{"@{PROC}/sys/** rw,", Yes},
		{"@{PROC}/sys/** a,", Yes},
		{"@{mine}/sys/** rw,", Unknown},
		{"owner /** w,", Unknown},
		{"if $x {\n/** w, }", Unknown},
		{"audit {\n/** w, }", Yes},
		{"file, deny @{PROC}/sys/** w,", No},
		{"file, deny {\n/proc/sys/** w, }", No},
		{"file, audit deny /proc/sys/** w,", No},
		{"file, deny /proc/sys/** r,", Yes},
		{"file, deny owner /proc/** w,", Unknown},
		{"priority=10 file, deny /proc/** w,", Unknown},
		{"file, priority=-5 deny /proc/** w,", Unknown},
		{"priority=10 file,", Yes},
		{"file, deny @{mine}/** w,", Unknown},
		{"file,\ninclude <abstractions/base>\n", Yes},
		{"file,\ninclude if exists <local/x>\n", Unknown},
		{"\n#include <local/x>\n", Unknown},
		{"# file,\n", No},
	} {
		f := parse("include <tunables/global>\nprofile docker {\n" + test.rules + "\n}\n")
		if len(f.Problems) > 0 || len(f.Profiles) != 1 {
			t.Errorf("%s: %v", test.rules, f.Problems)
			continue
		}
		if got, _ := f.Profiles[0].May(path, Write|Append); got != test.want {
			t.Errorf("%s: %d, want %d", test.rules, got, test.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"profile a {\n  /a r\n  /b w,\n}", "comma may be missing"},
		{"profile a {\n  /a r\n}", "does not end in a comma"},
		{"profile a {\n  /a r,", "not closed"},
		{"}", "closes nothing"},
		{"profile {\n}", "no name"},
		{"name {\n}", "write profile in front"},
		{"profile a flags=(complian) {\n}", "no flag complian"},
		{"profile a {\n  capability sys_admn,\n}", "no capability sys_admn"},
		{"profile a {\n  network inet7,\n}", "inet7"},
		{"profile a {\n  /a rz,\n}", "rz is no access"},
		{"profile a {\n  /a x,\n}", "mode in front"},
		{"profile a {\n  deny /a ix,\n}", "x alone"},
		{"profile a {\n  @{NO}/a r,\n}", "set nowhere"},
		{"profile a {\n  @{X} = /a\n}", "outside of profiles"},
		{"profile a {\n  /{a r,\n}", "not closed"},
		{"profile a {\n  flie,\n}", "no rule"},
		{"profile a {\n  signal set=(kil),\n}", "no signal kil"},
		{"profile a {\n  ptrace (trace,\n}", "bracket"},
		{"profile a {\n  mount options=ro /a /b,\n}", "word too many"},
		{"include \n", "no file"},
		{"include <>\n", "names no file"},
		{strings.Repeat("profile a {\n", 100), "deep"},
	} {
		f := parse(test.text)
		found := false
		for _, p := range f.Problems {
			found = found || strings.Contains(p.Message, test.want)
			if p.Span.Len() == 0 && len(test.text) > 0 {
				t.Errorf("%q: the span of %q is empty", test.text, p.Message)
			}
		}
		if !found {
			t.Errorf("%q: %v", test.text, f.Problems)
		}
	}
}

// TestWhatIsWrongDoesNotHideTheRest holds that reading goes on behind an error.
func TestWhatIsWrongDoesNotHideTheRest(t *testing.T) {
	f := parse("bogus,\nprofile docker-a flags=(nope) {\n  flie,\n  /a rz,\n  file,\n}\n/usr/bin/b {\n  /x ux,\n}\n")
	if len(f.Problems) != 4 || len(f.Profiles) != 2 {
		t.Fatalf("%d profiles, %v", len(f.Profiles), f.Problems)
	}
	a, b := f.Profiles[0], f.Profiles[1]
	if len(a.OpenSettings()) == 0 || !b.Escapes(b.Rules[0]) || b.ForContainers() != No || a.ForContainers() != Yes {
		t.Error("what stands behind the errors was not read")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("abi <abi/3.0>,\n@{X}=/a \"/b c\"\nprofile docker /x flags=(complain) {\n  #include <a>\n  deny @{X}/{a,b[^c]}** rwklx,\n" +
		"  mount options in (ro, bind) /a -> /b,\n  ^hat {\n /x Cx -> y,\n }\n if defined @{X} { ptrace peer=(label=a), }\n}")
	f.Add("profile a{file,}")
	f.Add("include \v")
	f.Add("\"a\" r,}{(")
	f.Fuzz(func(t *testing.T, text string) {
		file := parse(text)
		for _, p := range file.Problems {
			if p.Span.Start < 0 || p.Span.End > len(text) {
				t.Fatalf("%q: a problem at %d-%d", text, p.Span.Start, p.Span.End)
			}
		}
		for _, p := range file.All() {
			p.ForContainers()
			p.OpenSettings()
			p.Socket("alg", "seqpacket")
			p.Everything()
			for _, r := range p.Rules {
				if r.Span.Len() == 0 || r.Span.End > len(text) {
					t.Fatalf("%q: a rule at %d-%d", text, r.Span.Start, r.Span.End)
				}
				p.Narrow(r)
				p.Outward(r)
				p.Escapes(r)
			}
		}
	})
}
