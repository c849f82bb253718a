package label

import (
	"strings"
	"testing"
)

func TestAccepts(t *testing.T) {
	for _, c := range []struct {
		typ  Type
		good []string
		bad  []string
	}{
		{Text, []string{"", "anything at all"}, nil},
		{
			URL, []string{"https://example.com", "http://a.example:8080/x?y#z", "mailto:a@b.example", "file:///srv/readme", "ssh://git@a.example/x"},
			[]string{"", "example.com", "/docs", "https://", "https://a b/", ":", "git@a.example:x/y.git"},
		},
		{
			Date, []string{"2026-09-01T12:00:00Z", "2026-09-01T12:00:00.5+02:00", "2026-09-01t12:00:00z"},
			[]string{"", "2026-09-01", "2026-09-01 12:00:00", "yesterday", "2026-13-01T12:00:00Z", "1756684800"},
		},
		{
			Licence, []string{
				"MIT", "mit", "Apache-2.0 OR MIT", "GPL-2.0-or-later WITH Classpath-exception-2.0", "LicenseRef-Acme", "GPL-2.0+",
				"(MIT AND (Apache-2.0 OR ISC)) and Zlib", "DocumentRef-a.b:LicenseRef-c", "( MIT )",
			},
			[]string{
				"", "Apache 2.0", "proprietary", "(MIT", "MIT)", "()", "MIT OR", "OR MIT", "MIT WITH", "MIT WITH ISC", "(MIT) WITH LLVM-exception",
				"MIT WITH LLVM-exception WITH LLVM-exception", "MIT ISC", "MIT (ISC)", "(MIT)(ISC)", "LicenseRef-", "a:LicenseRef-b", "+",
				"MIT AND OR ISC", "NOASSERTION", strings.Repeat("(", 70000),
			},
		},
		{
			Version, []string{"1.2.3", "0.0.0", "1.2.3-rc.1", "1.2.3+build.5", "1.2.3-rc.1+5"},
			[]string{"", "1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "latest", "1.2-rc.1", "1.2+5"},
		},
		{
			Commit, []string{"0123abc", "0123456789abcdef0123456789abcdef01234567", "0123ABCDEF01", strings.Repeat("a", 64)},
			[]string{"", "012345", "main", strings.Repeat("a", 41), "0123abg"},
		},
		{Email, []string{"a@b.example", "Jane Roe <jane@b.example>"}, []string{"", "jane", "jane@", "a@b.example, c@d.example"}},
	} {
		for _, v := range c.good {
			if !c.typ.Accepts(v) {
				t.Errorf("%s does not accept %q", c.typ, v)
			}
		}
		for _, v := range c.bad {
			if c.typ.Accepts(v) {
				t.Errorf("%s accepts %.40q", c.typ, v)
			}
		}
	}
}

func TestKeyFault(t *testing.T) {
	for key, want := range map[string]string{
		"":                                   "",
		"a":                                  "",
		"version":                            "",
		"com.x.a-b":                          "",
		"org.opencontainers.image.base.name": "",
		"io.k8s.description":                 "",
		"example.com/team_name":              "",
		"com.docker.extension.publisher-url": "",
		"com.docker.desktop.extension.icon":  "",
		"com.dockers.a":                      "",
		"com.docker.compose.project":         "namespace",
		"io.docker.a":                        "namespace",
		"org.dockerproject.a":                "namespace",
		"Version":                            "begin",
		"1version":                           "begin",
		".a":                                 "begin",
		"a.":                                 "end",
		"a..b":                               "dots",
		"a--b":                               "hyphens",
		"a.displayName":                      "characters",
		"a b":                                "characters",
		"a@b":                                "characters",
	} {
		if got := KeyFault(key); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("KeyFault(%q) is %q, want %q", key, got, want)
		}
	}
}

func BenchmarkAccepts(b *testing.B) {
	for b.Loop() {
		Licence.Accepts("Apache-2.0 OR MIT")
	}
}

func FuzzAccepts(f *testing.F) {
	for _, seed := range []string{
		"", "Apache-2.0 OR (MIT AND GPL-2.0+)", "DocumentRef-a:LicenseRef-b", "GPL-2.0-or-later WITH Classpath-exception-2.0", "1.2.3-rc.1+5",
		"https://a.example/?b#c", "2026-09-01T12:00:00Z", "Jane Roe <jane@b.example>", "0123abc", "com.docker.extension.x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, typ := range Types {
			if typ.Accepts(value) && value == "" && typ != Text {
				t.Fatalf("%s accepts nothing", typ)
			}
		}
		KeyFault(value)
	})
}
