package source_test

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestDeleteItem(t *testing.T) {
	for _, c := range []struct{ text, item, want string }{
		{"a:\n  - X\n  - Y\n", "X", "a:\n  - Y\n"},
		{"a:\n  - X # why\n  - Y", "Y", "a:\n  - X # why\n"},
		{"a: [X, Y]", "X", "a: [Y]"},
		{"a: [X, Y]", "Y", "a: [X]"},
		{"a: [X , Y , Z]", "Y", "a: [X  , Z]"},
		{"a: [X]", "X", ""},
		{"a: X", "X", ""},
		{"a: [\n X,\n Y]", "X", ""},
	} {
		f := source.New("f", []byte(c.text))
		at := strings.Index(c.text, c.item)
		edit, ok := source.DeleteItem(f.Span(at, at+len(c.item)))
		check(t, c.text, c.want, edit, ok)
	}
}

func TestDeleteOption(t *testing.T) {
	for _, c := range []struct{ text, option, want string }{
		{"/a:exec", "exec", "/a"},
		{"/a:exec,rw", "exec", "/a:rw"},
		{"/a:rw,exec", "exec", "/a:rw"},
		{"/a:rw,exec,x", "exec", "/a:rw,x"},
		{"a: exec", "exec", ""},
		{"exec", "exec", ""},
	} {
		f := source.New("f", []byte(c.text))
		at := strings.Index(c.text, c.option)
		edit, ok := source.DeleteOption(f.Span(at, at+len(c.option)))
		check(t, c.text, c.want, edit, ok)
	}
}

// check applies an edit; an empty result stands for none.
func check(t *testing.T, text, want string, edit source.Edit, ok bool) {
	t.Helper()
	got := ""
	if ok {
		got = text[:edit.Span.Start] + edit.New + text[edit.Span.End:]
	}
	if got != want {
		t.Errorf("%q became %q, want %q", text, got, want)
	}
}

func TestRewrite(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"K: V", "K: new"}, {`"K" : V`, `"K" : new`}, {"{K: V}", "{K: new}"},
		{"K: &a V", ""}, {"K: !!str V", ""}, {"K:\n  V", ""}, {"V: K", ""},
	} {
		f := source.New("f", []byte(c.text))
		key, value := strings.Index(c.text, "K"), strings.Index(c.text, "V")
		edit, ok := source.Rewrite(f.Span(key, key+1), f.Span(value, value+1), "new")
		check(t, c.text, c.want, edit, ok)
	}
}

func TestInsertBehind(t *testing.T) {
	for _, c := range []struct{ text, mapping, want string }{
		{"a:\n  - k: v\n    l: w\n", "k: v\n    l: w", "a:\n  - k: v\n    l: w\n    new: x\n"},
		{"a:\n  - k: v # why\n", "k: v", "a:\n  - k: v # why\n    new: x\n"},
		{"a:\r\n  k: v\r\n", "k: v", "a:\r\n  k: v\r\n  new: x\r\n"},
		{"a: [{k: v}]", "{k: v}", ""},
		{"a: *b", "*b", ""},
		{"a: k", "k", ""},
	} {
		f := source.New("f", []byte(c.text))
		at := strings.Index(c.text, c.mapping)
		edit, ok := source.InsertBehind(f.Span(at, at+len(c.mapping)), "new: x")
		check(t, c.text, c.want, edit, ok)
	}
}
