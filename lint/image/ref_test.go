package image

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/distribution/reference"
	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const sum = "sha256:ce40764625a4ff50df3548277632e7f96c4e77fe75fa848aae9885476e7df5a4"

// parse reads a reference that must be valid.
func parse(t testing.TB, s string) Ref {
	t.Helper()
	ref, err := Parse(source.Unplaced(s))
	if err != nil {
		t.Fatalf("Parse(%q): %v", s, err)
	}
	return ref
}

// place puts a value behind "FROM " in a file.
func place(value string) source.Text {
	const before = "FROM "
	file := source.New("Dockerfile", []byte(before+value+" AS x\n"))
	return file.Text(len(before), len(before)+len(value))
}

func TestParse(t *testing.T) {
	type parts struct{ Domain, Path, Tag, Digest, Name, TagText, DigestText, Familiar string }
	for _, test := range []struct {
		in   string
		want parts
	}{
		{"nginx", parts{"docker.io", "library/nginx", "", "", "nginx", "", "", "nginx"}},
		{"nginx:1.25", parts{"docker.io", "library/nginx", "1.25", "", "nginx", "1.25", "", "nginx:1.25"}},
		{"docker.io/nginx", parts{"docker.io", "library/nginx", "", "", "docker.io/nginx", "", "", "nginx"}},
		{"index.docker.io/a/b:c", parts{"docker.io", "a/b", "c", "", "index.docker.io/a/b", "c", "", "a/b:c"}},
		{"localhost:5000/img", parts{"localhost:5000", "img", "", "", "localhost:5000/img", "", "", "localhost:5000/img"}},
		{
			"localhost:5000/img:1",
			parts{"localhost:5000", "img", "1", "", "localhost:5000/img", "1", "", "localhost:5000/img:1"},
		},
		{"localhost/img", parts{"localhost", "img", "", "", "localhost/img", "", "", "localhost/img"}},
		{"[::1]:5000/a:b", parts{"[::1]:5000", "a", "b", "", "[::1]:5000/a", "b", "", "[::1]:5000/a:b"}},
		{"img:5000", parts{"docker.io", "library/img", "5000", "", "img", "5000", "", "img:5000"}},
		{"ghcr.io/acme/app@" + sum, parts{"ghcr.io", "acme/app", "", sum, "ghcr.io/acme/app", "", sum, "ghcr.io/acme/app"}},
		{
			"r.example:443/a/b:1.0@" + sum,
			parts{"r.example:443", "a/b", "1.0", sum, "r.example:443/a/b", "1.0", sum, "r.example:443/a/b:1.0"},
		},
	} {
		t.Run(test.in, func(t *testing.T) {
			ref, err := Parse(place(test.in))
			if err != nil {
				t.Fatal(err)
			}
			got := parts{
				ref.Domain, ref.Path, ref.Tag, ref.Digest, string(ref.NameSpan().Bytes()), string(ref.TagSpan().Bytes()),
				string(ref.DigestSpan().Bytes()), ref.Familiar(),
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if ref.Tagged() != (test.want.Tag != "") || ref.Pinned() != (test.want.Digest != "") {
				t.Errorf("Tagged %t, Pinned %t", ref.Tagged(), ref.Pinned())
			}
		})
	}
}

// Where there is no tag its span is the place into which one fits.
func TestEmptySpans(t *testing.T) {
	ref, err := Parse(place("a/b@" + sum))
	if err != nil {
		t.Fatal(err)
	}
	if s := ref.TagSpan(); s.Start != len("FROM a/b") || s.Len() != 0 {
		t.Errorf("tag at [%d,%d)", s.Start, s.End)
	}
	ref, err = Parse(place("a/b:1"))
	if err != nil {
		t.Fatal(err)
	}
	if s := ref.DigestSpan(); s.Start != len("FROM a/b:1") || s.Len() != 0 {
		t.Errorf("digest at [%d,%d)", s.Start, s.End)
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ in, part, reason string }{
		{"", "", "the image reference is empty"},
		{"Nginx:1", "Nginx", "an image name must be lower case"},
		{"ghcr.io/Acme/app", "ghcr.io/Acme/app", "an image name must be lower case"},
		{"https://ghcr.io/acme/app", "https://", "an image reference has no URL scheme"},
		{"nginx:", ":", "the tag is empty"},
		{"nginx:-1", "-1", "not a valid tag"},
		{"nginx:" + strings.Repeat("1", 129), strings.Repeat("1", 129), "not a valid tag"},
		{"nginx:a:b", "b", "not a valid tag"},
		{"a//b:1", "a//b", "not a valid image name"},
		{"-a", "-a", "not a valid image name"},
		{"my_registry.example/app:1", "my_registry.example", "a registry's host name has no underscore"},
		{"nginx@sha256:abc", "sha256:abc", "the digest is malformed, write sha256: and 64 hexadecimal digits"},
		{"nginx:1@", "", "the digest is malformed, write sha256: and 64 hexadecimal digits"},
		{"nginx@" + sum[:len(sum)-1], sum[:len(sum)-1], "the digest has the wrong length"},
		{"nginx@md5:" + strings.Repeat("0", 32), "md5:" + strings.Repeat("0", 32),
			"the digest's algorithm is not supported, write sha256"},
		{strings.Repeat("a", 256), strings.Repeat("a", 256), "the repository name is longer than 255 bytes"},
		{sum[7:], sum[7:], "an image ID is no reference, name the repository"},
	} {
		_, err := Parse(place(test.in))
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) = %v, want an *Error", test.in, err)
			continue
		}
		if e.Reason != test.reason || string(e.Span.Bytes()) != test.part {
			t.Errorf("Parse(%q) = %q at %q, want %q at %q", test.in, e.Reason, e.Span.Bytes(), test.reason, test.part)
		}
	}
}

