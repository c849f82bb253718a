package cel

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

type thing struct {
	name  string
	ports []any
}

var mount = &Type{Kind: Object, Name: "mount", Fields: []Field{
	{Name: "target", Type: TextType, Get: func(o any) any { return o.(string) }},
}}

var testType = &Type{Kind: Object, Name: "container", Fields: []Field{
	{Name: "name", Type: TextType, Get: func(o any) any { return o.(thing).name }},
	{Name: "root", Type: BoolType, Get: func(any) any { return Unknown{} }},
	{Name: "privileged", Type: BoolType, Get: func(any) any { return true }},
	{Name: "ports", Type: ListOf(IntType), Get: func(o any) any { return o.(thing).ports }},
	{Name: "mounts", Type: ListOf(mount), Get: func(any) any { return []any{"/a", "/b/c"} }},
	{Name: "tag", Type: TextType, Get: func(any) any { return "" }},
	{Name: "size", Type: IntType, Get: func(any) any { return int64(3) }},
}}

func TestEval(t *testing.T) {
	web := thing{"Web-1", []any{int64(80), int64(443)}}
	for _, c := range []struct{ text, want string }{
		{`1 + 2 * 3 == 7 && -(2) < 0 && 7 % 4 == 3 && 7 / 2 == 3`, "true"},
		{`"a" + 'b' == "ab" ? 1 : 2`, "1"},
		{`!true || false`, "false"},
		{`container.name.startsWith("Web") && container.name.endsWith("-1") && container.name.contains("b-")`, "true"},
		{`container.name.lowerAscii()`, "web-1"},
		{`container.name.matches(r"^Web-\d$")`, "true"},
		{`"a\n\"" == 'a` + `\n"'`, "true"},
		{`80 in container.ports && !(81 in container.ports)`, "true"},
		{`container.ports[1]`, "443"},
		{`container.ports[2]`, "(unknown)"},
		{`size(container.ports) + container.name.size() + container.size`, "10"},
		{`container.ports.all(p, p > 10)`, "true"},
		{`container.ports.exists(p, p == 443)`, "true"},
		{`container.ports.exists_one(p, p > 80)`, "true"},
		{`container.ports.filter(p, p > 80).map(p, p + 1) == [444]`, "true"},
		{`container.mounts.exists(m, m.target.startsWith("/b/") && container.ports.exists(p, p == 80))`, "true"},
		{`container.mounts.map(m, m.target)`, "/a, /b/c"},
		{`has(container.tag) || has(container.root)`, "false"},
		{`has(container.name) && has(container.ports)`, "true"},
		{`"b" > "a" // a comment`, "true"},
		{`[] == container.ports`, "false"},
		// What is not known
		{`container.root`, "(unknown)"},
		{`!container.root`, "(unknown)"},
		{`container.root == container.root`, "(unknown)"},
		{`container.root || container.privileged`, "true"},
		{`container.privileged || container.root`, "true"},
		{`container.root && false`, "false"},
		{`container.root && true`, "(unknown)"},
		{`container.root ? 1 : 1`, "(unknown)"},
		{`container.ports.exists(p, container.root || p == 80)`, "true"},
		{`container.ports.all(p, container.root && p > 80)`, "false"},
		{`container.ports.exists(p, container.root && p == 80)`, "(unknown)"},
		{`true in [container.root, true]`, "true"},
		{`true in [container.root, false]`, "(unknown)"},
		{`1 / 0 == 1`, "(unknown)"},
		{`3000000000 * 3000000000 == 1`, "(unknown)"},
	} {
		p, err := Compile(c.text, "container", testType)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := Show(p.Eval(web)); got != c.want {
			t.Errorf("%s is %s, want %s", c.text, got, c.want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, "0-0 the end is not expected here"},
		{`container.privilegd`, "10-19 container has no field privilegd; did you mean privileged?"},
		{`image.tag`, "0-5 there is no image here; the rule is about container"},
		{`container.name == 1`, "18-19 == wants string, and this is int"},
		{`container.name && true`, "0-14 && wants bool, and this is string"},
		{`container.mounts[0] == container.mounts[1]`, "0-19 == compares values, and this is mount; compare one of its fields"},
		{`container.name.startWith("a")`, "15-24 there is no function startWith; did you mean startsWith?"},
		{`container.name.matches("(")`, "23-26 the pattern is broken: missing closing ): `(`"},
		{`container.name.matches(container.tag)`, "23-36 matches wants a pattern that is written out"},
		{`container.ports.all(1, true)`, "20-21 all wants a name first, as in list.all(x, ...)"},
		{`container.name.all(x, true)`, "0-14 all wants list(any), and this is string"},
		{`"a`, "0-2 the text is not closed"},
		{`"\d"`, `1-3 \d is no escape that works here; write r"..." for a pattern`},
		{`1.5 > 1`, "0-1 1 is no whole number"},
		{`a $ b`, "2-3 '$' is no part of an expression"},
		{`true $ b`, `5-6 '$' is no part of an expression`},
		{`(1`, `2-2 ")" is expected here, not the end`},
		{`true true`, `5-9 "true" is not expected here`},
		{`true < false`, "0-4 < compares numbers or texts, and this is bool"},
		{`[1, "a"]`, "4-7 this list wants int, and this is string"},
		{`has(1)`, "0-6 has wants a field, as in has(image.tag)"},
		{strings.Repeat("(", 100), "64-65 the expression is nested too deeply"},
		{strings.Repeat("!", 100), "63-65 the expression is nested too deeply"},
		{strings.Repeat("1", 5000), "0-0 the expression is longer than 4096 bytes"},
	} {
		_, err := Compile(c.text, "container", testType)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%.40s has no fault", c.text)
			continue
		}
		if got := fmt.Sprintf("%d-%d %s", fault.Start, fault.End, fault.Message); got != c.want {
			t.Errorf("%.40s: %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestCost: an evaluation that would go on for long ends, and says nothing.
func TestCost(t *testing.T) {
	ports := make([]any, 500)
	for i := range ports {
		ports[i] = int64(i)
	}
	p, err := Compile(`container.ports.all(a, container.ports.all(b, container.ports.all(c, a + b + c >= 0)))`, "container", testType)
	if err != nil {
		t.Fatal(err)
	}
	if got := Show(p.Eval(thing{ports: ports})); got != "(unknown)" {
		t.Errorf("it is %s", got)
	}
}

func FuzzCompile(f *testing.F) {
	for _, seed := range []string{`container.ports.exists(p, p > 1 && !(p in [2, 3]))`, `"a" + r'\d' ? [] : has(container.tag)`, `((-1))[0].a(`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Compile(text, "container", testType)
		var fault *Error
		if err != nil {
			if !errors.As(err, &fault) || fault.Start < 0 || fault.Start > fault.End || fault.End > len(text) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		p.Eval(thing{"web", []any{int64(1)}})
	})
}
