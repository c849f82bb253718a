package project

import (
	"slices"
	"sort"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Label is a pair of LABEL with its words evaluated.
type Label struct {
	dockerfile.Pair
	At *dockerfile.Label
	// Key and Content are name and value with their variables replaced. Content is not known where it rests on the default of an
	// ARG: such a value is there for a build to replace.
	Key, Content dockerfile.Resolved
	Subject      string // the stage
}

// Labels returns the labels of all stages of a Dockerfile in source order, those behind ONBUILD included.
func (u *Unit) Labels() []Label {
	u.labelsOnce.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		for i := range u.Dockerfile.All() {
			if in, ok := i.(*dockerfile.Label); ok {
				for _, pair := range in.Pairs {
					u.labels = append(u.labels, u.labelOf(pair, in))
				}
			}
		}
	})
	return u.labels
}

func (u *Unit) labelOf(pair dockerfile.Pair, at *dockerfile.Label) Label {
	l := Label{
		Pair: pair, At: at, Key: u.Resolve(pair.Name, at), Content: u.Resolve(pair.Value, at),
		Subject: StageSubject(at.Stage()),
	}
	if slices.ContainsFunc(l.Content.Notes, func(n source.Note) bool { return u.defaulted(n.Span) }) {
		l.Content.Known = false
	}
	return l
}

// defaulted reports whether a variable is set by an ARG of the file, or by an ENV that rests on other variables.
func (u *Unit) defaulted(set source.Span) bool {
	all := u.Dockerfile.Instructions
	i := sort.Search(len(all), func(i int) bool { return all[i].Span().Start > set.Start }) - 1
	if i < 0 || all[i].Span().File != set.File {
		return false
	}
	if _, ok := all[i].(*dockerfile.Env); ok {
		return strings.Contains(string(set.Bytes()), "$")
	}
	return true
}

// ShippedLabels returns the labels of what the Dockerfile ships, by their names, and whether those are all that it sets.
func (u *Unit) ShippedLabels() (byName map[string]Label, complete bool) {
	final := u.Final()
	if final == nil {
		return nil, false
	}
	in := map[*dockerfile.Label]bool{}
	for _, l := range final.Labels() {
		in[l] = true
	}
	byName, complete = map[string]Label{}, true
	for _, l := range u.Labels() {
		if in[l.At] {
			byName[l.Key.Value] = l
			complete = complete && l.Key.Known
		}
	}
	return byName, complete
}
