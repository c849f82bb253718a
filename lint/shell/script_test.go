package shell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// parse reads text as an instruction's shell text.
func parse(text string) *Script {
	return Parse(source.New("Dockerfile", []byte(text)), []Region{{0, len(text)}}, POSIX)
}

// show writes each command on a line: index, wrappers, name and words, where it hangs.
func show(s *Script) []string {
	var out []string
	for i, c := range s.Commands {
		var b strings.Builder
		fmt.Fprintf(&b, "%d", i)
		for _, w := range c.Wrappers {
			fmt.Fprintf(&b, " (%s", w.Name)
			if !w.User.IsZero() {
				fmt.Fprintf(&b, " as %s", w.User.Value)
			}
			b.WriteString(")")
		}
		for _, a := range c.Assigns {
			fmt.Fprintf(&b, " %s:=%s", a.Name, a.Value.Value)
		}
		for _, w := range c.Words {
			mark := ""
			if !w.Literal {
				mark = "?"
			}
			fmt.Fprintf(&b, " %s%q", mark, w.Value)
		}
		for _, r := range c.Redirects {
			fmt.Fprintf(&b, " %d%s%s", r.FD, r.Op, r.Word.Value)
			if !r.Body.IsZero() {
				fmt.Fprintf(&b, "{%q}", r.Body.Value)
			}
		}
		for _, p := range c.PipedFrom {
			fmt.Fprintf(&b, " from:%d", p.index)
		}
		for _, p := range c.PipedInto {
			fmt.Fprintf(&b, " into:%d", p.index)
		}
		if c.Within != nil {
			fmt.Fprintf(&b, " within:%d", c.Within.index)
		}
		if c.Into != nil {
			fmt.Fprintf(&b, " output%d", c.Into.Kind)
			if c.Into.Command != nil {
				fmt.Fprintf(&b, ":%d.%d", c.Into.Command.index, c.Into.Word)
			}
		}
		out = append(out, b.String())
	}
	return out
}

