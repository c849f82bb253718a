package project

import (
	"path"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// serviceContext reads the build context of a service; nil where it is elsewhere or unknown.
func (l *Linker) serviceContext(s *compose.Service) container.Context {
	dir, ok := contextDir(s)
	if !ok {
		return nil
	}
	return l.context(dir)
}

// maxFolders bounds how far above a Dockerfile its build context is looked for.
const maxFolders = 8

// likelyContext reads the build context of a Dockerfile of which no file says how it is built: the folder that it lies
// in, or one above it, whichever has the file.
func (l *Linker) likelyContext(dockerfile string) container.Context {
	var dirs []string
	for dir := path.Dir(dockerfile); len(dirs) < maxFolders; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if dir == "." || dir == "/" {
			break
		}
	}
	return l.context(dirs...)
}

// context reads files relative to the first folder that has them.
func (l *Linker) context(dirs ...string) container.Context {
	return func(name string) (*source.File, error) {
		var first error
		for _, dir := range dirs {
			clean, err := source.Clean(dir, name)
			if err == nil && !l.folders.has(clean) {
				err = &source.ReadError{Path: clean, Reason: source.Missing} // known without asking the disk
			}
			if err == nil {
				var file *source.File
				if file, err = l.root.Tree.Read(clean); err == nil {
					return file, nil
				}
			}
			if first == nil {
				first = err
			}
		}
		return nil, first
	}
}
