// Package seccomp reads seccomp profiles as Docker does, and works out which system calls one lets through.
package seccomp

import (
	"fmt"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

//go:generate sh -c "go -C ../../tools run ./syscalls -sys $(go list -m -f {{.Dir}} golang.org/x/sys) -profiles $(go list -m -f {{.Dir}} github.com/moby/profiles/seccomp) -out ../lint/seccomp/data"

// Profile is one seccomp profile in Docker's form of JSON.
type Profile struct {
	Source *source.File
	// Root is the outermost object, nil where the file holds none.
	Root     *tree.Node
	Problems []source.Problem

	// Default is what happens to a call that no rule speaks of.
	Default Outcome
	// DefaultAction is the default action as written.
	DefaultAction source.Text
	// Architectures are those that the filter holds for beside the host's own; ArchMap says it for each host.
	Architectures []source.Text
	ArchMap       []Architecture
	Flags         []source.Text
	// ListenerPath is the socket of a program that decides about calls.
	ListenerPath source.Text
	Rules        []*Rule
	// Keys are the places of the keys that are written, by their right names.
	Keys map[string]source.Span
}

// Architecture is an entry of archMap: on a host of the first, the filter holds for the others too.
type Architecture struct {
	Arch source.Text
	Subs []source.Text
	Span source.Span
}

// Rule is one entry of syscalls.
type Rule struct {
	// Names are the system calls it is about, name and names alike.
	Names []source.Text
	Outcome
	// ActionText is the action as written.
	ActionText source.Text
	// ErrnoAt is the place of errnoRet with its value; zero without one.
	ErrnoAt  source.Span
	Args     []Arg
	Includes *Condition
	Excludes *Condition
	// Span is the whole entry, and NamesAt the value that names the calls.
	Span, NamesAt source.Span
}

// Arg is a condition on one argument of a call.
type Arg struct {
	Index       int
	Value, Mask uint64 // a masked comparison is of what is left of the argument by Mask
	Op          Op
	Span        source.Span
}

// Condition says on which hosts, and for which containers, a rule holds.
type Condition struct {
	Caps, Arches []source.Text
	// MinKernel is nil where none is written.
	MinKernel *Kernel
	Span, Key source.Span
}

// Kernel is the version of a kernel, such as 4.8.
type Kernel struct{ Version, Major uint8 }

// Place returns a span for a finding about the profile as a whole: that of its default action, else of what there is.
func (p *Profile) Place() source.Span {
	switch {
	case !p.DefaultAction.Span.IsZero():
		return p.DefaultAction.Span
	case p.Root != nil:
		return p.Root.Span.FirstLine()
	}
	return p.Source.Span(0, len(p.Source.Content)).FirstLine()
}

// FiltersNothing reports whether the profile could be read and Docker takes it for none at all: without a default action and
// without rules it starts the container with no filter, and says nothing.
func (p *Profile) FiltersNothing() bool {
	return !p.broken() && p.DefaultAction.Value == "" && len(p.Rules) == 0
}

// Sound reports whether Docker and the runtime take the profile, as far as can be told, so that its filter is known.
func (p *Profile) Sound() bool {
	return !p.broken() && !slices.ContainsFunc(p.Problems, func(problem source.Problem) bool { return problem.Kind == source.Refused })
}

// broken reports whether Docker cannot read the profile, so that nothing can be said of the filter.
func (p *Profile) broken() bool {
	for _, problem := range p.Problems {
		if problem.Kind == source.Malformed && !repeated(problem) || problem.Kind == source.Unread {
			return true
		}
	}
	return false
}

// String shows the version as minKernel is written.
func (k Kernel) String() string { return fmt.Sprintf("%d.%d", k.Version, k.Major) }
