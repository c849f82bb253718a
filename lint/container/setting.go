// Package container answers what one container will really run as, whichever file said so: a Compose service with the
// Dockerfile and the image behind it, or a Dockerfile alone. Rules about containers ask it and never look at YAML.
package container

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Setting is one effective setting: a value, or unknown, and where it came from.
type Setting[T any] struct {
	// Value is what holds. It means nothing unless Known.
	Value  T
	Known  bool
	Origin Origin
}

// Origin says where a setting came from.
type Origin struct {
	Kind OriginKind
	// Span is the place that set it; zero for defaults and facts.
	Span source.Span
	// Key is the place of the key of the setting, where it has one.
	Key source.Span
	// Notes are the hops on the way to the place, in order.
	Notes []source.Note
	// Doubt says in words why the value is not known; empty where nothing sets it.
	Doubt string
	// Fact says in words on what table a verdict rests, with its date; empty unless Kind is FromFact.
	Fact string
}

// OriginKind classes origins.
type OriginKind int

// The origins of settings.
const (
	FromDefault OriginKind = iota // Docker's default: nobody set it
	FromFile                      // a Compose file or a Dockerfile
	FromFact                      // what is known of the image
	FromDaemon                    // a default of the daemon, from its settings
)

// String names the kind as show prints it.
func (k OriginKind) String() string {
	return [...]string{"default", "file", "image facts", "daemon"}[k]
}

// known returns a setting that a file made.
func known[T any](v T, at source.Span, notes ...source.Note) Setting[T] {
	return Setting[T]{Value: v, Known: true, Origin: Origin{Kind: FromFile, Span: at, Notes: notes}}
}

// unset returns Docker's default.
func unset[T any](v T) Setting[T] { return Setting[T]{Value: v, Known: true} }

// unknown returns a setting that cannot be told, with the place that hides it, if there is one.
func unknown[T any](at source.Span, notes ...source.Note) Setting[T] {
	o := Origin{Span: at, Notes: notes}
	if !at.IsZero() {
		o.Kind = FromFile
	}
	return Setting[T]{Origin: o}
}

// Set reports whether a file made the setting, be its value known or not.
func (s Setting[T]) Set() bool { return s.Origin.Kind == FromFile }

// Is reports whether the setting is known to have the value.
func Is[T comparable](s Setting[T], v T) bool { return s.Known && s.Value == v }