func TestOfficial(t *testing.T) {
	for in, want := range map[string]bool{
		"nginx":                                true,
		"library/nginx":                        true,
		"docker.io/library/nginx:1":            true,
		"index.docker.io/library/nginx":        true,
		"registry-1.docker.io/library/nginx":   true,
		"public.ecr.aws/docker/library/nginx":  true,
		"mirror.gcr.io/library/nginx":          true,
		"arm32v7/python:3":                     true,
		"nginxinc/nginx":                       false,
		"library/a/b":                          false,
		"ghcr.io/library/nginx":                false,
		"public.ecr.aws/library/nginx":         false,
		"docker.io.evil.example/library/nginx": false,
	} {
		if got := parse(t, in).Official(); got != want {
			t.Errorf("Official(%s) = %t", in, got)
		}
	}
}

func TestNewUse(t *testing.T) {
	use := NewUse(place("alpine:3"), CopyFrom, true)
	if !use.Known || use.Ref.Path != "library/alpine" || use.Problem != nil {
		t.Errorf("%+v", use)
	}
	if use := NewUse(place("alpine:${V}"), From, false); use.Known || use.Problem != nil {
		t.Errorf("%+v", use)
	}
	if use := NewUse(place("Alpine"), From, true); use.Known || use.Problem == nil {
		t.Errorf("%+v", use)
	}
}

// fixtureImages returns what stands behind FROM and image: in the fixtures.
func fixtureImages(tb testing.TB) []string {
	var images []string
	documents := func(name string) bool { return fixture.IsDockerfile(name) || fixture.IsYAML(name) }
	for _, content := range fixture.Files(tb, documents) {
		words := strings.Fields(content)
		for i, word := range words {
			if i > 0 && (words[i-1] == "FROM" || words[i-1] == "image:") && !slices.Contains(images, word) {
				images = append(images, word)
			}
		}
	}
	return images
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"nginx", "a/b:c@" + sum, "localhost:5000/x", "[::1]/a:b", "A", "a:", "a@", "@", ":", "/", "://", "scratch", "a:1-2_3",
		"python:3.8-slim-buster", "ubuntu:18.04", "nginx@sha256:abc", sum[7:], "é", "\x00",
		"a-b/c--d", "a-", "-a", "a-/b", "a//b", "localhost/a", "localhost", "a/localhost", "a:_b.c-D", "a:.b", "a:-b", "a:b:c",
		"a_b/c.d:e", strings.Repeat("a", 63), strings.Repeat("0", 64), "a:" + strings.Repeat("b", 129), "a/b/c/d/e",
	} {
		f.Add(s)
	}
	for _, s := range fixtureImages(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := place(s)
		ref, err := Parse(text)
		named, want := reference.ParseNormalizedNamed(s)
		if want == nil && reference.Domain(named) == "" {
			want = errors.New("no registry")
		}
		if (err == nil) != (want == nil) {
			t.Fatalf("Parse(%q): %v, the library: %v", s, err, want)
		}
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || !text.Span.Contains(e.Span) || len(e.Reason) > 100 {
				t.Fatalf("Parse(%q): %#v", s, err)
			}
			return
		}
		if got := ref.Domain + "/" + ref.Path; got != named.Name() {
			t.Fatalf("Parse(%q) has the name %q, the library says %q", s, got, named.Name())
		}
		if string(ref.TagSpan().Bytes()) != ref.Tag || string(ref.DigestSpan().Bytes()) != ref.Digest {
			t.Fatalf("Parse(%q): tag at %q, digest at %q", s, ref.TagSpan().Bytes(), ref.DigestSpan().Bytes())
		}
		Lookup(ref)
		Ended(ref)
		Allowed([]string{s, "*.example/**"}, ref)
		for _, eol := range EndOfLife(ref, day) {
			if !text.Span.Contains(eol.Span) || eol.Span.Len() == 0 {
				t.Fatalf("EndOfLife(%q) lies at %v", s, eol.Span)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"nginx:1.25", "ghcr.io/acme/team/app:1.2.3@" + sum} {
		b.Run(s[:8], func(b *testing.B) {
			text := source.Unplaced(s)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
