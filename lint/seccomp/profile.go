// Package seccomp reads seccomp profiles as Docker does, and works out which system calls one lets through.
package seccomp

import (
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Profile is one seccomp profile in Docker's form of JSON.
type Profile struct {
	Source *source.File
	// Root is the outermost object, nil where the file holds none.
	Root     *tree.Node
	Problems []source.Problem
}

// Parse reads a profile. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *Profile {
	stream := tree.ParseJSON(src, tree.Limits{})
	p := &Profile{Source: stream.File, Problems: stream.Problems}
	if len(stream.Docs) > 0 && stream.Docs[0].Kind == tree.Mapping {
		p.Root = stream.Docs[0]
	}
	return p
}
