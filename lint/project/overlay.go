package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Overlay is a tree in which some files have another content than below: the unsaved buffers of an editor, or what came
// in on standard input. The files need not exist below.
type Overlay struct {
	Tree source.Tree
	// Buffers holds the files by their clean paths.
	Buffers map[string]*source.File
}

// Read implements source.Tree.
func (o Overlay) Read(name string) (*source.File, error) {
	if clean, err := source.Clean("", name); err == nil {
		if f, ok := o.Buffers[clean]; ok {
			return f, nil
		}
	}
	return o.Tree.Read(name)
}

// List implements source.Tree.
func (o Overlay) List(dir string) []string {
	names := o.Tree.List(dir)
	clean, err := source.Clean("", dir)
	if err != nil {
		return names
	}
	for name := range o.Buffers {
		rest, ok := name, true
		if clean != "" && clean != "." {
			rest, ok = strings.CutPrefix(name, clean+"/")
		}
		if !ok {
			continue
		}
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			rest = rest[:i+1]
		}
		names = append(names, rest)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// folderOf returns the folder of a path, "" for the outermost one.
func folderOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

// Linked reports whether a file below is a symbolic link, where the tree knows such.
func (o Overlay) Linked(name string) bool {
	t, ok := o.Tree.(interface{ Linked(name string) bool })
	return ok && t.Linked(name)
}
