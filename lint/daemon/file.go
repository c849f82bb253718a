// Package daemon reads the settings of the Docker daemon, daemon.json, as dockerd itself reads them.
package daemon

import (
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// File is one daemon.json.
type File struct {
	Source *source.File
	// Root is the outermost object, nil where the file holds none.
	Root     *tree.Node
	Problems []source.Problem
}

// Parse reads a daemon.json. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *File {
	stream := tree.ParseJSON(src, tree.Limits{})
	f := &File{Source: stream.File, Problems: stream.Problems}
	if len(stream.Docs) > 0 && stream.Docs[0].Kind == tree.Mapping {
		f.Root = stream.Docs[0]
	}
	return f
}
