package image

import (
	// The algorithms that distribution/reference accepts in a digest are those that the program links.
	_ "crypto/sha256"
	_ "crypto/sha512"
	"errors"
	"strings"

	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const hub = "docker.io"

// Ref is a reference to an image, as `docker pull` and FROM take it. Parse makes it.
type Ref struct {
	// Text is the reference as written.
	Text source.Text
	// Domain is the registry: "docker.io" where none is written, else a host with the port that is written.
	Domain string
	// Path is the repository on the registry, such as "library/nginx".
	Path string
	// Tag and Digest are empty where none is written; Digest holds its algorithm.
	Tag, Digest string

	name int // Text.Value[:name] is the name
}

// Error says why a text is not a reference to an image.
type Error struct {
	Span   source.Span // the part that is wrong
	Reason string      // lower case, no full stop
}

func (e *Error) Error() string { return e.Reason }

// Parse reads a reference; github.com/distribution/reference decides what is one. An error is of type *Error.
func Parse(text source.Text) (Ref, error) {
	if name, tag, ok := simple(text.Value); ok {
		ref := Ref{Text: text, Domain: hub, Path: name, Tag: tag, name: len(name)}
		if strings.IndexByte(name, '/') < 0 {
			ref.Path = "library/" + name
		}
		return ref, nil
	}
	named, err := reference.ParseNormalizedNamed(text.Value)
	if err != nil {
		return Ref{}, explain(text, err)
	}
	ref := Ref{Text: text, Domain: reference.Domain(named), Path: reference.Path(named)}
	if ref.Domain == "" {
		// The library takes a host with an underscore for a part of the path, on no registry at all.
		host := strings.IndexByte(text.Value, '/')
		return Ref{}, &Error{Span: text.At(0, host), Reason: "a registry's host name has no underscore"}
	}
	if tagged, ok := named.(reference.Tagged); ok {
		ref.Tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		ref.Digest = digested.Digest().String()
	}
	ref.name, _ = split(text.Value)
	return ref, nil
}

// simple reads the plainest references to Docker Hub, which are most of those in use, and leaves all others to the
// library: its regular expressions take many times as long.
func simple(value string) (name, tag string, ok bool) {
	if len(value) >= 64 { // the library has more to say of long ones
		return "", "", false
	}
	name, tag, tagged := strings.Cut(value, ":")
	before := byte('/')
	for i := range len(name) {
		c := name[i]
		if letter := 'a' <= c && c <= 'z' || isDigit(c); !letter && (c != '-' && c != '/' || before == '-' || before == '/') {
			return "", "", false
		}
		before = c
	}
	if before == '-' || before == '/' || strings.HasPrefix(name, "localhost/") || tagged && tag == "" {
		return "", "", false
	}
	for i := range len(tag) {
		c := tag[i]
		word := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_'
		if !word && (i == 0 || c != '.' && c != '-') {
			return "", "", false
		}
	}
	return name, tag, true
}

// split returns the ends of the name and of the tag; without a tag they are the same.
func split(value string) (name, tag int) {
	tag = len(value)
	if at := strings.IndexByte(value, '@'); at >= 0 {
		tag = at
	}
	name = tag
	if colon := strings.LastIndexByte(value[:tag], ':'); colon > strings.LastIndexByte(value[:tag], '/') {
		name = colon
	}
	return name, tag
}

// explain turns an error of the library into one that names the part and what to do.
func explain(text source.Text, err error) *Error {
	value := text.Value
	name, tag := split(value)
	part := func(i, j int, reason string) *Error { return &Error{Span: text.At(i, j), Reason: reason} }
	scheme := strings.Index(value, "://")
	switch {
	case value == "":
		return &Error{Span: text.Span, Reason: "the image reference is empty"}
	case scheme >= 0:
		return part(0, scheme+len("://"), "an image reference has no URL scheme")
	case errors.Is(err, digest.ErrDigestUnsupported):
		return part(tag+1, len(value), "the digest's algorithm is not supported, write sha256")
	case errors.Is(err, digest.ErrDigestInvalidLength):
		return part(tag+1, len(value), "the digest has the wrong length")
	case errors.Is(err, reference.ErrNameTooLong):
		return part(0, name, "the repository name is longer than 255 bytes")
	case isIdentifier(value):
		return part(0, len(value), "an image ID is no reference, name the repository")
	}
	return explainParts(part, value, name, tag)
}

// explainParts finds the first part that is wrong: name, tag or digest.
func explainParts(part func(i, j int, reason string) *Error, value string, name, tag int) *Error {
	valid := func(s string) bool {
		_, err := reference.ParseNormalizedNamed(s)
		return err == nil
	}
	switch {
	case !valid(value[:name]) && valid(strings.ToLower(value[:name])):
		return part(0, name, "an image name must be lower case")
	case !valid(value[:name]):
		return part(0, name, "not a valid image name")
	case tag == name+1:
		return part(name, tag, "the tag is empty")
	case !valid(value[:tag]):
		return part(name+1, tag, "not a valid tag")
	}
	return part(min(tag+1, len(value)), len(value), "the digest is malformed, write sha256: and 64 hexadecimal digits")
}

func isIdentifier(value string) bool {
	return len(value) == 64 && strings.Trim(value, "0123456789abcdef") == ""
}

// NameSpan returns the place of the name, with the registry and without tag and digest.
func (r Ref) NameSpan() source.Span { return r.Text.At(0, r.name) }

// TagSpan returns the place of the tag, without its colon. Where there is none it is the empty place behind the name,
// into which ":tag" fits.
func (r Ref) TagSpan() source.Span { return r.Text.At(r.tagStart(), r.tagStart()+len(r.Tag)) }

func (r Ref) tagStart() int {
	if r.Tag == "" {
		return r.name
	}
	return r.name + 1
}

// DigestSpan returns the place of the digest, without its "@". Where there is none it is the empty place behind the
// reference, into which "@digest" fits.
func (r Ref) DigestSpan() source.Span {
	end := len(r.Text.Value)
	return r.Text.At(end-len(r.Digest), end)
}

// Tagged reports whether a tag is written.
func (r Ref) Tagged() bool { return r.Tag != "" }

// Pinned reports whether a digest is written, so that the reference names the same image for ever.
func (r Ref) Pinned() bool { return r.Digest != "" }

// Scratch reports whether the reference is the name that FROM reserves for no image at all. Elsewhere it names an
// image that cannot be pulled.
func (r Ref) Scratch() bool { return r.Text.Value == "scratch" }

// Name returns the name as `docker images` shows it: without docker.io, and without library/ for an official image.
func (r Ref) Name() string {
	if r.Domain != hub {
		return r.Domain + "/" + r.Path
	}
	if name, ok := strings.CutPrefix(r.Path, "library/"); ok && !strings.Contains(name, "/") {
		return name
	}
	return r.Path
}

// Familiar returns the name and, if one is written, the tag. It leaves out the digest, which nobody reads.
func (r Ref) Familiar() string {
	if r.Tag == "" {
		return r.Name()
	}
	return r.Name() + ":" + r.Tag
}

// String returns the reference as written.
func (r Ref) String() string { return r.Text.Value }

// Official reports whether the image is a Docker Official Image: from library/ or the namespace of an architecture
// (arm64v8/) on Docker Hub, or from a registry that mirrors them.
func (r Ref) Official() bool {
	_, ok := r.official()
	return ok
}

// official returns the name below library/.
func (r Ref) official() (string, bool) {
	path := r.Path
	switch {
	case r.onHub():
	case r.Domain == "public.ecr.aws" && strings.HasPrefix(path, "docker/"):
		path = strings.TrimPrefix(path, "docker/")
	default:
		return "", false
	}
	namespace, name, ok := strings.Cut(path, "/")
	return name, ok && (namespace == "library" || isArchitecture(namespace)) && !strings.Contains(name, "/")
}

// isArchitecture reports whether a namespace of Docker Hub holds the official images of one architecture.
func isArchitecture(namespace string) bool {
	switch namespace {
	case "amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x",
		"winamd64":
		return true
	}
	return false
}

// onHub reports whether the image comes from Docker Hub, by any of its names or through Google's mirror of it.
func (r Ref) onHub() bool {
	switch r.Domain {
	case hub, "registry-1.docker.io", "mirror.gcr.io":
		return true
	}
	return false
}

// key returns the name under which the tables hold the image.
func (r Ref) key() string {
	if name, ok := r.official(); ok {
		return name
	}
	if r.onHub() {
		return r.Path
	}
	return r.Domain + "/" + r.Path
}

// tag returns the tag that the reference stands for: "latest" where neither tag nor digest is written, none where
// there is only a digest.
func (r Ref) tag() string {
	if r.Tag == "" && r.Digest == "" {
		return "latest"
	}
	return r.Tag
}
