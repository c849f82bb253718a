package lsp

import "testing"

func TestPathOf(t *testing.T) {
	for _, c := range []struct {
		uri     string
		windows bool
		path    string // empty for none
		back    string // where it differs
	}{
		{"file:///home/me/Dockerfile", false, "/home/me/Dockerfile", ""},
		{"file:///home/my%20app/gr%C3%B6%C3%9Fer%23/Dockerfile", false, "/home/my app/größer#/Dockerfile", ""},
		{"file:///a/50%25/x", false, "/a/50%/x", ""},
		{"file:///a/../b//Dockerfile", false, "/b/Dockerfile", "file:///b/Dockerfile"},
		{"FILE://localhost/a", false, "/a", "file:///a"},
		{"file:///a/b?x#y", false, "/a/b", "file:///a/b"},
		{"file://server/share/a", false, "", ""},
		{"file:///a%00b", false, "", ""},
		{"file:///a%zz", false, "", ""},
		{"file://", false, "", ""},
		{"untitled:Untitled-1", false, "", ""},
		{"git:/a/Dockerfile", false, "", ""},
		{"file:///c%3A/Users/me/my%20app/Dockerfile", true, `c:\Users\me\my app\Dockerfile`, ""},
		{"file:///C:/a", true, `c:\a`, "file:///c%3A/a"},
		{"file://server/share/a", true, `\\server\share\a`, ""},
		{"file:///home", true, "", ""},
		{"file:///c:", true, `c:`, "file:///c%3A"},
	} {
		path, ok := pathOf(c.uri, c.windows)
		if ok != (c.path != "") || ok && path != c.path {
			t.Errorf("%s is %q (%v), want %q", c.uri, path, ok, c.path)
			continue
		}
		want := c.back
		if want == "" {
			want = c.uri
		}
		if got := uriOf(path, c.windows); ok && got != want {
			t.Errorf("%q is %s, want %s", path, got, want)
		}
	}
}
