package project

import (
	"bytes"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Plain is an address that a build asks in the clear, and the stage that does so.
type Plain struct {
	shell.Plain
	Subject string
}

// Plain returns what the build asks in the clear and takes in without verifying it: downloads, package indexes, repositories. Keys
// are the business of WeakKeys.
func (u *Unit) Plain() []Plain {
	var out []Plain
	given := func(b *dockerfile.Build) bool { return b.Given() } // an argument may hold the address
	if u.Dockerfile != nil && (plainAddress(u.Dockerfile.Source.Content) || slices.ContainsFunc(u.Builds, given)) {
		out = u.plainInBuild()
	}
	for _, v := range u.Variables {
		if !strings.Contains(v.Value.Value, "://") {
			continue
		}
		if scheme, tool := shell.PlainBy(v.Name.Value, v.Value.Value); scheme != "" {
			out = append(out, Plain{shell.Plain{Tool: tool, Scheme: scheme, Span: v.Span}, v.Subject})
		}
	}
	return out
}

// plainAddress reports whether a text may hold an address with a scheme that is not known to be safe. Most files have none.
func plainAddress(text []byte) bool {
	for i := 0; ; {
		n := bytes.Index(text[i:], []byte("://"))
		if n < 0 {
			return false
		}
		if i += n; i > 0 && text[i-1] != 's' {
			return true
		}
		i += 3
	}
}

func (u *Unit) plainInBuild() []Plain {
	var out []Plain
	for _, c := range u.Commands(shell.PlainTools()...) {
		for _, plain := range c.Plain() {
			if !plain.Download || !u.verified(c.Span()) && !u.trusts(c.Span()) {
				out = append(out, Plain{plain, c.Subject})
			}
		}
	}
	for _, t := range u.Transfers() {
		if add, ok := t.At.(*dockerfile.Add); ok && add.Checksum.IsZero() {
			out = append(out, u.plainSources(&t)...)
		}
	}
	for _, w := range u.Writes() {
		for _, text := range w.Content {
			for _, plain := range shell.PlainIn(w.Path, text) {
				out = append(out, Plain{plain, w.Subject})
			}
		}
	}
	return out
}

func (u *Unit) plainSources(t *Transfer) []Plain {
	var out []Plain
	for i, r := range t.Paths {
		at := t.Sources[i].Span
		if scheme := shell.PlainScheme(r.Value); scheme != "" && scheme != "svn" && scheme != "ftp" &&
			!shell.NamesCommit(r.Value) && !u.verified(at) && !u.trusts(at) {
			out = append(out, Plain{shell.Plain{Tool: "ADD", Scheme: scheme, Span: at}, t.Subject})
		}
	}
	return out
}

// verified reports whether something in the build verifies what is downloaded at a place.
func (u *Unit) verified(at source.Span) bool {
	u.remoteOnce.Do(u.followDownloads)
	return u.checked[at]
}
