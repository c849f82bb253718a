// Package atomic writes files whole or not at all: a reader sees the old content or the new one, never a part.
package atomic

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
)

// File is the new content of a file that takes its name only when Commit is called. It lies beside the file, under a
// name that starts with a dot and ends in ".tmp".
type File struct {
	root *os.Root
	name string // the name to take
	temp string // the name until then
	file *os.File
	done bool
}

// attempts bounds the search for a free temporary name.
const attempts = 100

// Create starts a new content for the file at a slash-separated name inside root. The folder has to exist. The
// permissions are those of perm, cut by the umask; Chmod sets others.
func Create(root *os.Root, name string, perm fs.FileMode) (*File, error) {
	dir, base := path.Split(name)
	base = base[:min(len(base), 100)] // a long name leaves room for the rest
	for i := range attempts {
		temp := dir + "." + base + "." + strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(i) + ".tmp"
		f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return &File{root: root, name: name, temp: temp, file: f}, nil
	}
	return nil, fmt.Errorf("no free temporary name beside %s", name)
}

// Write adds to the new content.
func (f *File) Write(p []byte) (int, error) { return f.file.Write(p) }

// Chmod sets the permissions of the new content, whatever the umask.
func (f *File) Chmod(mode fs.FileMode) error { return f.file.Chmod(mode) }

// Chown tries to give the new content an owner.
func (f *File) Chown(uid, gid int) error { return f.file.Chown(uid, gid) }

// Close ends the writing and makes sure that the content is on the disk. Commit does so too where it was not done.
func (f *File) Close() error {
	if f.file == nil {
		return nil
	}
	err := f.file.Sync()
	err = errors.Join(err, f.file.Close())
	f.file = nil
	return err
}

// Commit gives the content its name. A link at that name is replaced, not followed. After a failure nothing has changed.
func (f *File) Commit() error {
	err := f.Close()
	if err == nil {
		err = f.root.Rename(f.temp, f.name)
	}
	if err != nil {
		f.Discard()
		return err
	}
	f.done = true
	return nil
}

// Discard drops the content. After Commit it does nothing, so that it can be deferred.
func (f *File) Discard() {
	if f.done {
		return
	}
	f.done = true
	if f.file != nil {
		f.file.Close()
		f.file = nil
	}
	_ = f.root.Remove(f.temp) // what cannot be removed stays behind as a .tmp file
}

// Reason returns what is the matter without the path that an error names: that may be the temporary one.
func Reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
