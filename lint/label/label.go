// Package label says what the labels of an image may be called, and what their values look like.
package label

import (
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/semver"
)

// Type is what the values of a label look like.
type Type string

// The types. Text is anything.
const (
	Text    Type = "text"
	URL     Type = "url"
	Date    Type = "rfc3339"
	Licence Type = "spdx"
	Version Type = "semver"
	Commit  Type = "hash"
	Email   Type = "email"
)

// Types are all types.
var Types = []Type{Text, URL, Date, Licence, Version, Commit, Email}

// Schema says which labels an image has. The zero value asks for nothing.
type Schema struct {
	// Types are the types of the labels by their names.
	Types map[string]Type
	// Strict reports that no other labels are wanted.
	Strict bool
}

// Names returns the names of the labels, sorted.
func (s Schema) Names() []string { return slices.Sorted(maps.Keys(s.Types)) }

// Accepts reports whether a value is of the type. An empty one is of none but Text.
func (t Type) Accepts(value string) bool {
	switch t {
	case URL:
		u, err := url.Parse(value)
		return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "" || u.Scheme == "file" && u.Path != "")
	case Date:
		_, err := time.Parse(time.RFC3339, strings.ToUpper(value))
		return err == nil
	case Licence:
		return isLicence(value)
	case Version:
		v := "v" + value // which x/mod wants; it also takes v1 and v1.2
		return semver.IsValid(v) && semver.Canonical(v)+semver.Build(v) == v
	case Commit:
		return isCommit(value)
	case Email:
		_, err := mail.ParseAddress(value)
		return err == nil
	}
	return true
}

// isCommit reports whether a text is the hash of a commit: of SHA-1, short or whole, or of SHA-256. Git shortens to seven
// digits, and to more where the repository is large.
func isCommit(s string) bool {
	if len(s) < 7 || len(s) > 40 && len(s) != 64 {
		return false
	}
	return strings.Trim(s, "0123456789abcdefABCDEF") == ""
}
