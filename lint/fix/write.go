package fix

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Write puts the changes onto the disk, below the folder dir. Each file is replaced as a whole and keeps its permissions
// and, where the system lets it, its owner. Before anything is written all files are looked at: when one of them is a
// link, has several names, or is no longer what was linted, nothing is written, and the error names them all.
func Write(dir string, changes []Change) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()

	var staged []*atomic.File
	var errs []error
	for i := range changes {
		f, err := stage(root, &changes[i])
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", glyph.Visible(changes[i].Path), err))
			continue
		}
		defer f.Discard()
		staged = append(staged, f)
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	for i, f := range staged {
		if err := f.Commit(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", glyph.Visible(changes[i].Path), atomic.Reason(err)))
		}
	}
	return errors.Join(errs...)
}

// stage writes the new content beside the file.
func stage(root *os.Root, c *Change) (*atomic.File, error) {
	info, err := root.Lstat(c.Path)
	if err != nil {
		return nil, atomic.Reason(err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, errors.New("is a link; fix the file that it leads to")
	case !info.Mode().IsRegular():
		return nil, errors.New("is no plain file")
	case names(info) > 1:
		return nil, errors.New("has several names (hard links), which would come apart")
	case info.Size() != int64(len(c.Before)):
		return nil, errChanged
	}
	now, err := root.ReadFile(c.Path)
	if err != nil {
		return nil, atomic.Reason(err)
	}
	if !bytes.Equal(now, c.Before) {
		return nil, errChanged
	}
	f, err := atomic.Create(root, c.Path, 0o600) // nobody else reads it before it has the permissions of the file
	if err != nil {
		return nil, atomic.Reason(err)
	}
	_, err = f.Write(c.After)
	if err == nil {
		keepOwner(f, info)
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		f.Discard()
		return nil, atomic.Reason(err)
	}
	return f, nil
}

var errChanged = errors.New("has changed since it was read, or is not kept as it was read; run again")
