package source

import (
	"errors"
	"path"
	"slices"
	"strings"
)

// Tree reads the files below one root. Implementations never leave the root, never open anything but plain files, and
// bound what they read.
type Tree interface {
	// Read returns the file at a slash-separated path relative to the root, the same *File each time it is asked. A
	// failure is a *ReadError.
	Read(name string) (*File, error)
	// List returns the names in a folder, sorted; folders end in "/". A folder that cannot be read has none.
	List(dir string) []string
}

// Reason says why a file was not read.
type Reason int

// The reasons. The message of a ReadError is made from them.
const (
	Missing    Reason = iota // there is no such file
	Outside                  // the path, or a link on it, leaves the root
	Directory                // it is a folder
	Irregular                // a device, a pipe, a socket
	TooLarge                 // more bytes than plimsoll reads
	Unreadable               // no permission, an input error, a link to nowhere or in a circle
)

// ReadError says which file was not read, and why.
type ReadError struct {
	Path   string
	Reason Reason
	Err    error // the cause, where there is one; its text may hold host paths and is not printed
}

// Error says what is the matter, with the path first.
func (e *ReadError) Error() string { return e.Path + " " + e.Phrase() }

// Phrase says what is the matter without the path: "is missing", "leaves the project".
func (e *ReadError) Phrase() string {
	switch e.Reason {
	case Missing:
		return "is missing"
	case Outside:
		return "leaves the project"
	case Directory:
		return "is a folder"
	case Irregular:
		return "is no plain file"
	case TooLarge:
		return "is too large to read"
	}
	return "cannot be read"
}

// Unwrap returns the cause.
func (e *ReadError) Unwrap() error { return e.Err }

// ReasonOf returns why a file was not read; an error that is no ReadError counts as Unreadable.
func ReasonOf(err error) Reason {
	var e *ReadError
	if errors.As(err, &e) {
		return e.Reason
	}
	return Unreadable
}

// Clean makes a path relative to the root out of dir, a folder relative to the root, and name, as written in one of its
// files. It fails with Outside where the name is absolute or climbs above the root.
func Clean(dir, name string) (string, error) {
	if path.IsAbs(name) || strings.HasPrefix(name, "~") {
		return "", &ReadError{Path: name, Reason: Outside}
	}
	joined := path.Join(dir, name)
	if joined == ".." || strings.HasPrefix(joined, "../") {
		return "", &ReadError{Path: name, Reason: Outside}
	}
	return joined, nil
}

// Memory is a tree that lies in memory: tests, fixtures and unsaved buffers. The keys are clean relative paths.
type Memory map[string]*File

// NewMemory returns a tree of the given contents.
func NewMemory(contents map[string]string) Memory {
	m := make(Memory, len(contents))
	for name, content := range contents {
		m[name] = New(name, []byte(content))
	}
	return m
}

// Read implements Tree.
func (m Memory) Read(name string) (*File, error) {
	clean, err := Clean("", name)
	if err != nil {
		return nil, err
	}
	if f, ok := m[clean]; ok {
		return f, nil
	}
	if len(m.List(clean)) > 0 {
		return nil, &ReadError{Path: name, Reason: Directory}
	}
	return nil, &ReadError{Path: name, Reason: Missing}
}

// List implements Tree.
func (m Memory) List(dir string) []string {
	var names []string
	for name := range m {
		rest := name
		if dir != "" && dir != "." {
			var ok bool
			if rest, ok = strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/"); !ok {
				continue
			}
		}
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			rest = rest[:i+1]
		}
		names = append(names, rest)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
