// Package ignore reads the comments that silence findings: plimsoll's own, and those that hadolint, BuildKit, Trivy
// and Checkov read, each with the scope it has there.
//
// A directive of plimsoll looks the same in Dockerfiles and in YAML:
//
//	# plimsoll:ignore=root-user,moving-tag -- why it is fine until=2026-12-31
//	# plimsoll:ignore-stage=root-user -- why
//	# plimsoll:ignore-file=root-user -- why
//
// It covers the next instruction of a Dockerfile; in YAML, the next key or item with everything below it, or the key
// or item whose line it ends. The package knows no rules: they are handed to it as plain data.
package ignore

import (
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Source says whose comment a directive is.
type Source int

// The tools whose comments are read.
const (
	Plimsoll Source = iota
	Hadolint
	BuildKit
	Trivy
	Checkov
)

// String returns the tool's name.
func (s Source) String() string {
	return [...]string{"plimsoll", "hadolint", "BuildKit", "Trivy", "Checkov"}[s]
}

// Scope says how much a directive covers.
type Scope int

// The scopes.
const (
	Next  Scope = iota // the next instruction, or the next key or item of YAML and all below it
	Line               // what begins on the comment's line; for Trivy, on its line or the one below
	Stage              // one stage of a Dockerfile
	File               // the whole file
)

// Directive is one comment, or one part of a comment, that silences findings.
type Directive struct {
	Source Source
	Scope  Scope
	// Span covers the comment; for Trivy, of which one comment may hold several, the part that is the directive.
	Span  source.Span
	Rules []RuleRef
	// Reason is the prose behind the rules, empty where there is none.
	Reason string
	// Until is the first moment at which the directive no longer silences; zero for one without an end. plimsoll's
	// until=2026-12-31 includes that day (UTC), Trivy's exp:2026-12-31 ends as it begins.
	Until time.Time
	// Extent is what is covered: findings that begin in it. Zero for a directive that stands where it covers nothing.
	Extent source.Span
	// Problems say what is wrong with the comment itself.
	Problems []Problem

	untilSpan source.Span
	broken    bool // not understood in full, so it does not silence
}

// RuleRef is a rule as a directive names it: an id of plimsoll, or of the tool whose comment it is.
type RuleRef struct {
	Name string
	Span source.Span
}

// Kind classes problems.
type Kind int

// The kinds of problems.
const (
	Malformed   Kind = iota // the comment breaks the grammar
	UnknownRule             // there is no such rule
	Unexplained             // a reason is required and there is none; the comment does not silence
	Expired                 // its last day is over; the comment does not silence
	Unused                  // it silenced nothing although its rule was asked
	Endless                 // a last day is required and there is none; the comment does not silence
)

// Problem is something wrong with a directive.
type Problem struct {
	Kind    Kind
	Source  Source
	Span    source.Span
	Message string
	Key     string // identity within the file that depends on neither prose nor line
}

// fault notes that the comment breaks the grammar.
func (d *Directive) fault(span source.Span, key, message string) {
	d.Problems = append(d.Problems, Problem{Malformed, d.Source, span, message, key})
}