func TestCommands(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"a", []string{`0 "a"`}},
		{"X=1 a b > f 2>&1", []string{`0 X:=1 "a" "b" 1>f 2>&1`}},
		{"a && b; (c; d) | e", []string{
			`0 "a"`, `1 "b"`, `2 "c" into:4`, `3 "d" into:4`, `4 "e" from:2 from:3`,
		}},
		{"a | b | c", []string{`0 "a" into:1`, `1 "b" from:0 into:2`, `2 "c" from:1`}},
		{"if a; then b; elif c; then d; else e; fi", []string{`0 "a"`, `1 "b"`, `2 "c"`, `3 "d"`, `4 "e"`}},
		{"for f in $(a); do b; done; while c; do d; done; case $x in y) e;; esac; f() { g; }", []string{
			`0 "a" output0`, `1 "b"`, `2 "c"`, `3 "d"`, `4 "e"`, `5 "g"`,
		}},
		{`sh -c "$(curl x)"`, []string{`0 "sh" "-c" ?"$(curl x)"`, `1 ?"$________" within:0`, `2 "curl" "x" output0:0.2`}},
		{"bash <(a) && x=`b`", []string{`0 "bash" ?"<(a)"`, `1 "a" output1:0.1`, "2 x:=`b`", `3 "b" output0:2.-1`}},
		{"{ a; b >g; } >f", []string{`0 "a" 1>f`, `1 "b" 1>f 1>g`}},
		{"cat <<EOF >f\nx $y\nEOF\nb", []string{`0 "cat" 0<<EOF{"x $y\n"} 1>f`, `1 "b"`}},
		{"cat <<-'EOF'\n\tx\\y\n\tEOF\n", []string{`0 "cat" 0<<-EOF{"x\\y\n"}`}},
		{"export A=b C; D=e", []string{`0 A:=b "export" "C"`, `1 D:=e`}},
		{"time a", []string{`0 (time) "a"`}},
		{`a "b c"'d'\e$'\x41\n'`, []string{`0 "a" "b cdeA\n"`}},
		{`find . -exec chmod 777 {} \; -name x`, []string{
			`0 "find" "." "-exec" "chmod" "777" "{}" ";" "-name" "x"`, `1 (find) "chmod" "777" "{}" within:0`,
		}},
	} {
		if diff := cmp.Diff(c.want, show(parse(c.text))); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestWrappersAreSeenThrough(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sudo -E -u app -- env -i A=b /usr/bin/curl x", `0 (sudo as app) (env) A:=b "/usr/bin/curl" "x"`},
		{"timeout -k 5 --signal=9 10 nice -n 5 wget x", `0 (timeout) (nice) "wget" "x"`},
		{"exec gosu app:app nginx -g x", `0 (exec) (gosu as app:app) "nginx" "-g" "x"`},
		{"setpriv --reuid=1000 --clear-groups x", `0 (setpriv as 1000) "x"`},
		{"chroot --userspec=a:b / x", `0 (chroot as a:b) "x"`},
		{"xargs -r -n 1 -I{} rm {}", `0 (xargs) "rm" "{}"`},
		{"tini -g -- x -y", `0 (tini) "x" "-y"`},
		{"busybox wget x", `0 (busybox) "wget" "x"`},
		{"command -v curl", `0 "command" "-v" "curl"`},
		{"command curl", `0 (command) "curl"`},
		{"env", `0 "env"`},
		{"sudo $X curl", `0 (sudo) ?"$X" "curl"`},
		{"python3 -u -m pip install x", `0 (python3) "pip" "install" "x"`},
		{"uv pip install x", `0 (uv) "pip" "install" "x"`},
		{"python3 -m venv x", `0 "python3" "-m" "venv" "x"`},
	} {
		if diff := cmp.Diff([]string{c.want}, show(parse(c.text))); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestNestedScriptsMapBack(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{`sh -c 'curl -k "x"'`, "curl", `curl -k "x"`},
		{`sudo bash -lc "set -e; wget \"y\" | tar x"`, "wget", `wget \"y\"`},
		{`su - app -c "make all"`, "make", "make all"},
		{`eval "a b" c`, "a", `a b" c`},
		{`sh -c "sh -c 'id -u'"`, "id", "id -u"},
		{"bash -euo pipefail -c 'id'", "id", "id"},
		{"bash <<'EOF'\nset -x\nid -u\nEOF\n", "id", "id -u"},
		{"sh <<< 'id -g'", "id", "id -g"},
		{"a \\\n  && sh -c 'x \\\n id -n'", "x", "x \\\n id -n"},
	} {
		s := parse(c.text)
		found := ""
		for _, cmd := range s.Commands {
			if cmd.Name == c.name {
				found = string(cmd.Span().Bytes())
			}
		}
		if found != c.want {
			t.Errorf("%s: %s spans %q, want %q\n%v", c.text, c.name, found, c.want, show(s))
		}
	}
}

func TestRegionsAreBlankedInPlace(t *testing.T) {
	text := "RUN --mount=x a \\\n# no\n\n  b \\  \n c # d \\\n && e\nUSER f\n"
	at := func(sub string) int { return strings.Index(text, sub) }
	s := Parse(source.New("Dockerfile", []byte(text)), []Region{
		{at("a \\"), at("# no")}, {at("  b"), at("USER") - 1},
	}, POSIX)
	if diff := cmp.Diff([]string{`0 "a" "b" "c"`}, show(s)); diff != "" {
		t.Error(diff)
	}
	word := s.Commands[0].Words[2]
	if span := word.Span(); span.Start != at("c # d") || span.Len() != 1 {
		t.Errorf("c stands at %d..%d", span.Start, span.End)
	}
}

func TestCommentInsideQuotesIsNoText(t *testing.T) {
	text := "echo \"a \\\n# no\n b\""
	i := strings.Index(text, "# no")
	s := Parse(source.New("Dockerfile", []byte(text)), []Region{{0, i}, {i + 5, len(text)}}, POSIX)
	w := s.Commands[0].Words[1]
	if w.Value != "a  b" || string(w.At(3, 4).Bytes()) != "b" || w.Span().End != len(text) {
		t.Errorf("%q, its b at %v", w.Value, w.At(3, 4))
	}
}

func TestQuotedContinuationGoes(t *testing.T) {
	text := "echo 'a\\\nb' c\\\nd \"e\\\nf\""
	s := parse(text)
	if diff := cmp.Diff([]string{`0 "echo" "ab" "cd" "ef"`}, show(s)); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{"echo", "'a\\\nb'", "c\\\nd", "\"e\\\nf\""} {
		if got := string(s.Commands[0].Words[i].Span().Bytes()); got != want {
			t.Errorf("word %d spans %q, want %q", i, got, want)
		}
	}
	if got := string(s.Commands[0].Words[1].At(1, 2).Bytes()); got != "b" {
		t.Errorf("b stands at %q", got)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		text, message, at string
		commands          int
	}{
		{"a && b && c 'd", "the shell cannot parse this: reached EOF without closing quote `'`", "'", 2},
		{"a; ; b", "the shell cannot parse this: `;` can only immediately follow a statement", ";", 1},
		{strings.Repeat("(", 1<<18), "this script is nested too deeply to be read", "((", 0},
		{strings.Repeat("( ", 400) + "a" + strings.Repeat(" )", 400), "this script is nested too deeply to be read",
			"( (", 0},
		{strings.Repeat("x", 1<<19+1), "this script is too long to be read", "xx", 0},
		{strings.Repeat("a\n", 10_001), "this script has too many commands to be read", "a", 10_000},
	} {
		s := parse(c.text)
		if len(s.Problems) != 1 {
			t.Fatalf("%.40s: %d problems", c.text, len(s.Problems))
		}
		p := s.Problems[0]
		if p.Message != c.message || !strings.HasPrefix(string(p.Span.Bytes()), c.at) || len(s.Commands) != c.commands {
			t.Errorf("%.40s: %q at %q, %d commands", c.text, p.Message, p.Span.Bytes(), len(s.Commands))
		}
	}
}

func TestDeepInputIsSurvived(t *testing.T) {
	for _, unit := range []string{
		"(", "$(", "{ ", "`", "${a:-", "if ", "while ", "! ", "time ", "f() ", "f()\n", "function f ", "coproc ", "$((",
		"[[ (",
		"case x in x) ", "a=", "<(", "\"$(", "select x in y; do ", "for x in y; do ", "[[ ! ", "((-", "((a?", "a[",
		"$[", "@(", "((a=", "((a**", "[[ a && ", "a && ", "a | ", "a || ", "a;", "<<a ", "$'", "\\\n", "t\\\nime ",
		"[[ a || b && ",
		"((a+", "((!", "((~", "((- ", "${a[", "eval ", "sh -c ", "sudo ", "let a=", "until ", "a=(", "a&",
	} {
		s := parse(strings.Repeat(unit, 20_000))
		_ = s.Complete()
		s = parse("((" + strings.Repeat(unit, 3000))
		_ = s.Complete()
	}
}

func TestExecForm(t *testing.T) {
	src := source.New("Dockerfile", []byte(`CMD ["sh", "-c", "id -u"]`))
	s := Words([]source.Text{src.Text(6, 8), src.Text(12, 14), src.Text(18, 23)})
	if diff := cmp.Diff([]string{`0 "sh" "-c" "id -u"`, `1 "id" "-u" within:0`}, show(s)); diff != "" {
		t.Error(diff)
	}
	if got := s.Commands[1].Words[1].Span(); string(got.Bytes()) != "-u" || got.Start != 21 {
		t.Errorf("-u stands at %d, %q", got.Start, got.Bytes())
	}
}

func TestUnplacedTextHasNoSpans(t *testing.T) {
	s := ParseText(source.Unplaced(`a "b" && sh -c "c 'd'"`), Bash)
	if len(s.Commands) != 3 || s.Commands[2].Name != "c" || !s.Commands[2].Span().IsZero() {
		t.Error(show(s))
	}
}

func TestOtherDialectsAreNotRead(t *testing.T) {
	s := ParseText(source.Unplaced("iex (iwr x)"), DialectOf(`C:\Windows\System32\WindowsPowerShell\v1.0\PowerShell.exe`))
	if s.Dialect != PowerShell || s.Complete() || len(s.Commands) != 0 {
		t.Errorf("%v %v", s.Dialect, show(s))
	}
}

func TestResolve(t *testing.T) {
	lookup := func(name string) (string, bool) { return "env-" + name, name == "HOME" }
	for _, c := range []struct {
		text, want string
		known      bool
	}{
		{"U=https://x; use $U/y", "https://x/y", true},
		{"U=a && V=$U-b && U=c && use $V", "a-b", true},
		{"use ${HOME}/x", "env-HOME/x", true},
		{"use ${HOME:-z}", "env-HOME", true},
		{"use $X", "$X", false},
		{"U=a; if b; then U=c; fi; use $U", "$U", false},
		{"U=a; (U=c); use $U", "a", true},
		{"U=a; b && U=c; use $U", "$U", false},
		{"b && U=c && use $U", "c", true},
		{"b || U=c && use $U", "$U", false},
		{"U=a; for x in y; do use $U; U=b; done", "$U", false},
		{"for U in y; do use $U; done", "$U", false},
		{"U=a; . ./f; use $U", "$U", false},
		{"U=a; read U; use $U", "$U", false},
		{"f() { U=b; }; U=a; f; use $U", "$U", false},
		{"U=$(b); use $U", "$U", false},
		{"export U=a; use \"$U\"'$U'", "a$U", true},
		{"U=$U$U; use $U", "$U", false},
		{"U=a use $U", "$U", false},
	} {
		s := parse(c.text)
		var cmd *Command
		for _, x := range s.Commands {
			if x.Name == "use" {
				cmd = x
			}
		}
		got, known := cmd.Resolve(cmd.Words[1], lookup)
		if got.Value != c.want || known != c.known {
			t.Errorf("%s: %q %v, want %q %v", c.text, got.Value, known, c.want, c.known)
		}
	}
}
