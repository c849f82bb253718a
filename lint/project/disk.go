// Package project finds what is to be linted on disk, and which files belong together.
package project

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// MaxFileSize is the number of bytes from which on a file is not read. What is made of a file takes up to five hundred
// times its size; the largest that people write have some hundred kB.
const MaxFileSize = 2 << 20

// maxLinks bounds how many symbolic links one name may lead through, as the kernel does.
const maxLinks = 40

// Disk is a source.Tree of the files below one folder. It never leaves that folder: links that stay inside are followed,
// others are not. It is safe for use by several goroutines, and holds no file open between calls.
type Disk struct {
	root   *os.Root
	dir    string // absolute path on the host
	real   string // dir with its links resolved
	prefix string // goes before every name, "" or ending in a slash

	mu    sync.Mutex
	files map[string]*diskFile
}

type diskFile struct {
	once sync.Once
	file *source.File
	err  error
}

// OpenDisk returns the tree of the files below dir, a path on the host. Close it after use.
func OpenDisk(dir string) (*Disk, error) { return openDisk(dir, "") }

// openDisk puts prefix before every name, so that the names of several trees differ.
func openDisk(dir, prefix string) (*Disk, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, err
	}
	resolved, err := filepath.EvalSymlinks(abs)
	if err != nil {
		resolved = abs
	}
	return &Disk{root: root, dir: abs, real: resolved, prefix: prefix, files: map[string]*diskFile{}}, nil
}

// Close releases the folder. Files that were read stay valid.
func (d *Disk) Close() error { return d.root.Close() }

// Read implements source.Tree. Only plain files of at most MaxFileSize bytes are opened; a pipe or device is not.
func (d *Disk) Read(name string) (*source.File, error) {
	local, err := d.local(name)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	f := d.files[local]
	if f == nil {
		f = &diskFile{}
		d.files[local] = f
	}
	d.mu.Unlock()
	f.once.Do(func() {
		content, err := d.load(local)
		if err != nil {
			f.err = readError(d.prefix+local, err)
			return
		}
		f.file = source.New(d.prefix+local, content)
	})
	return f.file, f.err
}

// List implements source.Tree. A link to a folder counts as a folder.
func (d *Disk) List(dir string) []string {
	local, err := d.local(dir)
	if err != nil {
		return nil
	}
	entries, _ := d.entries(local) // what could be read of a folder is still of use
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		name := e.Name()
		switch {
		case e.IsDir():
			name += "/"
		case e.Type()&fs.ModeSymlink != 0:
			if info, err := d.root.Stat(filepath.Join(filepath.FromSlash(local), name)); err == nil && info.IsDir() {
				name += "/"
			}
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// local turns a name of this tree into a clean path below the root folder.
func (d *Disk) local(name string) (string, error) {
	clean, err := source.Clean("", name)
	if err != nil {
		return "", err
	}
	if d.prefix != "" {
		if clean+"/" == d.prefix {
			return ".", nil
		}
		rest, ok := strings.CutPrefix(clean, d.prefix)
		if !ok {
			return "", &source.ReadError{Path: name, Reason: source.Outside}
		}
		clean = rest
	}
	if clean == "" {
		return ".", nil
	}
	if !filepath.IsLocal(filepath.FromSlash(clean)) {
		return "", &source.ReadError{Path: name, Reason: source.Outside}
	}
	return clean, nil
}

// entries returns what a folder holds, sorted by name.
func (d *Disk) entries(local string) ([]fs.DirEntry, error) {
	f, err := d.root.OpenFile(filepath.FromSlash(local), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// load returns the content of a plain file.
func (d *Disk) load(local string) ([]byte, error) {
	host := filepath.FromSlash(local)
	info, err := d.root.Stat(host)
	switch {
	case missing(err):
		return nil, err
	case err != nil:
		// Slowly, to learn why; a link may also be absolute and lead back inside.
		resolved, err := d.resolve(local)
		if err != nil {
			return nil, err
		}
		host = filepath.FromSlash(resolved)
		if info, err = d.root.Stat(host); err != nil {
			return nil, err
		}
	}
	if err := plain(info); err != nil {
		return nil, err
	}
	// What the name stands for may have changed since, so nothing may block and the open file is asked again.
	f, err := d.root.OpenFile(host, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, err
	}
	if err := plain(info); err != nil {
		return nil, err
	}
	content := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		switch {
		case len(content) > MaxFileSize:
			return nil, refusal(source.TooLarge)
		case errors.Is(err, io.EOF):
			return content, nil
		case err != nil:
			return nil, err
		}
		if len(content) == cap(content) {
			content = slices.Grow(content, 4096)
		}
	}
}

// plain returns why something is not read, nil for a plain file that is small enough.
func plain(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return refusal(source.Directory)
	case !info.Mode().IsRegular():
		return refusal(source.Irregular)
	case info.Size() > MaxFileSize:
		return refusal(source.TooLarge)
	}
	return nil
}

// resolve follows every link on a path and returns the path without them, relative to the root folder.
func (d *Disk) resolve(local string) (string, error) {
	done, rest, links := "", strings.Split(local, "/"), 0
	for len(rest) > 0 {
		part := rest[0]
		rest = rest[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			if done == "" {
				return "", refusal(source.Outside)
			}
			if done = path.Dir(done); done == "." {
				done = ""
			}
			continue
		}
		next := path.Join(done, part)
		info, err := d.root.Lstat(filepath.FromSlash(next))
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		if links++; links > maxLinks {
			return "", refusal(source.Unreadable)
		}
		target, err := d.root.Readlink(filepath.FromSlash(next))
		if err != nil {
			return "", err
		}
		if filepath.IsAbs(target) {
			if target, err = d.inside(target); err != nil {
				return "", err
			}
			done = ""
		}
		rest = append(strings.Split(filepath.ToSlash(target), "/"), rest...)
	}
	if done == "" {
		done = "."
	}
	return done, nil
}

// inside turns an absolute path on the host into one relative to the root folder.
func (d *Disk) inside(target string) (string, error) {
	for _, dir := range []string{d.dir, d.real} {
		if rel, err := filepath.Rel(dir, target); err == nil && filepath.IsLocal(rel) {
			return rel, nil
		}
	}
	if strings.HasPrefix(filepath.Clean(target), "/dev/") {
		return "", refusal(source.Irregular) // the better answer, and it needs no look outside
	}
	return "", refusal(source.Outside)
}

// refusal is a reason on its way to becoming a source.ReadError.
type refusal source.Reason

func (r refusal) Error() string { return (&source.ReadError{Reason: source.Reason(r)}).Phrase() }

func readError(name string, err error) *source.ReadError {
	e := &source.ReadError{Path: name, Reason: source.Unreadable, Err: err}
	var r refusal
	switch {
	case errors.As(err, &r):
		e.Reason = source.Reason(r)
	case missing(err):
		e.Reason = source.Missing
	}
	return e
}

func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// Linked reports whether the last part of a name is a symbolic link.
func (d *Disk) Linked(name string) bool {
	local, err := d.local(name)
	if err != nil {
		return false
	}
	info, err := d.root.Lstat(filepath.FromSlash(local))
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
