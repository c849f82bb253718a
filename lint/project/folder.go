package project

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The bounds of the search for credentials in a build context. Whatever lies beyond them is not found.
const (
	maxContextDepth   = 12
	maxContextEntries = 20_000
	maxCredentials    = 50
)

// folders remembers what the folders of a tree hold: many Dockerfiles ask for the same ones.
type folders struct {
	tree source.Tree

	mu     sync.Mutex
	listed map[string][]string
	search map[string]*search
}

// search is what was found below a folder, looked for when it is first asked for.
type search struct {
	once  sync.Once
	found []ContextCredential
}

// ContextCredential is a file of a build context that holds a credential.
type ContextCredential struct {
	Path string // as in reports
	secret.File
	// GitIgnored is set where .gitignore keeps the file out of the repository, so that it is only there where somebody works.
	GitIgnored bool
	// Via is the COPY --from that takes the file on into what ships; nil where the stage itself ships.
	Via *Transfer
}

// list returns the sorted names in a folder; those of folders end in a slash.
func (f *folders) list(dir string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	names, ok := f.listed[dir]
	if !ok {
		names = f.tree.List(dir)
		if f.listed == nil {
			f.listed = map[string][]string{}
		}
		f.listed[dir] = names
	}
	return names
}

// has reports whether there is a file or folder of a path.
func (f *folders) has(name string) bool {
	names, base := f.list(path.Dir(name)), path.Base(name)
	if _, ok := slices.BinarySearch(names, base); ok {
		return true
	}
	return f.hasFolder(name)
}

// hasFolder reports whether there is a folder of a path, and no link to one.
func (f *folders) hasFolder(name string) bool {
	_, ok := slices.BinarySearch(f.list(path.Dir(name)), path.Base(name)+"/")
	return ok && !f.linked(name)
}

// linked reports whether a path is a symbolic link, where the tree knows such.
func (f *folders) linked(name string) bool {
	t, ok := f.tree.(interface{ Linked(name string) bool })
	return ok && t.Linked(name)
}

// credentials returns the credential files below a folder.
func (f *folders) credentials(dir string) []ContextCredential {
	f.mu.Lock()
	s := f.search[dir]
	if s == nil {
		s = &search{}
		if f.search == nil {
			f.search = map[string]*search{}
		}
		f.search[dir] = s
	}
	f.mu.Unlock()
	s.once.Do(func() {
		left := maxContextEntries
		s.found = f.walk(dir, 0, &left, nil)
	})
	return s.found
}

func (f *folders) walk(dir string, depth int, left *int, found []ContextCredential) []ContextCredential {
	for _, name := range f.tree.List(dir) {
		if *left--; *left < 0 || len(found) == maxCredentials {
			return found
		}
		full := path.Join(dir, name)
		if below, ok := strings.CutSuffix(name, "/"); ok {
			if depth < maxContextDepth && !others(below) && !f.linked(full) {
				found = f.walk(full, depth+1, left, found)
			}
			continue
		}
		kind, ok := secret.FileNamed(full)
		if !ok || f.linked(full) {
			continue
		}
		if file, err := f.tree.Read(full); err == nil && kind.Holds(file.Content) {
			found = append(found, ContextCredential{Path: full, File: kind})
		}
	}
	return found
}

// others reports whether a folder holds what others wrote: Git's own files and installed packages.
func others(name string) bool {
	switch name {
	case ".git", "node_modules", "vendor", ".venv", "venv", "site-packages", "__pycache__", "testdata", ".terraform", ".tox", ".yarn", ".pnpm-store",
		"bower_components", "third_party", "Pods":
		return true
	}
	return false
}

// Credentials returns the files below the context that hold a credential, as far as their names tell where to look.
func (c *BuildContext) Credentials() []ContextCredential { return c.linker.folders.credentials(c.Dir) }
